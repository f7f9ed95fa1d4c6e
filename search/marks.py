"""Marks: which tokens of an article a query means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.segment import Segment
from fihris.search.phrases import tokens_of
from fihris.search.plan import Plan
from fihris.search.results import Piece


def mark(segment: Segment, document: int, plan: Plan | None) -> NDArray[np.bool_]:
    """Return which tokens of a document, title first, a plan means.

    A token is meant when it has the stem of one of the query's words; where no token of the article has it,
    those of its root are. Words in quotes are meant where the phrase stands, function words nowhere but
    there, unless the query has no other. Without a plan nothing is meant.
    """
    word = segment.columns["forward.word"][segment.tokens(document)]
    marks = np.zeros(len(word), bool)
    if plan is not None:
        for forms in plan.words:
            marks |= _tokens(segment, word, forms)
        for phrase in plan.phrases:
            marks |= tokens_of(segment, phrase, document)
    return marks


def _tokens(segment: Segment, word: NDArray[np.int32], forms: Forms) -> NDArray[np.bool_]:
    by_stem: NDArray[np.bool_] = segment.columns["word.stem"][word] == segment.terms["stem"].number(
        forms.stem
    )
    if by_stem.any():
        return by_stem
    by_root: NDArray[np.bool_] = segment.columns["word.root"][word] == segment.terms["root"].number(
        forms.root
    )
    return by_root


def cut(text: str, start: int, end: int, marked: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return `text[start:end]` as pieces, those matched that lie at `marked` (ascending start and end)."""
    pieces: list[Piece] = []
    place = start
    for begin, stop in marked:
        if begin < place:
            continue  # several tokens of one written sign share its place
        if begin > place:
            pieces.append((text[place:begin], False))
        pieces.append((text[begin:stop], True))
        place = stop
    if place < end:
        pieces.append((text[place:end], False))
    return tuple(pieces)


def spans(
    segment: Segment, document: int, tokens: Sequence[int] | NDArray[np.int64]
) -> list[tuple[int, int]]:
    """Return start and end, in code points of their field, of the given tokens of a document."""
    place = segment.tokens(document)
    chosen = place.start + np.asarray(tokens, np.int64)
    start = segment.columns["forward.start"][chosen].astype(np.int64)
    end = start + segment.columns["forward.length"][chosen]
    return list(zip(start.tolist(), end.tolist(), strict=True))
