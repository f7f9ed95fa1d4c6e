"""The allowance of a query: how many words, words with signs and dates are taken of it."""

from __future__ import annotations

from fihris.index.arabic.folding import clean
from fihris.search import notices
from fihris.search.notices import LEAST_LETTERS, MOST_DATES, MOST_EXPANDED, MOST_WORDS
from fihris.search.scanning import SEARCHABLE
from fihris.search.tree import Fuzzy, Wildcard

LOOKED_AT = 500  # characters of a word, to tell whether it has letters enough


class Allowance:
    """Counts what was taken, and says in `said` where it was too much; `full` once no more words are."""

    def __init__(self, said: list[str]) -> None:
        self._said = said
        self._words = self._expanded = self._dates = 0
        self.full = False

    @property
    def room(self) -> int:
        """How many words may still come."""
        return MOST_WORDS - self._words

    def shorten(self) -> None:
        """Say that there are more words than are taken; none is any more."""
        self._said.append(notices.SHORTENED)
        self.full = True

    def take(self, words: int) -> bool:
        """Count words and say whether there was room for them."""
        if words > self.room:
            self.shorten()
            return False
        self._words += words
        return True

    def expands(self, node: Wildcard | Fuzzy) -> bool:
        """Count a word with signs, and say whether it is looked for."""
        if self._expanded > MOST_EXPANDED:
            return False
        if len(SEARCHABLE.findall(clean(node.text[:LOOKED_AT]))) < LEAST_LETTERS:
            self._said.append(notices.TOO_BROAD)
            return False
        self._expanded += 1
        if self._expanded > MOST_EXPANDED:
            self._said.append(notices.EXPANDED)
        return self._expanded <= MOST_EXPANDED

    def reads_dates(self) -> bool:
        """Count a date, and say whether it is read."""
        self._dates += 1
        return self._dates <= MOST_DATES
