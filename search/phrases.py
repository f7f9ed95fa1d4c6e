"""Phrases: words that stand next to each other, found in the forward column."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.counts import in_title
from fihris.index.ranges import ranges
from fihris.index.segment import Segment


@dataclass(frozen=True, slots=True)
class Row:
    """The stems of words in a row, in one field of a document; in its title, if `titled`."""

    forms: tuple[Forms, ...]
    titled: bool = False

    def documents(self, segment: Segment) -> NDArray[np.int64]:
        """Return the segment's documents, ascending, that hold the row."""
        candidates = with_every_stem(segment, self.forms, titled=self.titled)
        if len(self.forms) == 1 or not len(candidates):
            return candidates
        document, stem, field = tokens_of_all(segment, candidates)
        return np.unique(document[self._starts(segment, stem, field)])

    def frequencies(self, segment: Segment, title: float) -> Array:
        """Return how often each of the segment's documents holds the row, in its title `title` times."""
        candidates = with_every_stem(segment, self.forms)
        document, stem, field = tokens_of_all(segment, candidates)
        starts = self._starts(segment, stem, field)
        weights = np.where(field[starts] % 2 == 0, title, 1.0)
        return np.bincount(document[starts], weights, len(segment))

    def tokens(self, segment: Segment, document: int) -> NDArray[np.bool_]:
        """Return which tokens (bool, title first) of one document belong to a row."""
        stem, field = tokens_of(segment, document)
        inside = np.zeros(len(stem), bool)
        starts = self._starts(segment, stem, field)
        for step in range(len(self.forms)):
            inside[starts + step] = True
        return inside

    def _starts(self, segment: Segment, stem: Array, field: Array) -> NDArray[np.int64]:
        """Return the tokens at which a row begins that stays in one field of one document."""
        span = len(self.forms) - 1
        last = len(stem) - span
        if last <= 0:
            return np.zeros(0, np.int64)
        found = field[:last] == field[span:]
        if self.titled:
            found &= field[:last] % 2 == 0
        for step, forms in enumerate(self.forms):
            found &= stem[step : step + last] == segment.terms["stem"].number(forms.stem)
        return np.flatnonzero(found)


def with_every_stem(
    segment: Segment, phrase: tuple[Forms, ...], *, titled: bool = False
) -> NDArray[np.int64]:
    """Return the segment's documents, ascending, that hold the stems of all of `phrase`, or in titles."""
    places = [segment.postings("stem", forms.stem) for forms in phrase]
    lists = [segment.columns["stem.doc"][place] for place in places]
    if titled:
        counts = [segment.columns["stem.count"][place] for place in places]
        lists = [here[in_title(count) > 0] for here, count in zip(lists, counts, strict=True)]
    lists.sort(key=len)
    return reduce(lambda a, b: np.intersect1d(a, b, assume_unique=True), lists).astype(np.int64)


def tokens_of_all(segment: Segment, documents: NDArray[np.int64]) -> tuple[Array, Array, Array]:
    """Return of each token of `documents` its document, its stem, and its field: a number that only rises."""
    columns = segment.columns
    offset = columns["forward.offset"]
    first, last = offset[documents], offset[documents + 1]
    token, document = ranges(first, last), np.repeat(documents, last - first)
    in_body = token - offset[document] >= columns["forward.title"][document]
    return document, columns["word.stem"][columns["forward.word"][token]], 2 * document + in_body


def tokens_of(segment: Segment, document: int) -> tuple[Array, Array]:
    """Return of each token of one document its stem, and its field: 0 is the title, 1 the body."""
    columns = segment.columns
    stem = columns["word.stem"][columns["forward.word"][segment.tokens(document)]]
    return stem, (np.arange(len(stem)) >= segment.title_tokens(document)).astype(np.int64)
