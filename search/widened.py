"""Widened words: a word of a query with others that mean the same, which count as that word."""

from __future__ import annotations

from dataclasses import dataclass

from fihris.index.arabic.chain import Forms
from fihris.search.phrases import Row


@dataclass(frozen=True, slots=True)
class WidenedTerm:
    """A word, and `others` that may stand in its place: words, or rows of words."""

    word: Forms
    others: tuple[Forms | Row, ...]

    @property
    def stop(self) -> bool:
        """Whether the word is a function word."""
        return self.word.stop
