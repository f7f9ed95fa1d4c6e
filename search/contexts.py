"""Contexts: which words stand around a word, as a vector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from math import log, sqrt

import numpy as np

from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.index.terms import pack_terms, term_keys
from fihris.search.collection import Collection

READ = 120  # articles, spread over all that have the word
REACH = 4  # words to either side

Vector = Mapping[str, float]


class Contexts:
    """Reads around the occurrences of stems; may be shared by threads.

    What is read, and counted, does not depend on how articles are spread over segments.
    """

    def __init__(self, collection: Collection) -> None:
        self._segments = collection.segments
        self._documents = collection.documents
        tokens = sum(
            int(np.diff(segment.columns["forward.offset"])[segment.alive].sum()) for segment in self._segments
        )
        self._length = max(tokens / max(self._documents, 1), 1.0)

    def of(self, stem: str) -> Vector:
        """Return how much each stem is drawn to `stem`.

        It is the positive pointwise mutual information of the two in windows, weighed by how often they meet
        (Church and Hanks 1990); function words and numbers are left out.
        """
        met: Counter[str] = Counter()
        windows = 0
        having = [living(segment, "stem", stem) for segment in self._segments]
        step = max(1, -(-sum(map(len, having)) // READ))
        before = 0
        for segment, documents in zip(self._segments, having, strict=True):
            neighbours, centres = _around(segment, stem, documents[-before % step :: step])
            before += len(documents)
            windows += centres
            numbers, counts = np.unique(neighbours, return_counts=True)
            terms = segment.terms["stem"]
            names = [terms[number].decode("utf-8", "surrogatepass") for number in numbers.tolist()]
            met.update(dict(zip(names, counts.tolist(), strict=True)))
        vector = {}
        for term, articles in zip(met, self._articles(list(met)), strict=True):
            # An article that has a word has it about once: so likely it is in a window.
            expected = windows * articles / self._documents * min(1.0, 2 * REACH / self._length)
            drawn = log(met[term] / expected) if expected else 0.0
            if drawn > 0:
                vector[term] = drawn * log(1 + met[term])
        return vector

    def _articles(self, stems: Sequence[str]) -> list[int]:
        """Return how many living articles have each stem."""
        found = np.zeros(len(stems), np.int64)
        keys = term_keys(*pack_terms(stem.encode("utf-8", "surrogatepass") for stem in stems))
        for segment, frequency in zip(self._segments, self._frequencies, strict=True):
            number = segment.terms["stem"].with_keys(keys)
            held = number >= 0
            found[held] += frequency[number[held]]
        counts: list[int] = found.tolist()
        return counts

    @cached_property
    def _frequencies(self) -> list[Array]:
        """By segment, how many living articles have each stem."""
        frequencies = []
        for segment in self._segments:
            offset = segment.columns["stem.offset"]
            if segment.deleted:
                alive = np.concatenate([[0], np.cumsum(segment.alive[segment.columns["stem.doc"]])])
                offset = alive[offset]
            frequencies.append(np.diff(offset))
        return frequencies


def living(segment: Segment, layer: str, term: str) -> Array:
    """Return the living documents of a segment that have a term."""
    documents = segment.columns[f"{layer}.doc"][segment.postings(layer, term)].astype(np.int64)
    return documents[segment.alive[documents]] if segment.deleted else documents


def _around(segment: Segment, stem: str, read: Array) -> tuple[Array, int]:
    """Return the stems around a stem in some articles, and how many windows were looked at."""
    if not len(read):
        return np.zeros(0, np.int64), 0
    columns = segment.columns
    offset = columns["forward.offset"]
    first, last = offset[read], offset[read + 1]
    word = columns["forward.word"][ranges(first, last)]
    article = np.repeat(np.arange(len(read)), last - first)
    centre = columns["word.stem"][word] == segment.terms["stem"].number(stem)
    (places,) = centre.nonzero()
    around = (places[:, None] + np.arange(-REACH, REACH + 1)).ravel()
    owner = np.repeat(places, 2 * REACH + 1)
    inside = (around >= 0) & (around < len(word))
    around, owner = around[inside], owner[inside]
    kept = (article[around] == article[owner]) & ~centre[around] & ~columns["word.stop"][word[around]]
    return columns["word.stem"][word[around[kept]]], len(places)


def likeness(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors, from 0 to 1."""
    small, large = sorted((one, other), key=len)
    product = sum(weight * large.get(term, 0.0) for term, weight in small.items())
    norms = [sqrt(sum(weight * weight for weight in vector.values())) for vector in (one, other)]
    return product / (norms[0] * norms[1]) if all(norms) else 0.0
