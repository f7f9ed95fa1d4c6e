"""The answer: what a plan finds in a collection, and in which order."""

from __future__ import annotations

import numpy as np

from fihris.search.collection import Collection
from fihris.search.filters import Filters
from fihris.search.impacts import Scores
from fihris.search.matching import Matching
from fihris.search.ordering import Documents, by_date, by_score
from fihris.search.plan import Plan
from fihris.search.reading import Reading


class Answer:
    """What `plan` finds among the documents that pass `filters`.

    Without a plan nothing is found, unless `browse` asks for all that pass.

    `documents` are found, ascending; `scores` is float32[N] over all documents of the collection. The scores
    of the best hold what their passages say, unless the query has phrases: who quotes means these very words.
    `means` is False where no word of the query says anything: marks alone, tatweel alone.
    """

    def __init__(
        self, collection: Collection, plan: Plan | None, filters: Filters, *, browse: bool = False
    ) -> None:
        self._collection = collection
        self.documents: Documents
        self.scores: Scores
        self.plan = plan
        self.reading = Reading(collection, plan)
        matching = Matching(collection, plan) if plan else None
        found = matching.found if matching else None
        self.means = found is not None
        if matching is not None and found is not None:
            self.documents = np.flatnonzero(found & filters.mask(collection) if filters else found)
            self.scores = matching.scores * collection.worth
            self._add_passages()
        else:
            self.documents = np.flatnonzero(filters.mask(collection)) if browse else np.zeros(0, np.intp)
            self.scores = np.zeros(collection.size, np.float32)

    @property
    def total(self) -> int:
        """How many documents were found."""
        return len(self.documents)

    def _add_passages(self) -> None:
        # The others stay below the best, for a passage only adds.
        ranking = self._collection.ranking
        best = by_score(self.documents, self.scores, ranking.rerank).tolist()
        for document, read in zip(best, self.reading.of(best), strict=True):
            self.scores[document] += ranking.passage * read.passage.weight * self._collection.worth[document]

    def missing(self) -> list[str]:
        """Return the words of the query that no article has, neither their stem nor their root."""
        if self.plan is None:
            return []
        return [
            text
            for text, term in self.plan.written.items()
            if not len(self._collection.impacts(term).documents)
        ]

    def is_cut(self) -> bool:
        """Say whether a word of the query stands for more forms than were looked for."""
        return self.plan is not None and any(map(self._collection.is_cut, self.plan.expansions))

    def ordered(self, sort: str, count: int) -> Documents:
        """Return the first `count` of the found documents in the order "relevance", "newest" or "oldest"."""
        if sort == "relevance":
            return by_score(self.documents, self.scores, count)
        published = self._collection.published
        return by_date(self.documents, published, self.scores, count, newest=sort == "newest")
