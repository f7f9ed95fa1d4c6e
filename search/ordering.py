"""Ordering: found documents by score or by date, exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.documents import NO_DATE
from fihris.search.compiled import kernels

Scores = NDArray[np.float32]

Documents = NDArray[np.intp]
"""Found documents, ascending, numbered through all segments."""


MANY = 4  # times as many documents as are wanted: fewer are put in order as they are
TINY = float(np.finfo(np.float32).tiny)  # the least score that a word gives

Best = tuple[Documents, Scores]
"""The best of what was found, from the best to the worst, and their scores."""


def by_score(documents: Documents, scores: Scores, count: int) -> Documents:
    """Return the first `count` documents by score, those that tie in the order of the index."""
    return best_by_score(documents, scores, count)[0]


def best_by_score(documents: Documents, scores: Scores, count: int) -> Best:
    """Return the first `count` documents by score and their scores, given the scores of all documents."""
    return top(documents, scores[documents], count)


def top(documents: Documents, score: Scores, count: int) -> Best:
    """Return the first `count` of documents, in any order, and their scores, given the score of each."""
    if kernels:
        count = min(count, len(documents))
        best, theirs = np.empty(count, np.intp), np.empty(count, np.float32)
        kernels.top(documents, score, best, theirs)
        return best, theirs
    if 0 < MANY * count < len(documents):
        # Only what reaches the score of the last one has to be put in order.
        (enough,) = (score >= _last_of(score, count)).nonzero()
        documents, score = documents[enough], score[enough]
    order = np.lexsort((documents, -score))[:count]
    return documents[order], score[order]


def _last_of(scores: Scores, count: int) -> float:
    """Return the last of the first `count` scores."""
    place = len(scores) - count
    parted = scores.copy()
    parted.partition(place)
    return float(parted[place])


def by_date(
    documents: Documents, published: NDArray[np.int64], scores: Scores, count: int, *, newest: bool
) -> Documents:
    """Return the first `count` documents by date, those of one moment by score.

    `published` is that of all documents. Documents without a date come last, whichever end is first.
    """
    moment = published[documents]
    undated = moment == NO_DATE
    age = np.where(undated, 0, -moment if newest else moment)
    return documents[np.lexsort((documents, -scores[documents], age, undated))][:count]
