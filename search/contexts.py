"""Contexts: which words stand around a word, as a vector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.collection import Collection
from fihris.search.compiled import kernels

READ = 120  # articles, spread over all that have the word
REACH = 4  # words to either side


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """How much stems are drawn to one, by their numbers in `Stems`; `length` is that of the vector."""

    numbers: NDArray[np.int64]
    weights: NDArray[np.float64]
    length: float


class Contexts:
    """Reads around the occurrences of stems; may be shared by threads.

    What is read, and counted, does not depend on how articles are spread over segments.
    """

    def __init__(self, collection: Collection) -> None:
        self._segments = collection.segments
        self._stems = collection.stems
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
        found, windows = [np.zeros(0, np.int64)], 0
        having = [living(segment, "stem", stem) for segment in self._segments]
        step = max(1, -(-sum(map(len, having)) // READ))
        before = 0
        for segment, base, documents in zip(self._segments, self._stems.bases, having, strict=False):
            neighbours, centres = around(segment, stem, documents[-before % step :: step])
            before += len(documents)
            windows += centres
            found.append(self._stems.numbers[neighbours + np.int64(base)])
        numbers, met = np.unique(np.concatenate(found), return_counts=True)
        # An article that has a word has it about once: so likely it is in a window.
        share = windows / self._documents * min(1.0, 2 * REACH / self._length)
        expected = self._stems.articles[numbers] * share
        (drawn,) = ((met > expected) & (expected > 0)).nonzero()
        met, expected = met[drawn], expected[drawn]
        weights = np.log(met / expected) * np.log1p(met)
        return Vector(numbers[drawn], weights, float(np.sqrt(weights @ weights)))


def living(segment: Segment, layer: str, term: str) -> Array:
    """Return the living documents of a segment that have a term."""
    documents = segment.columns[f"{layer}.doc"][segment.postings(layer, term)].astype(np.int64)
    return documents[segment.alive[documents]] if segment.deleted else documents


def around(segment: Segment, stem: str, read: Array) -> tuple[NDArray[np.int32], int]:
    """Return the stems around a stem in some articles, and how many windows were looked at."""
    columns = segment.columns
    offset, words = columns["forward.offset"], columns["forward.word"]
    first, last = offset[read], offset[read + 1]
    if kernels:
        neighbours = np.empty(2 * REACH * int((last - first).sum()), np.int32)
        count, windows = kernels.around(
            offset,
            words,
            columns["word.stem"],
            columns["word.stop"],
            segment.words_of("stem", stem),
            np.ascontiguousarray(read),
            REACH,
            neighbours,
        )
        return neighbours[:count].copy(), windows
    word = words[ranges(first, last)]
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
    if not one.length or not other.length:
        return 0.0
    _, mine, theirs = np.intersect1d(one.numbers, other.numbers, assume_unique=True, return_indices=True)
    return float(one.weights[mine] @ other.weights[theirs]) / (one.length * other.length)
