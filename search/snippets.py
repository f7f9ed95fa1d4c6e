"""Snippets: the passage of an article that says most about the query, cut at word borders and marked."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.article import Article
from fihris.index.segment import Segment
from fihris.search.marks import cut, mark, spans
from fihris.search.plan import Plan
from fihris.search.results import Highlighted, Piece

TOKENS = 40  # words in a snippet
LEAD = 12  # of them, at most so many before the first mark
SENTENCE_END = re.compile(r"[.!?؟؛:\n]")
TAIL = re.compile(r"[^\s\w]{1,3}(?=\s|$)")  # punctuation that belongs to the last word
GAP = "…"


@dataclass(frozen=True, slots=True)
class Marked:
    """An article of the answer with the marks of its title and of its body.

    `title` and `body` say of each token whether the query means it.
    """

    segment: Segment
    document: int
    article: Article
    title: NDArray[np.bool_]
    body: NDArray[np.bool_]

    @classmethod
    def of(cls, segment: Segment, document: int, plan: Plan | None) -> Marked:
        """Return the article with number `document` in `segment`, marked for `plan`."""
        marks = mark(segment, document, plan)
        title = int(segment.columns["forward.title"][document])
        return cls(segment, document, segment.article(document), marks[:title], marks[title:])

    def title_pieces(self) -> tuple[Piece, ...]:
        """Return the whole title as pieces."""
        tokens = np.flatnonzero(self.title)
        return cut(self.article.title, 0, len(self.article.title), spans(self.segment, self.document, tokens))

    def body_pieces(self) -> tuple[Piece, ...]:
        """Return the whole body as pieces."""
        tokens = np.flatnonzero(self.body) + len(self.title)
        return cut(self.article.body, 0, len(self.article.body), spans(self.segment, self.document, tokens))

    def highlighted(self) -> Highlighted:
        """Return title and body as pieces."""
        return Highlighted(self.title_pieces(), self.body_pieces())

    def snippet(self, anchor: int | None) -> tuple[Piece, ...]:
        """Return the passage of the body around its token `anchor`.

        Without one it is cut at the first token that the query means, without such a token at the beginning.
        """
        if not len(self.body):
            return ((self.article.body, False),) if self.article.body else ()
        text, first = self.article.body, len(self.title)
        places = spans(self.segment, self.document, np.arange(first, first + len(self.body)))
        begin = _begin(text, places, int(self.body.argmax()) if anchor is None else anchor)
        end = min(begin + TOKENS, len(places))
        marked = [places[token] for token in range(begin, end) if self.body[token]]
        start, stop = places[begin][0] if begin else 0, places[end - 1][1]
        tail = TAIL.match(text, stop)
        stop = len(text) if end == len(places) else tail.end() if tail else stop
        pieces = cut(text, start, stop, marked)
        before = ((f"{GAP} ", False),) if begin else ()
        # No line begins with the dots that end a snippet: U+00A0 does not break.
        after = ((f"\u00a0{GAP}", False),) if stop < len(text) else ()
        return before + pieces + after


def _begin(text: str, places: list[tuple[int, int]], anchor: int) -> int:
    """Return the token to begin at: where the anchor's sentence does if that is near, else a bit before."""
    earliest = max(0, anchor - LEAD)
    for token in range(anchor, earliest, -1):
        if SENTENCE_END.search(text, places[token - 1][1], places[token][0]):
            return token
    return earliest
