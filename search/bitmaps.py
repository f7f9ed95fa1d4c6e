"""Bitmaps: the documents that have each value of a facet, as bits, so that all values are counted at once.

One bit a document and value is little as long as the values are few, as sources and years are. What is found
is then counted in two passes over a few kilobytes, however much it is; few documents one by one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fihris.search.compiled import kernels
from fihris.search.packed import Packed

MOST = 64  # values of a facet: others are counted for itself each
ROWS = 256  # values of all facets, having none among them
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
        columns = [np.zeros((size, 0), np.uint8)]
        for name, values, codes in facets:
            first = len(bits) + 1
            if len(values) <= MOST and first + len(values) <= ROWS:
                self.values[name] = values
                self._rows[name] = slice(first, first + len(values))
                bits += [Packed.of(codes == code).bits for code in range(-1, len(values))]
                if values:
                    columns.append((first + codes).astype(np.uint8)[:, None])
        self._bits = np.stack(bits or [Packed.none(size).bits])
        self._rows_of = np.concatenate(columns, axis=1)

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
            return np.bincount(self._rows_of[found.mask].ravel(), minlength=ROWS)
        counts = np.zeros(ROWS, np.int64)
        kernels.facets(found.bits, self._rows_of, self._size, counts)
        return counts
