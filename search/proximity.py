"""Proximity: words that stand near each other, in any order, found in the forward column."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.segment import Segment
from fihris.search.phrases import tokens_of, tokens_of_all, with_every_stem

APART = 1_000  # tokens between two fields: more than any window is wide


@dataclass(frozen=True, slots=True)
class Window:
    """The stems of words in any order, with at most `gap` other words between the first and the last.

    A stem that is asked for twice has to stand there twice. Title and body have no window in common; `titled`
    windows stand in the title.
    """

    forms: tuple[Forms, ...]
    gap: int
    titled: bool = False

    def documents(self, segment: Segment) -> NDArray[np.int64]:
        """Return the segment's documents, ascending, that hold the window."""
        candidates = with_every_stem(segment, self.forms, titled=self.titled)
        if len(self.forms) == 1 or not len(candidates):
            return candidates
        document, stem, field = tokens_of_all(segment, candidates)
        hits, _, ends = self._windows(segment, stem, field)
        return np.unique(document[hits[ends]])

    def tokens(self, segment: Segment, document: int) -> NDArray[np.bool_]:
        """Return which tokens (bool, title first) of one document are words of a window."""
        stem, field = tokens_of(segment, document)
        hits, starts, ends = self._windows(segment, stem, field)
        # How many windows have begun at a hit and not ended before it.
        steps = np.bincount(starts, minlength=len(hits) + 1) - np.bincount(ends + 1, minlength=len(hits) + 1)
        inside = np.zeros(len(stem), bool)
        inside[hits[np.cumsum(steps)[:-1] > 0]] = True
        return inside

    def _windows(
        self, segment: Segment, stem: Array, field: Array
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return the tokens that have a stem of the window, and where among these windows start and end.

        Of the windows that end at a token the shortest is taken.
        """
        wanted = Counter(segment.terms["stem"].number(forms.stem) for forms in self.forms)
        (hits,) = np.isin(stem, list(wanted)).nonzero()
        place = hits + APART * field[hits]
        start = np.arange(len(hits))
        whole = np.ones(len(hits), bool)
        for number, times in wanted.items():
            (same,) = (stem[hits] == number).nonzero()
            # Of those at or before each hit, the one from which on there are enough.
            nth = np.searchsorted(same, np.arange(len(hits)), side="right") - times
            whole &= nth >= 0
            start = np.minimum(start, same[np.maximum(nth, 0)] if len(same) else 0)
        if self.titled:
            whole &= field[hits] % 2 == 0
        whole &= place - place[start] < self.gap + len(self.forms)
        (ends,) = whole.nonzero()
        return hits, start[ends], ends
