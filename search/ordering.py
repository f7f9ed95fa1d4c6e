"""Ordering: the found documents by score or by date, exactly."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.documents import NO_DATE
from fihris.search.collection import Collection
from fihris.search.impacts import Mask, Scores


def by_score(found: Mask, scores: Scores, count: int) -> NDArray[np.int64]:
    """Return the first `count` of the found documents by score, those that tie in the order of the index."""
    documents = np.flatnonzero(found)
    score = scores[documents]
    if 0 < count < len(documents):
        # Only what reaches the score of the last one has to be put in order.
        enough = score >= np.partition(score, len(score) - count)[len(score) - count]
        documents, score = documents[enough], score[enough]
    return documents[np.lexsort((documents, -score))][:count]


def by_date(
    collection: Collection, found: Mask, scores: Scores, count: int, *, newest: bool
) -> NDArray[np.int64]:
    """Return the first `count` of the found documents by date, those of one moment by score.

    Documents without a date come last, whichever end is first.
    """
    documents = np.flatnonzero(found)
    published = collection.published[documents]
    undated = published == NO_DATE
    age = np.where(undated, 0, -published if newest else published)
    return documents[np.lexsort((documents, -scores[documents], age, undated))][:count]
