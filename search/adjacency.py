"""Adjacency: in how many articles exact forms stand side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import numpy as np

from fihris.index.ranges import ranges
from fihris.index.segment import Segment

SAMPLED = 60  # articles of a segment that are read: of more, the count is an estimate


def side_by_side(segments: Sequence[Segment], forms: Sequence[str]) -> int:
    """Return in how many documents `forms` stand next to each other in this order, about."""
    return sum(_in_segment(segment, forms) for segment in segments)


def _in_segment(segment: Segment, forms: Sequence[str]) -> int:
    columns = segment.columns
    lists = sorted((columns["exact.doc"][segment.postings("exact", form)] for form in forms), key=len)
    both = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists).astype(np.int64)
    if not len(both):
        return 0
    step = -(-len(both) // SAMPLED)
    read = both[::step]
    offset = columns["forward.offset"]
    first, last = offset[read], offset[read + 1]
    form = columns["word.exact"][columns["forward.word"][ranges(first, last)]]
    document = np.repeat(np.arange(len(read)), last - first)
    ends = len(form) - len(forms) + 1
    stands = document[:ends] == document[len(forms) - 1 :]
    for place, wanted in enumerate(forms):
        stands &= form[place : place + ends] == segment.terms["exact"].number(wanted)
    # Every step-th was read.
    return len(np.unique(document[:ends][stands])) * step
