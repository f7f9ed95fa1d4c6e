"""Bitmaps: the documents that have each value of a facet, as bits, so that all values are counted at once.

One bit a document and value is little as long as the values are few, as sources and years are. What is found
is then counted in two passes over a few kilobytes, however much it is. Few documents are counted each in all
facets at once, by the combination of values that it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.search.compiled import kernels
from fihris.search.packed import Packed

MOST = 64  # values of a facet: others are counted for itself each
ROWS = 256  # values of all facets, having none among them
COMBINATIONS = 1 << 16  # of values that documents have
FEW = 1 / 8  # of all documents: so many are counted one by one


class Bitmaps:
    """Facets of few values, over a collection of `size` documents.

    `facets` are their names, their values in order, and for each document the number of its value, -1 for
    none. `values` holds the values of those that have few.
    """

    def __init__(self, size: int, facets: Sequence[tuple[str, Sequence[str], NDArray[np.int64]]]) -> None:
        self.values: dict[str, Sequence[str]] = {}
        self._size = size
        self._rows: dict[str, slice] = {}
        bits: list[NDArray[np.uint64]] = []
        combined = _Combined.none(size)
        for name, values, codes in facets:
            first = len(bits)
            if len(values) > MOST or first + len(values) + 1 > ROWS:
                continue
            more = combined.beside(codes, len(values), first)
            if len(more.rows) <= COMBINATIONS:
                combined = more
                self.values[name] = values
                self._rows[name] = slice(first + 1, first + 1 + len(values))
                bits += [Packed.of(codes == code).bits for code in range(-1, len(values))]
        self._bits = np.stack(bits or [Packed.none(size).bits])
        self._combinations = combined.numbers.astype(np.uint16)
        self._rows_of = combined.rows.astype(np.uint8)

    def count(self, found: Packed, total: int) -> dict[str, list[int]]:
        """Return for each facet how many of the documents, which are so many, have each of its values."""
        if total < FEW * self._size:
            counts: NDArray[np.int64] = self._one_by_one(found)
        else:
            counts = np.bitwise_count(self._bits & found.bits).sum(axis=1, dtype=np.int64)
        listed: list[int] = counts[: len(self._bits)].tolist()
        return {name: listed[rows] for name, rows in self._rows.items()}

    def _one_by_one(self, found: Packed) -> NDArray[np.int64]:
        if kernels is None:
            return np.bincount(self._rows_of[self._combinations[found.mask]].ravel(), minlength=ROWS)
        times, counts = np.zeros(len(self._rows_of), np.int64), np.zeros(ROWS, np.int64)
        kernels.facets(found.bits, self._combinations, self._rows_of, times, counts)
        return counts


@dataclass(frozen=True, slots=True, eq=False)
class _Combined:
    """The combinations of values that documents have; `numbers` tell of each document which is its own.

    `rows` [combinations, facets] are the bitmaps of the values.
    """

    numbers: NDArray[np.int64]
    rows: NDArray[np.int64]

    @classmethod
    def none(cls, size: int) -> _Combined:
        """Return the one combination of no facet."""
        return cls(np.zeros(size, np.int64), np.zeros((1, 0), np.int64))

    def beside(self, codes: NDArray[np.int64], values: int, first: int) -> _Combined:
        """Return the combinations with one facet more.

        It has so many `values`, whose bitmaps stand from `first` on, that of none before them.
        """
        both = self.numbers * (values + 1) + codes + 1
        occurring = np.bincount(both, minlength=1) > 0
        (kept,) = occurring.nonzero()
        before, value = np.divmod(kept, values + 1)
        return _Combined((occurring.cumsum() - 1)[both], np.column_stack([self.rows[before], first + value]))
