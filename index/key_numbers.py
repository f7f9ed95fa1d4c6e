"""Numbers of integer keys: a hash table that is asked for many keys at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.compiled import kernels

Keys = NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ over the golden ratio (Knuth 1973, section 6.4)
_SPARE = 4  # slots for each key, so that few keys share one
_FIRST_BITS = 10  # of the number of slots


class KeyNumbers:
    """The numbers that keys were given; keys are integers of 64 bits other than 0.

    Open addressing: a key whose slot is taken goes to the next.
    """

    def __init__(self) -> None:
        self._count = 0
        self._resize(_FIRST_BITS)

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        return self._keys.nbytes + self._numbers.nbytes

    def look_up(self, keys: Keys) -> NDArray[np.int32]:
        """Return the number of each key, -1 for those that have none."""
        if kernels:
            found = np.empty(len(keys), np.int32)
            kernels.look_up(self._keys, self._numbers, keys, found)
            return found
        slot = self._slots(keys)
        there = self._keys[slot]
        (astray,) = ((there != keys) & (there != 0)).nonzero()
        while len(astray):
            slot[astray] = (slot[astray] + 1) & self._last
            there = self._keys[slot[astray]]
            astray = astray[(there != keys[astray]) & (there != 0)]
        return self._numbers[slot]

    def add(self, keys: Keys, numbers: NDArray[np.int32]) -> None:
        """Give numbers to distinct keys that have none."""
        self._count += len(keys)
        if self._count * _SPARE > len(self._keys):
            (held,) = self._keys.nonzero()
            before = self._keys[held], self._numbers[held]
            self._resize((self._count * _SPARE).bit_length())
            self._put(*before)
        self._put(keys, numbers)

    def _put(self, keys: Keys, numbers: NDArray[np.int32]) -> None:
        slot = self._slots(keys)
        while len(keys):
            # Of several keys for one free slot the one that is written last stays there.
            free = self._keys[slot] == 0
            self._keys[slot[free]] = keys[free]
            placed = self._keys[slot] == keys
            self._numbers[slot[placed]] = numbers[placed]
            keys, numbers, slot = keys[~placed], numbers[~placed], (slot[~placed] + 1) & self._last

    def _slots(self, keys: Keys) -> NDArray[np.int64]:
        return ((keys * _FACTOR) >> self._shift).astype(np.int64)

    def _resize(self, bits: int) -> None:
        self._keys: Keys = np.zeros(1 << bits, np.uint64)
        self._numbers = np.full(1 << bits, -1, np.int32)
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
