"""Snippets: the passage of an article that says most about the query, cut at word borders and marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from fihris.index.article import Article
from fihris.index.segment import Segment
from fihris.search.marks import NO_TERM, cut, mark, spans
from fihris.search.plan import Plan
from fihris.search.results import Highlighted, Piece
from numpy.typing import NDArray

TOKENS = 40  # words in a snippet
LEAD = 12  # of them, at most so many before the first mark
SENTENCE_END = re.compile(r"[.!?؟؛:\n]")
TAIL = re.compile(r"[^\s\w]{1,3}(?=\s|$)")  # punctuation that belongs to the last word
GAP = "…"


@dataclass(frozen=True, slots=True)
class Marked:
    """An article of the answer with the marks of its title and of its body.

    `title` and `body` hold, by token, the number of the query's word that it is, or `NO_TERM`.
    """

    segment: Segment
    document: int
    article: Article
    title: NDArray[np.int64]
    body: NDArray[np.int64]

    @classmethod
    def of(cls, segment: Segment, document: int, plan: Plan | None) -> Marked:
        """Return the article with number `document` in `segment`, marked for `plan`."""
        marks = mark(segment, document, plan)
        title = int(segment.columns["forward.title"][document])
        return cls(segment, document, segment.article(document), marks[:title], marks[title:])

    def title_pieces(self) -> tuple[Piece, ...]:
        """Return the whole title as pieces."""
        tokens = np.flatnonzero(self.title != NO_TERM)
        return cut(self.article.title, 0, len(self.article.title), spans(self.segment, self.document, tokens))

    def body_pieces(self) -> tuple[Piece, ...]:
        """Return the whole body as pieces."""
        tokens = np.flatnonzero(self.body != NO_TERM) + len(self.title)
        return cut(self.article.body, 0, len(self.article.body), spans(self.segment, self.document, tokens))

    def highlighted(self) -> Highlighted:
        """Return title and body as pieces."""
        return Highlighted(self.title_pieces(), self.body_pieces())

    def snippet(self, weights: Sequence[float]) -> tuple[Piece, ...]:
        """Return the passage of the body whose distinct words weigh most, by `weights` of the query's words.

        The body's beginning is returned where no word of it was meant.
        """
        if not len(self.body):
            return ((self.article.body, False),) if self.article.body else ()
        text, first = self.article.body, len(self.title)
        places = spans(self.segment, self.document, np.arange(first, first + len(self.body)))
        anchor = _best_window(self.body, weights)
        begin = _begin(text, places, anchor)
        end = min(begin + TOKENS, len(places))
        marked = [places[token] for token in range(begin, end) if self.body[token] != NO_TERM]
        start, stop = places[begin][0] if begin else 0, places[end - 1][1]
        tail = TAIL.match(text, stop)
        stop = len(text) if end == len(places) else tail.end() if tail else stop
        pieces = cut(text, start, stop, marked)
        before = ((f"{GAP} ", False),) if begin else ()
        after = ((f" {GAP}", False),) if stop < len(text) else ()
        return before + pieces + after


def _best_window(marks: NDArray[np.int64], weights: Sequence[float]) -> int:
    """Return the token at which the best window begins: most weight of distinct words, then the earliest."""
    tokens = np.flatnonzero(marks != NO_TERM).tolist()
    best, anchor = 0.0, 0
    for number, token in enumerate(tokens):
        within = set()
        for other in tokens[number:]:
            if other - token > TOKENS - LEAD:
                break
            within.add(int(marks[other]))
        weight = sum(weights[term] for term in within)
        if weight > best:
            best, anchor = weight, token
    return anchor


def _begin(text: str, places: list[tuple[int, int]], anchor: int) -> int:
    """Return the token to begin at: where the anchor's sentence does if that is near, else a bit before."""
    earliest = max(0, anchor - LEAD)
    for token in range(anchor, earliest, -1):
        if SENTENCE_END.search(text, places[token - 1][1], places[token][0]):
            return token
    return earliest
