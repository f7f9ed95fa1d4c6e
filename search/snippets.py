"""Snippets: the passage of an article that says most about the query, cut at word borders and marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    return _cut(
        title, zip(*segment.places(document, read.marked[: bisect_left(read.marked, words)]), strict=True)
    )


def highlight(segment: Segment, document: int, read: Read) -> Highlighted:
    """Return an article's whole title and body as pieces."""
    article = segment.documents[document]
    words = segment.title_tokens(document)
    marked = read.marked[bisect_left(read.marked, words) :]
    return Highlighted(
        title_pieces(segment, document, article.title, read),
        _cut(article.body, zip(*segment.places(document, marked), strict=True)),
    )


def snippet(segment: Segment, document: int, read: Read) -> tuple[Piece, ...]:
    """Return the passage of the body around the anchor of what was read, as pieces.

    Without an anchor it is cut at the first marked token, without such a token at the beginning. Only this
    part of the body is read, unless its characters cannot be told by their places.
    """
    title, last = segment.title_tokens(document), len(segment.words(document)) - 1
    bodies = segment.documents.bodies
    if last < title:
        body = bodies[document]
        return ((body, False),) if body else ()
    marked = read.marked[bisect_left(read.marked, title) :]
    anchor = marked[0] if marked else title
    if read.passage.anchor is not None:
        anchor = title + read.passage.anchor
    first = max(title, anchor - LEAD)
    starts, ends = segment.places(document, range(first, min(anchor + TOKENS, last + 1)))
    whole = segment.documents.is_wide(document)
    origin = 0 if whole else starts[0]
    text = bodies[document] if whole else bodies.part(document, origin, ends[-1] + TAIL_REACH)
    begin = first + _sentence(text, origin, starts, ends, anchor - first)
    end = min(begin + TOKENS, last + 1)
    stop = ends[end - 1 - first]
    length = len(text) if whole else bodies.length(document)
    if end > last:
        stop = length
        text = text if whole else bodies.part(document, origin, length)
    elif tail := TAIL.match(text, stop - origin):
        stop = origin + tail.end()
    start = 0 if begin == title else starts[begin - first]
    if start < origin:
        text, origin = bodies.part(document, 0, stop), 0
    here = marked[bisect_left(marked, begin) : bisect_left(marked, end)]
    marks = [(starts[token - first] - origin, ends[token - first] - origin) for token in here]
    pieces = _cut(text[: stop - origin], marks, start - origin)
    # No line begins with the dots that end a snippet: U+00A0 does not break.
    return _framed(pieces, f"{GAP} " if begin > title else "", f"\u00a0{GAP}" if stop < length else "")


def _sentence(text: str, origin: int, starts: Sequence[int], ends: Sequence[int], anchor: int) -> int:
    """Return the token at which the anchor's sentence begins, 0 if it does not begin after that."""
    found = SENTENCE_END.finditer(text, ends[0] - origin, starts[anchor] - origin)
    for match in reversed(list(found)):
        place = match.start() + origin
        token = bisect_right(starts, place)
        if ends[token - 1] <= place:  # not a point inside a number
            return token
    return 0


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
