"""Contexts: which words stand around a word, as a vector."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log, sqrt

import numpy as np

from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.collection import Collection

READ = 60  # articles of a segment, spread over all that have the word
REACH = 4  # words to either side

Vector = Mapping[bytes, float]


class Contexts:
    """Reads around the occurrences of stems; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        tokens = sum(len(segment.columns["forward.word"]) for segment in collection.segments)
        self._length = tokens / max(collection.size, 1)

    def of(self, stem: str) -> Vector:
        """Return how much each stem is drawn to `stem`.

        It is the positive pointwise mutual information of the two in windows, weighed by how often they meet
        (Church and Hanks 1990); function words and numbers are left out.
        """
        met: Counter[bytes] = Counter()
        chance: Counter[bytes] = Counter()
        windows = 0
        for segment in self._collection.segments:
            neighbours, centres = _around(segment, stem)
            windows += centres
            numbers, counts = np.unique(neighbours, return_counts=True)
            frequency = np.diff(segment.columns["stem.offset"])[numbers]
            terms = segment.terms["stem"]
            names = [terms[number] for number in numbers.tolist()]
            met.update(dict(zip(names, counts.tolist(), strict=True)))
            chance.update(dict(zip(names, frequency.tolist(), strict=True)))
        vector = {}
        for term, count in met.items():
            # An article that has a word has it about once: so likely it is in a window.
            expected = windows * chance[term] / self._collection.size * min(1.0, 2 * REACH / self._length)
            drawn = log(count / expected) if expected else 0.0
            if drawn > 0:
                vector[term] = drawn * log(1 + count)
        return vector


def _around(segment: Segment, stem: str) -> tuple[Array, int]:
    """Return the stems around a stem in some articles, and how many windows were looked at."""
    columns = segment.columns
    having = columns["stem.doc"][segment.postings("stem", stem)].astype(np.int64)
    if not len(having):
        return np.zeros(0, np.int64), 0
    read = having[:: -(-len(having) // READ)]
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
