"""Grouping: of the found articles that tell one story, results show the first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from fihris.search.ordering import Documents


def first_of_stories(
    documents: Documents, stories: NDArray[np.int32], ordered: Callable[[Documents], Documents]
) -> Documents:
    """Return of the found documents, ascending, those that stand alone and the first of each story.

    `stories` are the numbers of all documents' stories, -1 for none; `ordered` puts found documents in the
    order in which they are shown. Only what has copies has to be put in order for this.
    """
    story = stories[documents]
    (told,) = (story >= 0).nonzero()
    if not len(told):
        return documents
    backwards = ordered(documents[told])[::-1]
    first = np.full(int(story.max()) + 1, -1, documents.dtype)
    first[stories[backwards]] = backwards  # of several documents for one place the last is kept
    return np.sort(np.concatenate([documents[story < 0], first[first >= 0]]))
