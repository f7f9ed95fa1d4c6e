"""Reading the articles of an answer: their passages, and the tokens to mark, many articles looked at once."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from itertools import count, repeat

import numpy as np

from fihris.search.collection import Collection
from fihris.search.compiled import kernels
from fihris.search.expansion import Term
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
        self._known: dict[int, tuple[_Batch | _CompiledBatch, int]] = {}

    def weights(self, documents: Sequence[int]) -> list[float]:
        """Return how much the best passages of documents say; nothing where a phrase says it all."""
        if self._plan is None or self._plan.spans or not self._plan.weights:
            return [0.0] * len(documents)
        reads = self._reads
        if reads and all(document in reads for document in documents):
            return [reads[document].passage.weight for document in documents]
        return [batch.weights[place] for batch, place in self._read(documents, self._plan)]

    def of(self, documents: Sequence[int]) -> list[Read]:
        """Return what is to be known of documents, numbered through all segments."""
        plan = self._plan
        if plan is None or not plan.weights:
            return [Read(Passage(), array("i"))] * len(documents)
        if plan.spans:
            return [Read(Passage(), self._literally(document, plan)) for document in documents]
        reads = self._reads
        if reads and all(document in reads for document in documents):
            return [reads[document] for document in documents]
        return [batch.read(place) for batch, place in self._read(documents, plan)]

    def _read(self, documents: Sequence[int], plan: Plan) -> list[tuple[_Batch | _CompiledBatch, int]]:
        """Return the batch in which each document was read, and its place there."""
        missing = [document for document in documents if document not in self._known]
        if missing:
            missing.sort()
            batch = _batch(self._collection, missing, plan.weights)
            self._known.update(zip(missing, zip(repeat(batch), count()), strict=False))
        return [self._known[document] for document in documents]

    def _literally(self, document: int, plan: Plan) -> array[int]:
        """Return the tokens of phrases where they stand, and of the words beside them."""
        segment, number = self._collection.locate(document)
        inside = reduce(np.logical_or, (span.tokens(segment, number) for span in plan.spans))
        if plan.words:
            words = _batch(self._collection, [document], dict.fromkeys(plan.words, 1))
            inside[words.read(0).marked] = True
        return array("i", np.flatnonzero(inside).tolist())


class _Batch:
    """Documents that are read at once: their passages are weighed, marks looked for where they are shown."""

    def __init__(self, collection: Collection, documents: Sequence[int], terms: Mapping[Term, int]) -> None:
        self._collection = collection
        self._documents = documents
        self._found = collection.occurrences(documents, terms)
        self._passages = Passages(self._found, _idf(collection, terms), collection.ranking)
        self.weights = self._passages.weights

    @cached_property
    def _marked(self) -> list[list[int]]:
        return self._found.marked()

    def read(self, place: int) -> Read:
        """Return what was read of one of the documents."""
        segment, number = self._collection.locate(self._documents[place])
        passage = self._passages.anchored(place, segment.title_tokens(number))
        return Read(passage, array("i", self._marked[place]))


class _CompiledBatch:
    """The same by a kernel."""

    def __init__(self, collection: Collection, documents: Sequence[int], terms: Mapping[Term, int]) -> None:
        ranking, forward, size = collection.ranking, collection.forward, len(documents)
        families = map(collection.families.of, terms)
        weights, anchors = np.empty(size, np.float32), np.empty(size, np.int64)
        borders = np.empty(size + 1, np.int64)
        marked = kernels.passages(
            forward.words,
            forward.bases,
            forward.word_bases,
            array("q", documents),
            [(family.words, family.closeness, family.strength) for family in families],
            array("f", _idf(collection, terms)),
            ranking.by_stem,
            ranking.by_root,
            ranking.reach,
            forward.tilt,
            weights,
            anchors,
            borders,
        )
        self.weights: list[float] = weights.tolist()
        self._anchors: list[int] = anchors.tolist()
        self._borders: list[int] = borders.tolist()
        self._marked = array("i", marked)

    def read(self, place: int) -> Read:
        """Return what was read of one of the documents."""
        anchor = self._anchors[place]
        passage = Passage(self.weights[place], anchor if anchor >= 0 else None)
        return Read(passage, self._marked[self._borders[place] : self._borders[place + 1]])


def _batch(
    collection: Collection, documents: Sequence[int], terms: Mapping[Term, int]
) -> _Batch | _CompiledBatch:
    """Return the batch of documents, ascending, read for words that were asked for so many times each."""
    return (_CompiledBatch if kernels else _Batch)(collection, documents, terms)


def _idf(collection: Collection, terms: Mapping[Term, int]) -> list[float]:
    return [times * collection.impacts(term).idf for term, times in terms.items()]
