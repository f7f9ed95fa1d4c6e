"""Snippets: the passage of an article that says most about the query, cut at word borders and marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from fihris.index.segment import Segment
from fihris.search.reading import Read
from fihris.search.results import Highlighted, Piece

TOKENS = 40  # words in a snippet
LEAD = 12  # of them, at most so many before its anchor
SENTENCE_END = re.compile(r"[.!?؟؛:\n]")
TAIL = re.compile(r"[^\s\w]{1,3}(?=\s|$)")  # punctuation that belongs to the last word
TAIL_REACH = 4
GAP = "…"


def title_pieces(segment: Segment, document: int, title: str, read: Read) -> tuple[Piece, ...]:
    """Return a whole title as pieces."""
    words = segment.title_tokens(document)
    return _cut(title, segment.spans(document, read.marked[: bisect_left(read.marked, words)]))


def highlight(segment: Segment, document: int, read: Read) -> Highlighted:
    """Return an article's whole title and body as pieces."""
    article = segment.documents[document]
    words = segment.title_tokens(document)
    marked = read.marked[bisect_left(read.marked, words) :]
    return Highlighted(
        title_pieces(segment, document, article.title, read),
        _cut(article.body, segment.spans(document, marked)),
    )


def snippet(segment: Segment, document: int, read: Read) -> tuple[Piece, ...]:
    """Return the passage of the body around the anchor of what was read, as pieces.

    Without an anchor it is cut at the first marked token, without such a token at the beginning. Only this
    part of the body is read, unless its characters cannot be told by their places.
    """
    place, title = segment.tokens(document), segment.title_tokens(document)
    last = place.stop - place.start - 1
    bodies = segment.documents.bodies
    if last < title:
        body = bodies[document]
        return ((body, False),) if body else ()
    marked = read.marked[bisect_left(read.marked, title) :]
    anchor = marked[0] if marked else title
    if read.passage.anchor is not None:
        anchor = title + read.passage.anchor
    earliest = max(title, anchor - LEAD)
    tokens = range(max(title, earliest - 1), min(anchor + TOKENS, last + 1))
    spans = segment.spans(document, tokens)
    whole = segment.documents.is_wide(document)
    origin = 0 if whole else spans[0][0]
    text = bodies[document] if whole else bodies.part(document, origin, spans[-1][1] + TAIL_REACH)
    begin = _begin(text, origin, spans, tokens, anchor, earliest)
    end = min(begin + TOKENS, last + 1)
    shown = spans[begin - tokens.start : end - tokens.start]
    stop = shown[-1][1]
    length = len(text) if whole else bodies.length(document)
    if end > last:
        stop = length
        text = text if whole else bodies.part(document, origin, length)
    elif tail := TAIL.match(text, stop - origin):
        stop = origin + tail.end()
    start = 0 if begin == title else shown[0][0]
    if start < origin:
        text, origin = bodies.part(document, 0, stop), 0
    here = marked[bisect_left(marked, begin) : bisect_left(marked, end)]
    marks = [shown[token - begin] for token in here]
    pieces = _cut(text[: stop - origin], ((a - origin, b - origin) for a, b in marks), start - origin)
    # No line begins with the dots that end a snippet: U+00A0 does not break.
    return _framed(pieces, f"{GAP} " if begin > title else "", f"\u00a0{GAP}" if stop < length else "")


def _begin(
    text: str,
    origin: int,
    spans: Sequence[tuple[int, int]],
    tokens: range,
    anchor: int,
    earliest: int,
) -> int:
    """Return the token to begin at: where the anchor's sentence does if that is near, else a bit before."""
    for token in range(anchor, earliest, -1):
        before, here = spans[token - 1 - tokens.start], spans[token - tokens.start]
        if SENTENCE_END.search(text, before[1] - origin, here[0] - origin):
            return token
    return earliest


def _framed(pieces: tuple[Piece, ...], before: str, after: str) -> tuple[Piece, ...]:
    """Return pieces with text before and after them that matches nothing."""
    first, first_matched = pieces[0]
    if before:
        pieces = ((before, False), *pieces) if first_matched else ((before + first, False), *pieces[1:])
    if after:
        last, last_matched = pieces[-1]
        pieces = (*pieces, (after, False)) if last_matched else (*pieces[:-1], (last + after, False))
    return pieces


def _cut(text: str, marks: Iterable[tuple[int, int]], start: int = 0) -> tuple[Piece, ...]:
    """Return `text` from `start` as pieces, those matched that lie at `marks` (ascending start and end)."""
    pieces: list[Piece] = []
    for begin, stop in marks:
        if begin < start:
            continue  # several tokens of one written sign share its place
        if begin > start:
            pieces.append((text[start:begin], False))
        pieces.append((text[begin:stop], True))
        start = stop
    if start < len(text):
        pieces.append((text[start:], False))
    return tuple(pieces)
