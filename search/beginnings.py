"""Beginnings: the words that begin with some letters, common and timely ones first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.segment import Segment
from fihris.search.collection import Collection

LOOKED_AT = 32  # of the most frequent forms that begin so
RECENT = 0.1  # share of the articles, the newest
FRESHNESS = 3.0  # how much more a word counts that stands in these alone
NOT_AS_TYPED = 0.5  # weight of a form with the article where none was typed, or without


class Beginnings:
    """Finds the exact forms that begin with some letters; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def words(self, beginnings: Sequence[str]) -> list[tuple[str, int, float]]:
        """Return forms, how many articles have each, and what it counts, the best first.

        The first of `beginnings` is what was typed.
        """
        found = []
        for beginning in beginnings:
            weight = 1.0 if beginning == beginnings[0] else NOT_AS_TYPED
            articles, recent = self._frequent(beginning)
            for form, count in articles.items():
                found.append((form, count, weight * count * (1 + FRESHNESS * recent[form] / count)))
        return sorted(found, key=lambda each: -each[2])

    def _frequent(self, beginning: str) -> tuple[Counter[str], Counter[str]]:
        """Return the most frequent forms: in how many articles each stands, and in how many new ones."""
        articles: Counter[str] = Counter()
        recent: Counter[str] = Counter()
        for segment, of_newest in zip(self._collection.segments, self._recent, strict=True):
            lexicon = self._collection.lexicon(segment)
            numbers = lexicon.beginning(beginning)
            frequency = lexicon.frequency[numbers.start : numbers.stop]
            best = np.arange(len(frequency))
            if len(frequency) > LOOKED_AT:
                best = np.argpartition(-frequency, LOOKED_AT)[:LOOKED_AT]
            here = zip(
                map(lexicon.__getitem__, (best + numbers.start).tolist()),
                frequency[best].tolist(),
                of_newest[best + numbers.start].tolist(),
                strict=True,
            )
            for form, count, newest in here:
                articles[form] += count
                recent[form] += newest
        return articles, recent

    @cached_property
    def _recent(self) -> list[NDArray[np.int64]]:
        """By segment, in how many of the newest documents each form stands."""
        return [
            _counted(segment, newest)
            for segment, newest in zip(self._collection.segments, self._newest, strict=True)
        ]

    @cached_property
    def _newest(self) -> list[NDArray[np.bool_]]:
        """By segment, which documents are among the newest."""
        published = self._collection.published
        if not len(published):
            return [np.zeros(0, bool) for _ in self._collection.segments]
        place = int(len(published) * (1 - RECENT))
        since = np.partition(published, min(place, len(published) - 1))[min(place, len(published) - 1)]
        return [segment.columns["document.published"] >= since for segment in self._collection.segments]


def _counted(segment: Segment, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return in how many of the chosen documents of a segment each form stands."""
    offset, held = segment.columns["exact.offset"], chosen[segment.columns["exact.doc"]]
    before = np.concatenate([[0], np.cumsum(held)])
    return np.diff(before[offset])
