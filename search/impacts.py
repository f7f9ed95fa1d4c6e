"""Impacts: what one word of a query adds to the score of every document that has it, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.search.compiled import kernels
from fihris.search.ordering import TINY, Scores
from fihris.search.packed import WORD, Mask, Packed

GROUP = 8  # documents of which is told how much a word gives any of them
DENSE_FROM = 1 / 4  # of all documents: adding a whole vector is quicker than picking so many places


Ranked = tuple[float, int, NDArray[np.uint8]]


@dataclass(frozen=True, eq=False)
class Impacts:
    """A word of a query over a whole collection of N documents.

    `documents` int32 ascending are those that have it by any layer, `scores` float32 their BM25 over all
    layers; `dense` holds the scores of all N documents where they are many. `has_stem` says of each of
    `documents` whether it has the stem, `held` which documents have the stem or the root; of a word
    that stands for exact forms, any of these is the stem. `idf` is the weight of the stem.
    """

    documents: NDArray[np.int32]
    scores: Scores
    dense: Scores | None
    has_stem: Mask
    held: Packed
    idf: float

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (self.documents, self.scores, self.has_stem, self.dense)
        ranked = 5 * len(self.documents)
        return ranked + 5 * self.held.size + sum(array.nbytes for array in arrays if array is not None)

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

        The most that it gives, how many documents have it, and these as `ranked` packs them.
        """
        packed = ranked(self.documents, self.scores, self.held.documents)
        return float(self.scores.max(initial=0)), len(self.documents), packed

    @cached_property
    def all_hold(self) -> bool:
        """Whether all documents that have it hold it, as it mostly is: then these need not be read twice."""
        return np.array_equal(self.ranked[2][: self.held.size].view(np.uint64), self.held.bits)

    @cached_property
    def row(self) -> tuple[float, int, NDArray[np.uint8], NDArray[np.uint64] | None]:
        """The same with the documents that hold it, None where these are all that have it."""
        return (*self.ranked, None if self.all_hold else self.held.bits)

    def add_to(self, scores: Scores, times: int) -> None:
        """Add the word's scores to those of all documents, as often as it was asked for."""
        if self.dense is not None:
            scores += self.dense if times == 1 else times * self.dense
        else:
            np.add.at(scores, self.documents, self.scores if times == 1 else times * self.scores)


def ranked(documents: NDArray[np.int32], scores: Scores, size: int) -> NDArray[np.uint8]:
    """Return the documents of a word, of `size` in all, as the kernel of the first pass reads them.

    In one place, for what is spread takes longest to come: the documents as bits, the scores, and how many
    documents stand before each 64 of all; the most of the bounds of each 8 documents, and the bounds, which
    are of each score the least number of steps that is no less, where 255 make the most.
    """
    if kernels:
        room = 20 * -(-size // WORD) + 5 * len(documents)
        packed = np.empty(room, np.uint8)
        kernels.ranked(documents, scores, size, packed)
        return packed
    mask = np.zeros(size, bool)
    mask[documents] = True
    having = Packed.of(mask).bits
    rank = np.zeros(len(having), np.uint32)
    np.cumsum(np.bitwise_count(having)[:-1], dtype=np.uint32, out=rank[1:])
    # A little more, so that all of them make no less than the most, however it is rounded.
    step = max(scores.max(initial=0) / np.float32(255) * np.float32(1 + 2**-20), np.float32(TINY))
    steps = np.ceil(scores / step)
    steps += steps * step < scores
    bounds, mosts = steps.astype(np.uint8), np.zeros(len(having) * WORD // GROUP, np.uint8)
    np.maximum.at(mosts, documents // GROUP, bounds)
    parts = (having, scores, rank, mosts, bounds)
    return np.concatenate([part.view(np.uint8) for part in parts])


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
