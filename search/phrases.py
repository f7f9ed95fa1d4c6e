"""Phrases: words that stand next to each other, found in the forward column."""

from __future__ import annotations

from functools import reduce

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.segment import Segment


def documents_with(segment: Segment, phrase: tuple[Forms, ...]) -> NDArray[np.int64]:
    """Return the segment's documents, ascending, in which the stems of `phrase` stand in a row.

    Only documents that hold every stem are looked through.
    """
    lists = [segment.columns["stem.doc"][segment.postings("stem", forms.stem)] for forms in phrase]
    lists.sort(key=len)
    candidates = reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), lists).astype(np.int64)
    if len(phrase) == 1 or not len(candidates):
        return candidates
    offset = segment.columns["forward.offset"]
    counts = offset[candidates + 1] - offset[candidates]
    ends = np.cumsum(counts)
    token = np.arange(ends[-1]) + np.repeat(offset[candidates] - (ends - counts), counts)
    document = np.repeat(candidates, counts)
    starts = _starts(segment, phrase, token, document)
    return np.unique(document[starts])


def tokens_of(segment: Segment, phrase: tuple[Forms, ...], document: int) -> NDArray[np.bool_]:
    """Return which tokens (bool, title first) of one document belong to an occurrence of `phrase`."""
    place = segment.tokens(document)
    token = np.arange(place.start, place.stop)
    inside = np.zeros(len(token), bool)
    if len(token) >= len(phrase):
        starts = _starts(segment, phrase, token, np.full(len(token), document))
        for step in range(len(phrase)):
            inside[starts + step] = True
    return inside


def _starts(
    segment: Segment, phrase: tuple[Forms, ...], token: NDArray[np.int64], document: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the places in `token` where an occurrence begins that stays in one field of one document."""
    columns = segment.columns
    stem = columns["word.stem"][columns["forward.word"][token]]
    in_title = token - columns["forward.offset"][document] < columns["forward.title"][document]
    last = len(token) - len(phrase) + 1
    if last <= 0:
        return np.zeros(0, np.int64)
    span = len(phrase) - 1
    found = (document[:last] == document[span : span + last]) & (
        in_title[:last] == in_title[span : span + last]
    )
    for step, forms in enumerate(phrase):
        found &= stem[step : step + last] == segment.terms["stem"].number(forms.stem)
    return np.flatnonzero(found)
