"""An article's text as it is set on its page: paragraphs, and the subheadings between them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from fihris.search.results import Piece

_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]+")
_ENDS_A_SENTENCE = re.compile(r"[.!?؟…:،؛,;»\"”)\]*]\s*$")
_LONGEST_HEADING = 60


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text. `first` is the number of its first mark, counted from 1 through the article."""

    pieces: tuple[Piece, ...]
    heading: bool
    first: int


def paragraphs(pieces: Iterable[Piece]) -> tuple[Paragraph, ...]:
    """Cut a text at its line breaks; empty lines vanish.

    News pages keep no markup of their subheadings. A line is taken for one when it is at most 60
    characters long, has no punctuation at its end, and stands between two lines that look like paragraphs.
    """
    lines = [line for line in _lines(pieces) if _text(line).strip()]
    short = [_is_short(_text(line)) for line in lines]
    result, marks = [], 0
    for place, line in enumerate(lines):
        heading = short[place] and 0 < place < len(lines) - 1 and not (short[place - 1] or short[place + 1])
        result.append(Paragraph(tuple(line), heading, marks + 1))
        marks += sum(matched for _, matched in line)
    return tuple(result)


def _lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    for text, matched in pieces:
        first, *others = _LINE_BREAK.split(text)
        lines[-1].append((first, matched))
        lines.extend([(other, matched)] for other in others)
    return [[(text, matched) for text, matched in line if text] for line in lines]


def _text(line: Iterable[Piece]) -> str:
    return "".join(text for text, _ in line)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not _ENDS_A_SENTENCE.search(text)
