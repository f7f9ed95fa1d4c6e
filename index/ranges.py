"""Ranges: the places of many slices of a column, so that all are read at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array


def ranges(first: Array, last: Array) -> NDArray[np.int64]:
    """Return the places from each of `first` to before each of `last`, one slice after the other."""
    counts = last - first
    ends = counts.cumsum()
    total = int(ends[-1]) if len(ends) else 0
    places: NDArray[np.int64] = np.arange(total) + (first - (ends - counts)).repeat(counts)
    return places
