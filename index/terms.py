"""The term dictionary of one layer: sorted UTF-8 terms in two arrays, searched where they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, overload

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.compiled import kernels
from fihris.index.ranges import ranges


class PackedTerms(NamedTuple):
    """Terms in byte order, one after the other.

    `blob` uint8 are their bytes; `borders` int64, one more than terms, says where each begins.
    """

    blob: Array
    borders: Array

    @property
    def many(self) -> int:
        """How many terms these are."""
        return len(self.borders) - 1

    def lines(self) -> str:
        """Return all terms as text, a line break before and after each; no term holds one."""
        parted: bytes = np.insert(self.blob, self.borders, ord("\n")).tobytes()
        return parted.decode("utf-8", "surrogatepass")

    def take(self, numbers: Array) -> list[bytes]:
        """Return the terms with those numbers."""
        return self._read(numbers).split(b"\n")[:-1]

    def texts(self, numbers: Array) -> list[str]:
        """Return the terms with those numbers as text."""
        return self._read(numbers).decode("utf-8", "surrogatepass").split("\n")[:-1]

    def _read(self, numbers: Array) -> bytes:
        first, lengths = self.borders[numbers], self.borders[numbers + 1] - self.borders[numbers] + 1
        # Each is read with the byte after it, which becomes a line break: no term holds one.
        read = self.blob.take(ranges(first, first + lengths), mode="clip")
        read[lengths.cumsum() - 1] = ord("\n")
        together: bytes = read.tobytes()
        return together


def pack_terms(terms: Iterable[bytes]) -> PackedTerms:
    """Return terms that come in byte order."""
    listed = list(terms)
    borders = np.zeros(len(listed) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)), out=borders[1:])
    return PackedTerms(np.frombuffer(b"".join(listed), np.uint8), borders)


def term_keys(blob: Array, borders: Array) -> NDArray[np.uint64]:
    """Return a number for each term of a blob, the same in all segments: a polynomial of its bytes.

    Two terms have the same by a freak alone.
    """
    if kernels:
        keys = np.empty(len(borders) - 1, np.uint64)
        kernels.term_keys(blob, borders, keys)
        return keys
    lengths = np.diff(borders)
    if not len(lengths):
        return np.zeros(0, np.uint64)
    place = np.arange(len(blob)) - borders[:-1].repeat(lengths)
    powers = np.cumprod(np.full(int(lengths.max()), _KEY_BASE))
    # One is added so that no byte is lost, and no term is empty.
    found: NDArray[np.uint64] = np.add.reduceat(powers[place] * (blob + np.uint64(1)), borders[:-1])
    return found


_KEY_BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no letter is lost
REMEMBERED = 10_000  # terms whose numbers are kept when they were asked for
STRIDE = 64  # every so-manieth term is held in memory, to be looked up at once


class Terms(Sequence[bytes]):
    """The terms of one layer in byte order; a term's number is its place."""

    def __init__(self, columns: Mapping[str, Array], layer: str) -> None:
        # Views whose items are plain numbers and bytes at once.
        self._blob = columns[f"{layer}.terms"].data
        self._borders = columns[f"{layer}.borders"].data
        self._numbers: dict[str, int] = {}

    @cached_property
    def _signposts(self) -> list[bytes]:
        return [self[number] for number in range(0, len(self), STRIDE)]

    def __len__(self) -> int:
        return len(self._borders) - 1

    @overload
    def __getitem__(self, number: int) -> bytes: ...
    @overload
    def __getitem__(self, number: slice) -> list[bytes]: ...
    def __getitem__(self, number: int | slice) -> bytes | list[bytes]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        return bytes(self._blob[self._borders[number] : self._borders[number + 1]])

    @property
    def packed(self) -> PackedTerms:
        """The same as arrays."""
        return PackedTerms(np.frombuffer(self._blob, np.uint8), np.frombuffer(self._borders, np.int64))

    def lines(self) -> str:
        """Return all terms as text, a line break before and after each; no term holds one."""
        return self.packed.lines()

    def texts(self, numbers: Array) -> list[str]:
        """Return the terms with those numbers as text."""
        return self.packed.texts(numbers)

    def number(self, term: str) -> int:
        """Return the number of `term`, or -1 when the segment does not hold it."""
        known = self._numbers.get(term)
        if known is None:
            known = self._look_up(term.encode("utf-8", "surrogatepass"))
            if len(self._numbers) >= REMEMBERED:
                self._numbers.clear()
            self._numbers[term] = known
        return known

    def _look_up(self, wanted: bytes) -> int:
        if kernels:
            return kernels.find(self._blob, self._borders, wanted)
        sign = bisect_right(self._signposts, wanted)
        last = min(sign * STRIDE, len(self))
        place = bisect_left(self, wanted, max(sign - 1, 0) * STRIDE, last)
        return place if place < last and self[place] == wanted else -1
