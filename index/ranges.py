"""Ranges: the places of many slices of a column, so that all are read at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.compiled import kernels


def ranges(first: Array, last: Array) -> NDArray[np.int64]:
    """Return the places from each of `first` to before each of `last`, one slice after the other."""
    counts = last - first
    if kernels:
        found = np.empty(int(counts.sum()), np.int64)
        kernels.ranges(first.astype(np.int64, copy=False), last.astype(np.int64, copy=False), found)
        return found
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    places: NDArray[np.int64] = np.arange(total) + (first - (ends - counts)).repeat(counts)
    return places
