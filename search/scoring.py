"""Scoring: what each word of a query adds to the scores of documents, by all layers, worked out once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.counts import in_title, weights
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.cache import Cache
from fihris.search.expansion import Expansion, Expansions, MonthTerm, Term
from fihris.search.impacts import DENSE_FROM, Impacts
from fihris.search.joining import column, concatenate
from fihris.search.layers import NOWHERE, Norms, Postings, added_up
from fihris.search.ordering import Scores
from fihris.search.packed import Mask, Packed
from fihris.search.phrases import Row
from fihris.search.ranking import Ranking
from fihris.search.widened import WidenedTerm

REMEMBERED = 64 << 20  # bytes of impacts that are kept at least
OF_DOCUMENT = 2048  # bytes of impacts that are kept for each document


class Scorer:
    """Scores words over the living documents of segments; `alive` is bool[N], deleted ones included."""

    def __init__(
        self, segments: Sequence[Segment], alive: Mask, ranking: Ranking, expansions: Expansions
    ) -> None:
        self._segments = segments
        self._bases = [segment.base for segment in segments]
        self._alive = alive
        self._size = len(alive)
        self._documents = int(alive.sum())
        self._ranking = ranking
        self._expansions = expansions
        title_length = np.float32(ranking.title) * column(segments, "document.title_length")
        self._norms = Norms(
            weights(ranking.title),
            self._norms_of(column(segments, "document.length") + title_length),
            self._norms_of(column(segments, "document.lead_length")),
        )
        self._impacts: Cache[Term, Impacts] = Cache(max(REMEMBERED, OF_DOCUMENT * self._size))

    def _norms_of(self, lengths: Array) -> Scores:
        """Return `k1·(1 - b + b·length/average)` of each document."""
        average = float(lengths[self._alive].mean()) if self._documents else 1.0
        k1, b = self._ranking.k1, self._ranking.b
        return (k1 * (1 - b + b * lengths / max(average, 1.0))).astype(np.float32)

    def impacts(self, term: Term) -> Impacts:
        """Return what a word adds to the scores of the documents that have it."""
        return self._impacts.get(term, self._work_out)

    def _work_out(self, term: Term) -> Impacts:
        if isinstance(term, WidenedTerm):
            return self._of_widened(term)
        return self._of_word(term) if isinstance(term, Forms) else self._as_one(*self._union(term))

    def _as_one(self, documents: NDArray[np.intp], frequencies: Scores) -> Impacts:
        """Score what documents have so often as one term, which counts as stem and exact form at once."""
        dense = np.zeros(self._size, np.float32)
        weight = np.float32(self._ranking.stem + self._ranking.exact)
        dense[documents] = weight * self._bm25(documents, frequencies, self._norms.documents)
        held = np.zeros(self._size, bool)
        held[documents] = True
        return Impacts(
            documents=documents.astype(np.int32),
            scores=dense[documents],
            dense=dense if len(documents) > DENSE_FROM * self._size else None,
            has_stem=np.ones(len(documents), bool),
            held=Packed.of(held),
            idf=self._idf(len(documents)),
        )

    def _of_widened(self, term: WidenedTerm) -> Impacts:
        """Score a word and those in its place as one: each article by the best of them, all equally rare."""
        own = self.impacts(term.word)
        held, stem, dense = own.held.mask, np.zeros(self._size, bool), np.zeros(self._size, np.float32)
        stem[own.documents[own.has_stem]] = True
        shares, idf = self._in_place(term)
        for word, documents, scores in shares:
            dense[documents] = np.maximum(dense[documents], scores)
            if word is not term.word:
                stem[documents] = held[documents] = True
        (found,) = dense.nonzero()
        return Impacts(
            documents=found.astype(np.int32),
            scores=dense[found],
            dense=dense if len(found) > DENSE_FROM * self._size else None,
            has_stem=stem[found],
            held=Packed.of(held),
            idf=idf,
        )

    def _in_place(
        self, term: WidenedTerm
    ) -> tuple[list[tuple[Forms | Row, NDArray[np.int32], Scores]], float]:
        """Return a word and each in its place, with what it adds to documents; then their idf."""
        found: list[tuple[Forms | Row, Impacts, NDArray[np.bool_] | slice]]
        found = [(term.word, self.impacts(term.word), slice(None))]
        for other in term.others:
            impacts = self._of_row(other) if isinstance(other, Row) else self.impacts(other)
            # Relatives by root are relatives of the word itself alone.
            found.append((other, impacts, impacts.has_stem))
        stem = np.zeros(self._size, bool)
        for _, impacts, _ in found:
            stem[impacts.documents[impacts.has_stem]] = True
        idf = self._idf(int(np.count_nonzero(stem)))
        shares = []
        for word, impacts, kept in found:
            weight = (1 if word is term.word else self._ranking.other) * idf / impacts.idf
            shares.append((word, impacts.documents[kept], np.float32(weight) * impacts.scores[kept]))
        return shares, idf

    def _of_row(self, row: Row) -> Impacts:
        """Score words in a row as a term that stands once in each article that has them."""
        documents = concatenate([row.documents(each) + each.base for each in self._segments], np.intp)
        documents = documents[self._alive[documents]]
        return self._as_one(documents, np.ones(len(documents), np.float32))

    def _of_word(self, forms: Forms) -> Impacts:
        postings = [Postings.of(segment, forms) for segment in self._segments]
        ranking = self._ranking
        frequencies = [*map(sum, zip(NOWHERE, *[each.frequencies() for each in postings], strict=True))]
        weights = (ranking.exact, ranking.stem, ranking.root, ranking.lead)
        worth = np.array([*map(self._factor, frequencies), *weights], np.float32)
        documents, scores, has_stem, held = added_up(postings, self._norms, worth)
        dense = None
        if len(documents) > DENSE_FROM * self._size:
            dense = np.zeros(self._size, np.float32)
            dense[documents] = scores
        return Impacts(
            documents=documents,
            scores=scores,
            dense=dense,
            has_stem=has_stem,
            held=held,
            idf=self._idf(frequencies[1]),
        )

    def parts(self, term: Term, document: int) -> Iterator[tuple[str, float, float]]:
        """Yield what a word adds to the score of a document by each layer, and the title's share of that."""
        if isinstance(term, WidenedTerm):
            yield from self._parts_in_place(term, document)
            return
        if not isinstance(term, Forms):
            documents, frequencies = self._union(term)
            weight = self._ranking.stem + self._ranking.exact
            yield from self._part("form", document, documents, weight, frequencies, None)
            return
        for layer, weight in self._ranking.layers:
            documents, counts = self._postings(layer, getattr(term, layer), f"{layer}.count")
            yield from self._part(
                layer, document, documents, weight, self._norms.frequencies.take(counts), counts
            )
        documents, lead = self._postings("stem", term.stem, "stem.lead")
        leading = lead > 0
        yield from self._part("lead", document, documents[leading], self._ranking.lead, lead[leading], None)

    def _parts_in_place(self, term: WidenedTerm, document: int) -> Iterator[tuple[str, float, float]]:
        """Yield what the best of a word and those in its place adds to the score of a document."""
        best, word = 0.0, None
        for other, documents, scores in self._in_place(term)[0]:
            place = int(documents.searchsorted(document))
            if place < len(documents) and documents[place] == document and scores[place] > best:
                best, word = float(scores[place]), other
        if isinstance(word, Row):
            yield "form", best, 0.0
        elif word is not None:
            parts = list(self.parts(word, document))
            scale = best / sum(score for _, score, _ in parts)
            yield from ((layer, scale * score, title) for layer, score, title in parts)

    def _part(
        self,
        layer: str,
        document: int,
        documents: NDArray[np.intp],
        weight: float,
        frequencies: Array,
        counts: Array | None,
    ) -> Iterator[tuple[str, float, float]]:
        place = int(documents.searchsorted(document))
        if place < len(documents) and documents[place] == document:
            norms = self._norms.leads if layer == "lead" else self._norms.documents
            score = weight * float(self._bm25(documents, frequencies, norms)[place])
            title = 0.0
            if counts is not None:
                count = counts[place]
                title = self._ranking.title * int(in_title(count)) / float(self._norms.frequencies[count])
            yield layer, score, title

    def _postings(self, layer: str, term: str, *names: str) -> list[Array]:
        """Return the living documents that have `term` (intp), and the named columns of its postings."""
        places = [segment.postings(layer, term) for segment in self._segments]
        documents = self._read(f"{layer}.doc", places).astype(np.intp)
        begin = 0
        for base, place in zip(self._bases, places, strict=True):
            end = begin + place.stop - place.start
            if base:
                documents[begin:end] += base
            begin = end
        found = [documents, *(self._read(name, places) for name in names)]
        if self._documents == self._size:
            return found
        living = self._alive[documents]
        return [column[living] for column in found]

    def _read(self, name: str, places: Sequence[slice]) -> Array:
        """Return one place in a column of each segment, one after the other."""
        parts = [segment.columns[name][at] for segment, at in zip(self._segments, places, strict=True)]
        return parts[0] if len(parts) == 1 else np.concatenate([np.zeros(0, np.uint8), *parts])

    def _union(self, expansion: Expansion) -> tuple[NDArray[np.intp], Scores]:
        """Return the living documents that have any form of `expansion`, and how often they have one."""
        documents, frequencies = [], []
        for segment in self._segments:
            columns = segment.columns
            expanded = self._expansions.of(segment, expansion)
            numbers = expanded.numbers
            offset = columns["exact.offset"]
            place = ranges(offset[numbers], offset[numbers + 1])
            weighted = self._norms.frequencies[columns["exact.count"][place]]
            total: Array = np.bincount(columns["exact.doc"][place], weighted, len(segment)) * segment.alive
            if isinstance(expansion, MonthTerm):
                for row in expansion.rows:
                    total = total + Row(row).frequencies(segment, self._ranking.title) * segment.alive
                dated = expanded.dated.frequencies(len(segment), self._ranking.title)
                total = total + dated * segment.alive
            (here,) = total.nonzero()
            documents.append(here + segment.base)
            frequencies.append(total[here])
        return concatenate(documents, np.intp), concatenate(frequencies, np.float32)

    def _bm25(self, documents: NDArray[np.intp], frequencies: Scores, norms: Scores) -> Scores:
        weight = np.float32(self._factor(len(documents)))
        return weight * frequencies / (frequencies + norms[documents])

    def _factor(self, frequency: int) -> float:
        """Return what BM25 of a term is multiplied with that so many documents have."""
        return self._idf(frequency) * (self._ranking.k1 + 1)

    def _idf(self, frequency: int) -> float:
        return math.log(1 + (self._documents - frequency + 0.5) / (frequency + 0.5))
