"""Reading the articles of an answer: their passages, and the tokens to mark, each article looked at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

import numpy as np

from fihris.index.segment import Segment
from fihris.search.collection import Collection
from fihris.search.expansion import Term
from fihris.search.families import Family
from fihris.search.occurrences import Occurrences
from fihris.search.passage import Passage, best_passages
from fihris.search.plan import Plan


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of an article: its best passage, and the tokens that the query means, title first."""

    passage: Passage
    marked: list[int]


class Reading:
    """Reads articles for one plan, through the forward columns of their segments.

    Words in quotes are meant where the phrase stands, function words nowhere but there, unless the query has
    no other.
    """

    def __init__(self, collection: Collection, plan: Plan | None) -> None:
        self._collection = collection
        self._plan = plan
        self._idf = [
            times * collection.impacts(term).idf for term, times in (plan.weights.items() if plan else ())
        ]
        self._known: dict[int, Read] = {}

    def of(self, documents: Sequence[int]) -> list[Read]:
        """Return what is to be known of documents, numbered through all segments."""
        missing: dict[Segment, list[int]] = {}
        for document in documents:
            if document not in self._known:
                segment, number = self._collection.locate(document)
                missing.setdefault(segment, []).append(number)
        if missing:
            places = [(segment, number) for segment, numbers in missing.items() for number in numbers]
            for (segment, number), read in zip(places, self._read(missing), strict=True):
                self._known[segment.base + number] = read
        return [self._known[document] for document in documents]

    def _read(self, documents: Mapping[Segment, list[int]]) -> list[Read]:
        """Return what is to be known of the given documents of each segment, in their order."""
        plan = self._plan
        places = [(segment, number) for segment, numbers in documents.items() for number in numbers]
        if plan is None:
            return [Read(Passage(), [])] * len(places)
        if plan.spans:
            return [Read(Passage(), self._literally(*place, plan)) for place in places]
        found = Occurrences.joined(
            [
                Occurrences.of(segment, numbers, self._families(segment, plan.weights))
                for segment, numbers in documents.items()
            ]
        )
        titles = [segment.title_tokens(number) for segment, number in places]
        passages = best_passages(found, titles, self._idf, self._collection.ranking)
        return [Read(passage, marked) for passage, marked in zip(passages, found.marked(), strict=True)]

    def _families(self, segment: Segment, terms: Iterable[Term]) -> list[Family]:
        return [self._collection.family(segment, term) for term in terms]

    def _literally(self, segment: Segment, document: int, plan: Plan) -> list[int]:
        """Return the tokens of phrases where they stand, and of the words beside them."""
        inside = reduce(np.logical_or, (span.tokens(segment, document) for span in plan.spans))
        if plan.words:
            (marked,) = Occurrences.of(segment, [document], self._families(segment, plan.words)).marked()
            inside[marked] = True
        tokens: list[int] = np.flatnonzero(inside).tolist()
        return tokens
