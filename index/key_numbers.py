"""Numbers of integer keys: a hash table that numbers many keys at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.compiled import kernels

Keys = NDArray[np.uint64]

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # 2⁶⁴ over the golden ratio (Knuth 1973, section 6.4)
_SPARE = 2  # slots for each key, at least, so that few keys share one
_FIRST_BITS = 10  # of the number of slots
_FREE = -1


class KeyNumbers:
    """Numbers keys, which are integers of 64 bits, from 0 on in the order in which they come first.

    Open addressing: a key whose slot is taken goes to the next. A slot holds no key but its number.
    """

    def __init__(self) -> None:
        self._count = np.zeros(1, np.int64)
        self._resize(_FIRST_BITS)

    def __len__(self) -> int:
        return int(self._count[0])

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        return self._slots.nbytes + self._held.nbytes

    @property
    def keys(self) -> Keys:
        """The keys by number."""
        return self._held[: len(self)]

    def number(self, keys: Keys) -> NDArray[np.int32]:
        """Return the number of each key; those that have none get one."""
        most = (len(self) + len(keys)) * _SPARE
        if most > len(self._slots):
            self._resize(most.bit_length())
        if kernels:
            numbers = np.empty(len(keys), np.int32)
            kernels.number_keys(keys, self._slots, self._held, self._count, numbers)
            return numbers
        numbers = self._look_up(keys)
        (new,) = (numbers == _FREE).nonzero()
        if len(new):
            _, first = np.unique(keys[new], return_index=True)
            self._add(keys[new[np.sort(first)]])
            numbers[new] = self._look_up(keys[new])
        return numbers

    def _look_up(self, keys: Keys) -> NDArray[np.int32]:
        """Return the number of each key, `_FREE` for those that have none."""
        slot = self._home(keys)
        number = self._slots[slot]
        (astray,) = ((number != _FREE) & (self._held[number] != keys)).nonzero()
        while len(astray):
            slot[astray] = (slot[astray] + 1) & self._last
            number[astray] = there = self._slots[slot[astray]]
            astray = astray[(there != _FREE) & (self._held[there] != keys[astray])]
        return number

    def _add(self, keys: Keys) -> None:
        """Give the next numbers to distinct keys that have none."""
        first, last = len(self), len(self) + len(keys)
        self._held[first:last] = keys
        self._count[0] = last
        self._put(np.arange(first, last, dtype=np.int32))

    def _put(self, numbers: NDArray[np.int32]) -> None:
        slot = self._home(self._held[numbers])
        while len(numbers):
            # Of several keys for one free slot the one that is written last stays there.
            free = self._slots[slot] == _FREE
            self._slots[slot[free]] = numbers[free]
            astray = self._slots[slot] != numbers
            numbers, slot = numbers[astray], (slot[astray] + 1) & self._last

    def _home(self, keys: Keys) -> NDArray[np.int64]:
        return ((keys * _FACTOR) >> self._shift).astype(np.int64)

    def _resize(self, bits: int) -> None:
        held = self.keys if len(self) else np.zeros(0, np.uint64)
        self._slots = np.full(1 << bits, _FREE, np.int32)
        self._held: Keys = np.zeros((1 << bits) // _SPARE, np.uint64)
        self._held[: len(held)] = held
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1
        self._put(np.arange(len(held), dtype=np.int32))
