"""The collection: an open generation with the statistics that scoring needs over all its segments."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.generation import Generation
from fihris.index.segment import Segment
from fihris.search.ranking import Ranking

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term of one layer stands: document numbers over all segments, and its frequencies there."""

    documents: NDArray[np.int64]
    frequencies: Scores


class Collection:
    """The living documents of a generation, numbered through all its segments.

    `alive` is bool[N] over all documents, deleted ones included: they keep their numbers. `worth` is
    float32[N]: what the scores of a document are multiplied with.
    """

    def __init__(self, generation: Generation, ranking: Ranking) -> None:
        self.generation = generation
        self.ranking = ranking
        self.segments: tuple[Segment, ...] = generation.segments
        self.size = sum(len(segment) for segment in self.segments)
        self.alive: Mask = _concatenate([segment.alive for segment in self.segments], np.bool_)
        self.documents = int(self.alive.sum())
        lengths = _concatenate(
            [
                segment.columns["document.length"] + ranking.title * segment.columns["document.title_length"]
                for segment in self.segments
            ],
            np.float32,
        )
        average = float(lengths[self.alive].mean()) if self.documents else 1.0
        excerpt = _concatenate([segment.columns["document.excerpt"] for segment in self.segments], np.bool_)
        self.worth: Scores = np.where(excerpt, np.float32(ranking.excerpt), np.float32(1))
        self._norms = ranking.k1 * (1 - ranking.b + ranking.b * lengths / max(average, 1.0))

    def postings(self, layer: str, term: str) -> Postings:
        """Return where `term` stands, title frequencies weighted and added to those of the body."""
        documents, frequencies = [], []
        for segment in self.segments:
            place = segment.postings(layer, term)
            columns = segment.columns
            here = columns[f"{layer}.doc"][place].astype(np.int64)
            weighted = (
                columns[f"{layer}.frequency"][place] + self.ranking.title * columns[f"{layer}.title"][place]
            )
            living = segment.alive[here]
            documents.append(here[living] + segment.base)
            frequencies.append(weighted[living])
        return Postings(_concatenate(documents, np.int64), _concatenate(frequencies, np.float32))

    def idf(self, frequency: int) -> float:
        """Return the weight of a term that stands in `frequency` documents."""
        return math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))

    def score(self, forms: Forms) -> Scores:
        """Return the BM25 score (float32[N]) of one word over all layers."""
        scores = np.zeros(self.size, np.float32)
        for layer, weight in self.ranking.layers:
            postings = self.postings(layer, getattr(forms, layer))
            tf = postings.frequencies
            scores[postings.documents] += (
                weight
                * self.idf(len(tf))
                * tf
                * (self.ranking.k1 + 1)
                / (tf + self._norms[postings.documents])
            )
        return scores

    def weights(self, words: Iterable[Forms]) -> list[float]:
        """Return the idf of the stem of each word."""
        return [self.idf(len(self.postings("stem", forms.stem).documents)) for forms in words]

    def holding(self, layer: str, term: str) -> Mask:
        """Return which documents (bool[N]) hold `term`."""
        mask = np.zeros(self.size, bool)
        mask[self.postings(layer, term).documents] = True
        return mask

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """When each document was published: int64[N], seconds of UTC since 1970, or `NO_DATE`."""
        return self.column("document.published")

    def column(self, name: str) -> Array:
        """Return a document column over all segments."""
        return np.concatenate([segment.columns[name] for segment in self.segments] or [np.zeros(0)])

    def locate(self, document: int) -> tuple[Segment, int]:
        """Return the segment that holds a document, and its number there."""
        for segment in reversed(self.segments):
            if document >= segment.base:
                return segment, document - segment.base
        raise IndexError(document)


def _concatenate(arrays: Sequence[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate(arrays).astype(dtype, copy=False) if arrays else np.zeros(0, dtype)
