"""Bitmaps: the documents that have each value of a facet, as bits, so that all values are counted at once.

One bit a document and value is little as long as the values are few, as sources and years are. What is found
is then counted in two passes over a few kilobytes, however much it is.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fihris.search.packed import Packed

MOST = 64  # values of a facet: more are counted document by document


class Bitmaps:
    """Facets of few values.

    `facets` are their names, their values in order, and for each document the number of its value, -1 for
    none. `values` holds the values of those that have few.
    """

    def __init__(self, facets: Sequence[tuple[str, Sequence[str], NDArray[np.int64]]]) -> None:
        self.values: dict[str, Sequence[str]] = {}
        self._rows: dict[str, slice] = {}
        rows: list[NDArray[np.uint64]] = []
        for name, values, codes in facets:
            if len(values) <= MOST:
                self.values[name] = values
                self._rows[name] = slice(len(rows), len(rows) + len(values))
                rows += [Packed.of(codes == code).bits for code in range(len(values))]
        self._bits = np.stack(rows) if rows else None

    def count(self, found: Packed) -> dict[str, list[int]]:
        """Return for each facet how many of the documents have each of its values."""
        if self._bits is None:
            return {name: [] for name in self._rows}
        counts = np.bitwise_count(self._bits & found.bits).sum(axis=1, dtype=np.uint32).tolist()
        return {name: counts[rows] for name, rows in self._rows.items()}
