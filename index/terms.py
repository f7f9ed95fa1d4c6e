"""The term dictionary of one layer: sorted UTF-8 terms in two arrays, searched where they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import overload

import numpy as np

from fihris.index.columns import Array


def pack_terms(terms: Iterable[bytes]) -> tuple[Array, Array]:
    """Return the sorted `terms` as one blob (uint8) and their borders in it (int64, one more than terms)."""
    listed = list(terms)
    borders = np.zeros(len(listed) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, listed), np.int64, len(listed)), out=borders[1:])
    return np.frombuffer(b"".join(listed), np.uint8), borders


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

    def lines(self) -> str:
        """Return all terms as text, a line break before and after each; no term holds one."""
        blob, borders = np.frombuffer(self._blob, np.uint8), np.frombuffer(self._borders, np.int64)
        parted: bytes = np.insert(blob, borders, ord("\n")).tobytes()
        return parted.decode("utf-8", "surrogatepass")

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
        sign = bisect_right(self._signposts, wanted)
        last = min(sign * STRIDE, len(self))
        place = bisect_left(self, wanted, max(sign - 1, 0) * STRIDE, last)
        return place if place < last and self[place] == wanted else -1
