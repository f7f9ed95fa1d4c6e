"""Snippets: the passage of an article that says most about the query, cut at word borders and marked."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np

from fihris.index.segment import Segment
from fihris.search.collection import Collection
from fihris.search.compiled import kernels
from fihris.search.read import Read
from fihris.search.results import Highlighted, Piece

TOKENS = 40  # words in a snippet
LEAD = 12  # of them, at most so many before its anchor
SENTENCE_END = re.compile(r"[.!?؟؛:\n]")
TAIL = re.compile(r"[^\s\w]{1,3}(?=\s|$)")  # punctuation that belongs to the last word
TAIL_REACH = 4
GAP = "…"

UNCUT = -1  # where nothing is left out
UNTOLD = -2  # where the kernel tells nothing

Marks = list[int]
"""Start and end of each marked token, one after the other, in code points of a title or a body."""


class Cut(NamedTuple):
    """What is shown of an article: its body from `begin` to before `stop`, and the marks in title and body.

    `begin` and `stop` are code points, `UNCUT` at the very beginning or end. Punctuation after the last word
    is still to be added.
    """

    begin: int
    stop: int
    title_marks: Marks
    marks: Marks


def cut_all(collection: Collection, documents: Sequence[int], reads: Sequence[Read]) -> list[Cut]:
    """Return what is shown of documents that were read, given by their numbers through all segments."""
    if not kernels:
        return [cut(*collection.locate(each), read) for each, read in zip(documents, reads, strict=True)]
    marked = memoryview(b"".join([read.marked for read in reads])).cast("i")
    cuts, places = np.empty((len(documents), 4), np.int32), np.empty(2 * len(marked), np.int32)
    kernels.cuts(
        collection.forward.texts,
        collection.forward.bases,
        array("q", documents),
        array("q", [UNCUT if read.passage.anchor is None else read.passage.anchor for read in reads]),
        marked,
        array("q", accumulate([len(read.marked) for read in reads], initial=0)),
        LEAD,
        TOKENS,
        cuts,
        places,
    )
    marks, first, made = places.tolist(), 0, []
    for document, read, (begin, stop, title, end) in zip(documents, reads, cuts.tolist(), strict=True):
        if begin == UNTOLD:
            made.append(cut(*collection.locate(document), read))
        else:
            made.append(Cut(begin, stop, marks[first:title], marks[title:end]))
        first = end
    return made


def cut(segment: Segment, document: int, read: Read) -> Cut:
    """Return what is shown of one document: the passage around the anchor of what was read.

    Without an anchor it is cut at the first marked token, without such a token at the beginning. Only this
    part of the body is read, unless its characters cannot be told by their places.
    """
    title, count = segment.title_tokens(document), segment.count(document)
    marked, anchor = read.marked, read.passage.anchor
    in_body = bisect_left(marked, title)
    title_marks = _places(segment, document, marked[:in_body])
    if count == title:
        return Cut(UNCUT, UNCUT, title_marks, [])
    if anchor is not None:
        anchor += title
    else:
        anchor = marked[in_body] if in_body < len(marked) else title
    first = max(title, anchor - LEAD)
    starts, ends = segment.places(document, range(first, min(anchor + TOKENS, count)))
    begin = first + _sentence(segment, document, starts, ends, anchor - first)
    end = min(begin + TOKENS, count)
    here = marked[bisect_left(marked, begin) : bisect_left(marked, end)]
    return Cut(
        UNCUT if begin == title else starts[begin - first],
        UNCUT if end == count else ends[end - 1 - first],
        title_marks,
        [place for token in here for place in (starts[token - first], ends[token - first])],
    )


def title_pieces(title: str, cut: Cut) -> tuple[Piece, ...]:
    """Return a whole title as pieces."""
    if not cut.title_marks:
        return ((title, False),) if title else ()
    return tuple(_pieces(title, cut.title_marks))


def snippet(segment: Segment, document: int, cut: Cut) -> tuple[Piece, ...]:
    """Return what is shown of the body as pieces."""
    bodies, begin, stop = segment.documents.bodies, max(cut.begin, 0), cut.stop
    if segment.documents.is_wide(document):
        text, origin = bodies[document], 0
    else:
        text, origin = bodies.part(document, begin, None if stop == UNCUT else stop + TAIL_REACH), begin
    if stop == UNCUT:
        stop = origin + len(text)
    elif tail := TAIL.match(text, stop - origin):
        stop = origin + tail.end()
    pieces = _pieces(text[: stop - origin], cut.marks, begin, origin)
    if cut.begin != UNCUT:
        _prepend(pieces, f"{GAP} ")
    if stop - origin < len(text):
        # No line begins with the dots that end a snippet: U+00A0 does not break.
        _append(pieces, f"\u00a0{GAP}")
    return tuple(pieces)


def highlight(segment: Segment, document: int, read: Read) -> Highlighted:
    """Return an article's whole title and body as pieces."""
    article = segment.documents[document]
    in_body = bisect_left(read.marked, segment.title_tokens(document))
    return Highlighted(
        tuple(_pieces(article.title, _places(segment, document, read.marked[:in_body]))),
        tuple(_pieces(article.body, _places(segment, document, read.marked[in_body:]))),
    )


def _places(segment: Segment, document: int, tokens: Sequence[int]) -> Marks:
    return list(chain.from_iterable(zip(*segment.places(document, tokens), strict=True)))


def _sentence(
    segment: Segment, document: int, starts: Sequence[int], ends: Sequence[int], anchor: int
) -> int:
    """Return the token at which the anchor's sentence begins, 0 if it does not begin after that."""
    bodies, wide = segment.documents.bodies, segment.documents.is_wide(document)
    origin = 0 if wide else ends[0]
    text = bodies[document] if wide else bodies.part(document, origin, max(origin, starts[anchor]))
    found = SENTENCE_END.finditer(text, ends[0] - origin, max(0, starts[anchor] - origin))
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


def _pieces(text: str, marks: Marks, start: int = 0, origin: int = 0) -> list[Piece]:
    """Return a text from `start` as pieces, the marked ones matched; `text` begins at `origin` of it."""
    pieces: list[Piece] = []
    start -= origin
    for first, last in zip(marks[::2], marks[1::2], strict=True):
        begin = first - origin
        if begin < start:
            continue  # several tokens of one written sign share its place
        if begin > start:
            pieces.append((text[start:begin], False))
        start = last - origin
        pieces.append((text[begin:start], True))
    if start < len(text):
        pieces.append((text[start:], False))
    return pieces
