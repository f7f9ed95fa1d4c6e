"""Joining: the columns of several segments as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fihris.index.columns import Array
from fihris.index.segment import Segment


def column(segments: Sequence[Segment], name: str) -> Array:
    """Return a document column over all segments."""
    arrays = [segment.columns[name] for segment in segments]
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays or [np.zeros(0)])


def concatenate(arrays: Sequence[Array], dtype: type[np.generic]) -> Array:
    """Return arrays one after the other as one of that type, which may be none."""
    if len(arrays) == 1:
        return arrays[0].astype(dtype, copy=False)
    return np.concatenate(arrays).astype(dtype, copy=False) if arrays else np.zeros(0, dtype)
