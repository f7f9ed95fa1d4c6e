"""Reading the articles of an answer: their passages, and the tokens to mark, many articles looked at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce

import numpy as np

from fihris.search.collection import Collection
from fihris.search.occurrences import Occurrences
from fihris.search.passage import Passage, Passages
from fihris.search.plan import Plan
from fihris.search.read import Read


class Reading:
    """Reads articles for one plan, through the forward columns of their segments.

    Words in quotes are meant where the phrase stands, function words nowhere but there, unless the query has
    no other. `reads` is what was read before for the same words.
    """

    def __init__(
        self, collection: Collection, plan: Plan | None, reads: Mapping[int, Read] | None = None
    ) -> None:
        self._collection = collection
        self._reads = reads or {}
        self._plan = plan
        self._known: dict[int, tuple[_Batch, int]] = {}

    def weights(self, documents: Sequence[int]) -> list[float]:
        """Return how much the best passages of documents say; nothing where a phrase says it all."""
        if self._plan is None or self._plan.spans or not self._plan.weights:
            return [0.0] * len(documents)
        reads = self._reads
        if reads and all(document in reads for document in documents):
            return [reads[document].passage.weight for document in documents]
        return [batch.passages.weights[place] for batch, place in self._read(documents, self._plan)]

    def of(self, documents: Sequence[int]) -> list[Read]:
        """Return what is to be known of documents, numbered through all segments."""
        plan = self._plan
        if plan is None or not plan.weights:
            return [Read(Passage(), [])] * len(documents)
        if plan.spans:
            return [Read(Passage(), self._literally(document, plan)) for document in documents]
        reads = self._reads
        if reads and all(document in reads for document in documents):
            return [reads[document] for document in documents]
        return [batch.read(place) for batch, place in self._read(documents, plan)]

    def _read(self, documents: Sequence[int], plan: Plan) -> list[tuple[_Batch, int]]:
        """Return the batch in which each document was read, and its place there."""
        missing = [document for document in documents if document not in self._known]
        if missing:
            missing.sort()
            batch = _Batch(self._collection, plan, missing)
            self._known.update((document, (batch, place)) for place, document in enumerate(missing))
        return [self._known[document] for document in documents]

    def _literally(self, document: int, plan: Plan) -> list[int]:
        """Return the tokens of phrases where they stand, and of the words beside them."""
        segment, number = self._collection.locate(document)
        inside = reduce(np.logical_or, (span.tokens(segment, number) for span in plan.spans))
        if plan.words:
            (marked,) = self._collection.occurrences([document], plan.words).marked()
            inside[marked] = True
        tokens: list[int] = np.flatnonzero(inside).tolist()
        return tokens


class _Batch:
    """Documents that are read at once: their passages are weighed, marks looked for where they are shown."""

    def __init__(self, collection: Collection, plan: Plan, documents: Sequence[int]) -> None:
        self._collection = collection
        self._documents = documents
        self._found: Occurrences = collection.occurrences(documents, plan.weights)
        idf = [times * collection.impacts(term).idf for term, times in plan.weights.items()]
        self.passages = Passages(self._found, idf, collection.ranking)

    @cached_property
    def _marked(self) -> list[list[int]]:
        return self._found.marked()

    def read(self, place: int) -> Read:
        """Return what was read of one of the documents."""
        segment, number = self._collection.locate(self._documents[place])
        return Read(self.passages.anchored(place, segment.title_tokens(number)), self._marked[place])
