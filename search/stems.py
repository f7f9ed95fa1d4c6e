"""Stems: those of a whole collection, each with one number however many segments hold it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from fihris.index.segment import Segment
from fihris.index.terms import term_keys
from fihris.search.compiled import kernels

Numbers = NDArray[np.int64]


class Stems:
    """The stems of some segments, one segment after the other; shared by threads.

    A stem has a place for each segment that holds it, and its number is the first of them. `bases` says where
    those of each segment begin, and where the last ones end.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self.bases = [*accumulate((len(segment.terms["stem"]) for segment in segments), initial=0)]

    @cached_property
    def numbers(self) -> Numbers:
        """The number of the stem at each place."""
        keys = [term_keys(*segment.terms["stem"].packed) for segment in self._segments]
        return firsts(np.concatenate([np.zeros(0, np.uint64), *keys]))

    @cached_property
    def articles(self) -> Numbers:
        """In how many living articles the stem with each number stands; 0 where no number is."""
        found = np.zeros(self.bases[-1], np.int64)
        for segment, base in zip(self._segments, self.bases, strict=False):
            offset = segment.columns["stem.offset"]
            if segment.deleted:
                alive = np.append(0, segment.alive[segment.columns["stem.doc"]].cumsum())
                offset = alive[offset]
            # No segment holds a stem twice.
            found[self.numbers[base : base + len(offset) - 1]] += np.diff(offset)
        return found

    def text(self, number: int) -> str:
        """Return the stem with that number."""
        which = bisect_right(self.bases, number) - 1
        return (
            self._segments[which].terms["stem"][number - self.bases[which]].decode("utf-8", "surrogatepass")
        )


def firsts(keys: NDArray[np.uint64]) -> Numbers:
    """Return for each of some keys the first place that has it."""
    if kernels:
        places = np.empty(len(keys), np.int64)
        kernels.firsts(keys, places)
        return places
    _, first, same = np.unique(keys, return_index=True, return_inverse=True)
    return first[same].astype(np.int64)
