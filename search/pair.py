"""Two words side by side: what they find and the best of it, without the scores of all documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from fihris.search.impacts import Impacts
from fihris.search.ordering import Best, Scores, top
from fihris.search.packed import Packed


class Pair:
    """Two words, each asked for once, over a collection of `size` documents.

    Only documents that have the rarer word need their scores added up. Of those that have the other word
    alone none comes before its champions, the best for that word itself: as many of these as are wanted, with
    their whole scores, come before any that is left out.
    """

    def __init__(self, words: Sequence[Impacts], size: int) -> None:
        self._rarer, self._other = sorted(words, key=lambda word: len(word.documents))
        self._size = size

    @cached_property
    def _scores(self) -> Scores:
        """The scores of the documents that have the rarer word."""
        return self._rarer.scores + self._other.spread(self._size).take(self._rarer.documents)

    @cached_property
    def _both(self) -> Packed:
        return self._rarer.held & self._other.held

    def best(self, count: int, least: float = 0.0) -> Best:
        """Return the first `count` of the documents that are found, and their scores; see `found`.

        Without `least` all documents are that have either word.
        """
        documents, scores = self._rarer.documents, self._scores
        champions, theirs = self._other.champions(count)
        place = documents.searchsorted(champions)
        place[place == len(documents)] = 0
        alone = theirs >= least
        if len(documents):
            alone &= documents[place] != champions
        if least:
            kept = self._both.mask.take(documents)
            kept |= scores >= least
            documents, scores = documents[kept], scores[kept]
        return top(
            np.concatenate([documents, champions[alone]]), np.concatenate([scores, theirs[alone]]), count
        )

    @cached_property
    def highest(self) -> float:
        """The highest score of all documents, 0 where none has either word."""
        return float(max(self._scores.max(initial=0), self._other.champions(1)[1].max(initial=0)))

    def found(self, least: float) -> Packed:
        """Return which documents have both words, by stem or root, or score at least `least`."""
        rarer, other = self._rarer, self._other
        mask = self._both.mask
        mask[rarer.documents[self._scores >= least]] = True
        if other.champions(1)[1].max(initial=0) >= least:
            mask[other.documents[other.scores >= least]] = True
        return Packed.of(mask)
