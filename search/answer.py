"""The answer: what a plan finds in a collection, and in which order."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.search.collection import Collection
from fihris.search.filters import Filters
from fihris.search.impacts import Mask, Scores
from fihris.search.matching import Matching
from fihris.search.ordering import by_date, by_score
from fihris.search.plan import Plan
from fihris.search.reading import Reading


class Answer:
    """What `plan` finds among the documents that pass `filters`.

    Without a plan nothing is found, unless `browse` asks for all that pass.

    `found` is bool[N] and `scores` float32[N] over all documents of the collection. The scores of the best
    hold what their passages say, unless the query has phrases: who quotes means these very words. `means`
    is False where no word of the query says anything: marks alone, tatweel alone.
    """

    def __init__(
        self, collection: Collection, plan: Plan | None, filters: Filters, *, browse: bool = False
    ) -> None:
        self._collection = collection
        self.plan = plan
        self.found: Mask = filters.mask(collection) if browse else np.zeros(collection.size, bool)
        self.scores: Scores = np.zeros(collection.size, np.float32)
        self.reading = Reading(collection, plan)
        matching = Matching(collection, plan) if plan else None
        self.means = matching is not None and matching.found is not None
        if matching is not None and matching.found is not None:
            self.found = matching.found & filters.mask(collection) if filters else matching.found
            self.scores = matching.scores * collection.worth
            self._add_passages()
        self.total = int(self.found.sum())

    def _add_passages(self) -> None:
        # The others stay below the best, for a passage only adds.
        ranking = self._collection.ranking
        best = by_score(self.found, self.scores, ranking.rerank).tolist()
        for document, read in zip(best, self.reading.of(best), strict=True):
            self.scores[document] += ranking.passage * read.passage.weight * self._collection.worth[document]

    def missing(self) -> list[str]:
        """Return the words of the query that no article has, neither their stem nor their root."""
        if self.plan is None:
            return []
        return [
            text
            for text, forms in self.plan.written.items()
            if not self._collection.impacts(forms).held.any()
        ]

    def ordered(self, sort: str, count: int) -> NDArray[np.int64]:
        """Return the first `count` of the found documents in the order "relevance", "newest" or "oldest"."""
        if sort == "relevance":
            return by_score(self.found, self.scores, count)
        return by_date(self._collection, self.found, self.scores, count, newest=sort == "newest")
