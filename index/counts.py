"""How often a term stands in a document, in body and title: one byte a posting."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array

MOST_IN_BODY = 63  # more of one word changes a BM25 score by less than 2 %
MOST_IN_TITLE = 3

Counts = NDArray[np.uint8]
_TITLE_BITS = 2


def pack_counts(in_body: Array, in_title: Array) -> Counts:
    """Return counts as bytes: six bits for the body, two for the title, higher ones cut down to the most."""
    body, title = np.minimum(in_body, MOST_IN_BODY), np.minimum(in_title, MOST_IN_TITLE)
    return (body << _TITLE_BITS | title).astype(np.uint8)


def in_body(counts: Counts) -> Counts:
    """Return how often the terms stand in the body."""
    return counts >> np.uint8(_TITLE_BITS)


def in_title(counts: Counts) -> Counts:
    """Return how often the terms stand in the title."""
    return counts & np.uint8(MOST_IN_TITLE)


def weights(title: float) -> NDArray[np.float32]:
    """Return for each byte the count of body and title together, the title's times `title`: float32[256]."""
    counts = np.arange(256, dtype=np.uint8)
    return (in_body(counts) + np.float32(title) * in_title(counts)).astype(np.float32)
