"""Snippets: the passage of an article that says most about the query, cut at word borders and marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from fihris.index.segment import Segment
from fihris.search.read import Read
from fihris.search.results import Highlighted, Piece

TOKENS = 40  # words in a snippet
LEAD = 12  # of them, at most so many before its anchor
SENTENCE_END = re.compile(r"[.!?؟؛:\n]")
TAIL = re.compile(r"[^\s\w]{1,3}(?=\s|$)")  # punctuation that belongs to the last word
TAIL_REACH = 4
GAP = "…"


def title_pieces(segment: Segment, document: int, title: str, read: Read) -> tuple[Piece, ...]:
    """Return a whole title as pieces."""
    in_title = read.marked[: bisect_left(read.marked, segment.title_tokens(document))]
    if not in_title:
        return ((title, False),) if title else ()
    return tuple(_cut(title, zip(*segment.places(document, in_title), strict=True)))


def highlight(segment: Segment, document: int, read: Read) -> Highlighted:
    """Return an article's whole title and body as pieces."""
    article = segment.documents[document]
    words = segment.title_tokens(document)
    marked = read.marked[bisect_left(read.marked, words) :]
    return Highlighted(
        title_pieces(segment, document, article.title, read),
        tuple(_cut(article.body, zip(*segment.places(document, marked), strict=True))),
    )


def snippet(segment: Segment, document: int, read: Read) -> tuple[Piece, ...]:
    """Return the passage of the body around the anchor of what was read, as pieces.

    Without an anchor it is cut at the first marked token, without such a token at the beginning. Only this
    part of the body is read, unless its characters cannot be told by their places.
    """
    title, count = segment.title_tokens(document), segment.count(document)
    bodies, marked, anchor = segment.documents.bodies, read.marked, read.passage.anchor
    if count == title:
        body = bodies[document]
        return ((body, False),) if body else ()
    if anchor is not None:
        anchor += title
    else:
        in_body = bisect_left(marked, title)
        anchor = marked[in_body] if in_body < len(marked) else title
    first = max(title, anchor - LEAD)
    starts, ends = segment.places(document, range(first, min(anchor + TOKENS, count)))
    whole = segment.documents.is_wide(document)
    origin = 0 if whole else starts[0]
    text = bodies[document] if whole else bodies.part(document, origin, ends[-1] + TAIL_REACH)
    begin = first + _sentence(text, origin, starts, ends, anchor - first)
    end = min(begin + TOKENS, count)
    stop = ends[end - 1 - first]
    length = len(text) if whole else bodies.length(document)
    if end == count:
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
    if begin > title:
        _prepend(pieces, f"{GAP} ")
    if stop < length:
        # No line begins with the dots that end a snippet: U+00A0 does not break.
        _append(pieces, f"\u00a0{GAP}")
    return tuple(pieces)


def _sentence(text: str, origin: int, starts: Sequence[int], ends: Sequence[int], anchor: int) -> int:
    """Return the token at which the anchor's sentence begins, 0 if it does not begin after that."""
    found = SENTENCE_END.finditer(text, ends[0] - origin, starts[anchor] - origin)
    for match in reversed(list(found)):
        place = match.start() + origin
        token = bisect_right(starts, place)
        if ends[token - 1] <= place:  # not a point inside a number
            return token
    return 0


def _prepend(pieces: list[Piece], text: str) -> None:
    """Put text before pieces that matches nothing."""
    first, matched = pieces[0]
    pieces[:1] = [(text, False), pieces[0]] if matched else [(text + first, False)]


def _append(pieces: list[Piece], text: str) -> None:
    """Put text after pieces that matches nothing."""
    last, matched = pieces[-1]
    pieces[-1:] = [pieces[-1], (text, False)] if matched else [(last + text, False)]


def _cut(text: str, marks: Iterable[tuple[int, int]], start: int = 0) -> list[Piece]:
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
    return pieces
