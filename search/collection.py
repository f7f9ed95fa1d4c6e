"""The collection: an open generation with the statistics that scoring needs over all its segments."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.generation import Generation
from fihris.index.segment import Segment
from fihris.search.families import Family
from fihris.search.impacts import ImpactCache, Impacts, Mask, Scores
from fihris.search.ranking import Ranking

FAMILIES = 4096  # kept, of the words asked for last


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
        self._impacts = ImpactCache(self._work_out)
        self._families: dict[tuple[int, Forms], Family] = {}
        norms = ranking.k1 * (1 - ranking.b + ranking.b * lengths / max(average, 1.0))
        self._norms: Scores = norms.astype(np.float32)

    def impacts(self, forms: Forms) -> Impacts:
        """Return what a word adds to the scores of the documents that have it."""
        return self._impacts[forms]

    def family(self, segment: Segment, forms: Forms) -> Family:
        """Return the words of a segment that a word means."""
        key = (segment.base, forms)
        family = self._families.get(key)
        if family is None:
            family = Family.of(segment, forms, self.ranking)
            if len(self._families) >= FAMILIES:
                self._families.clear()
            self._families[key] = family
        return family

    def _work_out(self, forms: Forms) -> Impacts:
        scores = np.zeros(self.size, np.float32)
        held = np.zeros(self.size, bool)
        by_stem, stem_idf = held, 0.0
        for layer, weight in self.ranking.layers:
            documents, frequencies = self._postings(layer, getattr(forms, layer))
            idf = self._idf(len(documents))
            norms = self._norms[documents]
            scores[documents] += weight * idf * (self.ranking.k1 + 1) * frequencies / (frequencies + norms)
            if layer == "stem":
                held[documents] = True
                by_stem, stem_idf = held.copy(), idf
            elif layer == "root":
                held[documents] = True
        return Impacts.of(scores, by_stem, held, stem_idf)

    def _postings(self, layer: str, term: str) -> tuple[NDArray[np.intp], Scores]:
        """Return the living documents that have `term`, and how often: weighted in the title."""
        documents, frequencies = [], []
        for segment in self.segments:
            place = segment.postings(layer, term)
            columns = segment.columns
            here = columns[f"{layer}.doc"][place].astype(np.intp)
            weighted = columns[f"{layer}.title"][place] * np.float32(self.ranking.title)
            weighted += columns[f"{layer}.frequency"][place]
            if segment.deleted:
                living = segment.alive[here]
                here, weighted = here[living], weighted[living]
            documents.append(here + segment.base if segment.base else here)
            frequencies.append(weighted)
        return _concatenate(documents, np.intp), _concatenate(frequencies, np.float32)

    def _idf(self, frequency: int) -> float:
        return math.log(1 + (self.documents - frequency + 0.5) / (frequency + 0.5))

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """When each document was published: int64[N], seconds of UTC since 1970, or `NO_DATE`."""
        return self.column("document.published")

    def column(self, name: str) -> Array:
        """Return a document column over all segments."""
        arrays = [segment.columns[name] for segment in self.segments]
        return arrays[0] if len(arrays) == 1 else np.concatenate(arrays or [np.zeros(0)])

    def locate(self, document: int) -> tuple[Segment, int]:
        """Return the segment that holds a document, and its number there."""
        for segment in reversed(self.segments):
            if document >= segment.base:
                return segment, document - segment.base
        raise IndexError(document)


def _concatenate(arrays: Sequence[Array], dtype: type[np.generic]) -> Array:
    if len(arrays) == 1:
        return arrays[0].astype(dtype, copy=False)
    return np.concatenate(arrays).astype(dtype, copy=False) if arrays else np.zeros(0, dtype)
