"""Impacts: what one word of a query adds to the score of every document that has it, worked out once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from fihris.search.expansion import Term

Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

DENSE_FROM = 1 / 12  # of all documents: adding a whole vector is quicker than picking so many places
REMEMBERED = 96 << 20  # bytes of impacts that a collection keeps


@dataclass(frozen=True, slots=True, eq=False)
class Impacts:
    """A word of a query over a whole collection of N documents.

    `documents` intp ascending are those that have it by any layer, `scores` float32 their BM25 over all
    layers; `dense` holds the scores of all N documents where they are many. `has_stem` says of each of
    `documents` whether it has the stem, `held` bool[N] which documents have the stem or the root; of a word
    that stands for exact forms, any of these is the stem. `idf` is the weight of the stem.
    """

    documents: NDArray[np.intp]
    scores: Scores
    dense: Scores | None
    has_stem: Mask
    held: Mask
    idf: float

    @property
    def size(self) -> int:
        """Bytes in memory."""
        arrays = (self.documents, self.scores, self.has_stem, self.held, self.dense)
        return sum(array.nbytes for array in arrays if array is not None)

    def by_stem(self) -> Mask:
        """Return which documents (bool[N]) have the stem; where none has, those that have the root."""
        if not self.has_stem.any():
            return self.held
        mask = np.zeros(len(self.held), bool)
        mask[self.documents[self.has_stem]] = True
        return mask

    def add_to(self, scores: Scores, times: int) -> None:
        """Add the word's scores to those of all documents, as often as it was asked for."""
        if self.dense is not None:
            scores += self.dense if times == 1 else times * self.dense
        else:
            scores[self.documents] += self.scores if times == 1 else times * self.scores


class ImpactCache:
    """The impacts of the words asked for last, up to a number of bytes; shared by threads."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self._limit = limit
        self._known: OrderedDict[Term, Impacts] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, term: Term, work_out: Callable[[Term], Impacts]) -> Impacts:
        """Return the impacts of `term`, worked out if they are not known."""
        with self._lock:
            known = self._known.get(term)
            if known is not None:
                self._known.move_to_end(term)
                return known
        made = work_out(term)
        with self._lock:
            if term not in self._known:
                self._known[term] = made
                self._bytes += made.size
            while self._bytes > self._limit and len(self._known) > 1:
                self._bytes -= self._known.popitem(last=False)[1].size
        return made
