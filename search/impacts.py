"""Impacts: what one word of a query adds to the score of every document that has it, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.search.ordering import Documents, Scores, top
from fihris.search.packed import Mask, Packed

CHAMPIONS = 8  # documents that tell how much a word may give
DENSE_FROM = 1 / 4  # of all documents: adding a whole vector is quicker than picking so many places


Ranked = tuple[float, Documents, Scores, NDArray[np.uint64], NDArray[np.uint32], Documents]


@dataclass(frozen=True, eq=False)
class Impacts:
    """A word of a query over a whole collection of N documents.

    `documents` intp ascending are those that have it by any layer, `scores` float32 their BM25 over all
    layers; `dense` holds the scores of all N documents where they are many. `has_stem` says of each of
    `documents` whether it has the stem, `held` which documents have the stem or the root; of a word
    that stands for exact forms, any of these is the stem. `idf` is the weight of the stem.
    """

    documents: NDArray[np.intp]
    scores: Scores
    dense: Scores | None
    has_stem: Mask
    held: Packed
    idf: float

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (self.documents, self.scores, self.has_stem, self.dense)
        return 4 * self.held.size + sum(array.nbytes for array in arrays if array is not None)

    @cached_property
    def by_stem(self) -> Packed:
        """Which documents have the stem; where none has, those that have the root."""
        if not self.has_stem.any():
            return self.held
        mask = np.zeros(self.held.documents, bool)
        mask[self.documents[self.has_stem]] = True
        return Packed.of(mask)

    @cached_property
    def ranked(self) -> Ranked:
        """The word as the kernel of the first pass takes it.

        The most that it gives, its documents with their scores, these documents as bits, how many of them
        stand before each 64 of all, and some of the best.
        """
        mask = np.zeros(self.held.documents, bool)
        mask[self.documents] = True
        having = Packed.of(mask).bits
        if np.array_equal(having, self.held.bits):
            having = self.held.bits  # as it mostly is: then it is kept, and read, once
        ones = np.bitwise_count(having)
        rank = np.zeros(len(having), np.uint32)
        np.cumsum(ones[:-1], dtype=np.uint32, out=rank[1:])
        champions, scores = top(self.documents, self.scores, CHAMPIONS)
        return float(scores.max(initial=0)), self.documents, self.scores, having, rank, champions

    def add_to(self, scores: Scores, times: int) -> None:
        """Add the word's scores to those of all documents, as often as it was asked for."""
        if self.dense is not None:
            scores += self.dense if times == 1 else times * self.dense
        else:
            np.add.at(scores, self.documents, self.scores if times == 1 else times * self.scores)


def total(words: Sequence[tuple[Impacts, int]], size: int) -> Scores:
    """Return the sum of the scores of words, each so many times, over a collection of that size."""
    scores = np.empty(size, np.float32)
    first, times = words[0] if words else (None, 0)
    if first is not None and first.dense is not None and times == 1:
        np.copyto(scores, first.dense)
        words = words[1:]
    else:
        scores.fill(0)
    for impacts, times in words:
        impacts.add_to(scores, times)
    return scores
