"""The answer: what a plan finds in a collection, and in which order."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from fihris.search.alone import Alone
from fihris.search.collection import Collection
from fihris.search.expansion import Term
from fihris.search.facets import USUAL, count_facet
from fihris.search.filters import Filters
from fihris.search.first_pass import FirstPass
from fihris.search.found import Found
from fihris.search.histogram import Counts
from fihris.search.matching import Matching
from fihris.search.ordering import Best, Documents, Scores, best_by_score, by_date, by_score, top
from fihris.search.packed import Packed
from fihris.search.plan import Plan
from fihris.search.reading import Reading
from fihris.search.recency import freshness


class Answer:
    """What `plan` finds among the documents that pass `filters`.

    Without a plan nothing is found, unless `browse` asks for all that pass. The scores of the best hold what
    their passages say, unless the query has phrases: who quotes means these very words. Everything is worked
    out when it is first asked for; of a word that is asked for alone most is remembered.
    """

    def __init__(
        self,
        collection: Collection,
        plan: Plan | None,
        filters: Filters,
        *,
        browse: bool = False,
        recency: float | None = None,
    ) -> None:
        self._collection = collection
        self._filters = filters
        self._browse = browse
        self.plan = plan
        self._matching = Matching(collection, plan) if plan else None
        self._worth = collection.worth
        if recency:
            fresh = freshness(collection, recency)
            self._worth = fresh if self._worth is None else fresh * self._worth
        plain = self._matching is not None and not filters and not recency
        word = self._matching.word if self._matching and plain else None
        self._alone = collection.alone.get(word, self._work_out) if word else None

    @cached_property
    def reading(self) -> Reading:
        """What reads the articles for the plan."""
        return Reading(self._collection, self.plan, self._alone.reads if self._alone else None)

    def _work_out(self, _: Term) -> Alone:
        collection = self._collection
        assert self._words is not None
        found, first_pass = Found(self._words.found, self._words.total), self._words.best
        documents = first_pass[0].tolist()
        reading = Reading(collection, self.plan)
        return Alone(
            total=self._words.total,
            first_pass=first_pass,
            best=self._read(first_pass, reading),
            reads=dict(zip(documents, reading.of(documents), strict=True)),
            facets={name: count_facet(collection, found, name) for name in USUAL},
        )

    @property
    def means(self) -> bool:
        """Whether any word of the query says anything: not marks alone, nor tatweel alone."""
        return self._alone is not None or (self._matching is not None and self._matching.means)

    @cached_property
    def _words(self) -> FirstPass | None:
        """The first pass over words side by side, None where there is anything else in the query."""
        if self._matching is None or not self._matching.only_words:
            return None
        passing = self._filters.passing(self._collection) if self._filters else None
        return self._matching.first_pass(self._collection.ranking.rerank, passing, self._worth)

    @property
    def _matched(self) -> Packed | None:
        """What the query finds whatever passes the filters, None where it says nothing."""
        if self._words is not None:
            return self._words.found
        return self._matching.found if self._matching else None

    @cached_property
    def _found(self) -> Found:
        found = self._matched
        if found is None:
            found = self._collection.living if self._browse else Packed.none(self._collection.size)
        if self._filters:
            found &= self._filters.passing(self._collection)
        return Found(found, self._words and self._words.total)

    @property
    def documents(self) -> Documents:
        """What was found, ascending."""
        return self._found.documents

    @property
    def total(self) -> int:
        """How many documents were found."""
        if self._alone is not None:
            return self._alone.total
        return self._found.total if self._words is None else self._words.total

    @property
    def first_pass(self) -> Best:
        """The best of what was found, and their scores, before anything of them was read."""
        if self._alone is not None:
            return self._alone.first_pass
        return self._best_of_all if self._words is None else self._words.best

    @cached_property
    def _best_of_all(self) -> Best:
        return best_by_score(self.documents, self._ranked, self._collection.ranking.rerank)

    @cached_property
    def _ranked(self) -> Scores:
        """The scores of all documents of the collection before anything was read."""
        if self._matching is None or not self._matching.means:
            return np.zeros(self._collection.size, np.float32)
        worth = self._worth
        return self._matching.scores if worth is None else self._matching.scores * worth

    @cached_property
    def best(self) -> Best:
        """The best in the order and with the scores that their passages give them."""
        return self._alone.best if self._alone is not None else self._read(self.first_pass, self.reading)

    def _read(self, first_pass: Best, reading: Reading) -> Best:
        """Return the best in another order and with other scores, those that their passages give them."""
        documents, scores = first_pass
        if self._matching is None or not len(documents):
            return documents, scores
        read = np.array(reading.weights(documents.tolist())) * self._collection.ranking.passage
        worth = self._worth
        scores = scores + (
            read.astype(np.float32) if worth is None else read.astype(np.float32) * worth[documents]
        )
        return top(documents, scores, len(documents))

    @cached_property
    def scores(self) -> Scores:
        """The scores of all documents of the collection: float32[N]."""
        scores = self._ranked.copy()
        documents, best = self.best
        scores[documents] = best
        return scores

    def scores_of(self, documents: Documents) -> list[float]:
        """Return the scores of documents that were found."""
        first, scores = self.best
        known = dict(zip(first.tolist(), scores.tolist(), strict=True))
        wanted = documents.tolist()
        if known.keys() >= set(wanted):
            return [known[document] for document in wanted]
        found: list[float] = self.scores[documents].tolist()
        return found

    def facet(self, name: str) -> Counts:
        """Return how what was found spreads over the values of a facet.

        It is counted as if it were not filtered by itself, so that other values can be added to those that
        are chosen.
        """
        if self._alone is not None and name in self._alone.facets:
            return self._alone.facets[name]
        return count_facet(self._collection, self._beside(name), name)

    def _beside(self, facet: str) -> Found:
        """Return what would be found if a facet were not filtered."""
        if not self._filters or facet not in self._filters.fields:
            return self._found
        others = self._filters.passing(self._collection, but=facet)
        found = self._matched
        if found is not None:
            others &= found
        elif not self._browse:
            return self._found
        return Found(others)

    def passage(self, document: int) -> float:
        """Return what the best passage of a document added to its score."""
        if not self.means or document not in self.first_pass[0]:
            return 0.0
        (weight,) = self.reading.weights([document])
        return self._collection.ranking.passage * weight * self.factor(document)

    def factor(self, document: int) -> float:
        """Return what the score of a document was multiplied with."""
        worth = self._worth
        return 1.0 if worth is None else float(worth[document])

    def missing(self) -> list[str]:
        """Return the words of the query that no article has, neither their stem nor their root."""
        if self.plan is None or self._matching is None:
            return []
        return [
            text
            for text, term in self.plan.written.items()
            if not len(self._matching.impacts[term].documents)
        ]

    def is_cut(self) -> bool:
        """Say whether a word of the query stands for more forms than were looked for."""
        return self.plan is not None and any(map(self._collection.is_cut, self.plan.expansions))

    def ordered(self, sort: str, count: int, among: Documents | None = None) -> Documents:
        """Return the first `count` of the found documents in the order "relevance", "newest" or "oldest".

        `among` are those that are asked for, ascending; None is all.
        """
        if sort == "relevance" and among is None:
            # The others stay below the best, for a passage only adds.
            best, _ = self.best
            if count <= len(best) or self.total <= len(best):
                return best[:count]
        documents = self.documents if among is None else among
        if sort == "relevance":
            return by_score(documents, self.scores, count)
        published = self._collection.published
        return by_date(documents, published, self.scores, count, newest=sort == "newest")
