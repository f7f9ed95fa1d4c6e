"""Layouts: whether a query was typed with the keyboard switched to the wrong language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from fihris.index.arabic.letters import ARABIC_LETTERS
from fihris.search.keyboard import in_arabic, in_latin
from fihris.search.spelling import Speller

LONGEST = 200  # characters: who types more looks at what appears
SHORTEST = 3  # letters: fewer are a word in too many languages
COMMON = 600e-6  # share of articles that have a word which is the whole reading
VERY_COMMON = 12e-3  # the same for a word of three letters
SEEN = 150e-6  # share that have a word beside others
MOST_KNOWN = 0.5  # of the words as typed: more, and the keyboard was right
LEAST_IN_ARABIC = 0.6  # of the letters of an Arabic reading, in words that articles have
LEAST_IN_LATIN = 0.75

_ARABIC = re.compile(f"[{ARABIC_LETTERS}]")
_LATIN = re.compile("[A-Za-z]")


class Layouts:
    """Reads queries as if typed on the other keyboard, and judges by the words of a collection."""

    def __init__(self, speller: Speller) -> None:
        self._speller = speller

    def reading(self, query: str) -> str | None:
        """Return a query as it was meant to be typed, None where the keyboard was the right one."""
        if len(query) > LONGEST:
            return None
        arabic, latin = _ARABIC.search(query), _LATIN.search(query)
        if bool(arabic) == bool(latin) or self.known(query) >= MOST_KNOWN:
            return None
        if latin:
            return self._best(in_arabic(query), self._share_in_arabic, LEAST_IN_ARABIC)
        return self._best(in_latin(query), self._share_in_latin, LEAST_IN_LATIN)

    def known(self, query: str) -> float:
        """Return the share of the words of a query, parted by spaces, that articles have whole."""
        words = query.split()
        known = sum(all(self._shares(word).values()) and bool(self._shares(word)) for word in words)
        return known / len(words) if words else 1.0

    def _shares(self, text: str) -> dict[str, float]:
        """Return the words of a text, and what share of the articles have each."""
        return {token.text: self._speller.share(token) for token in self._speller.analyze(text)}

    def _best(self, readings: Iterable[str], share, least: float) -> str | None:  # type: ignore[no-untyped-def]
        best = max(readings, key=share, default=None)
        return best if best is not None and share(best) >= least else None

    def _share_in_arabic(self, reading: str) -> float:
        shares = self._shares(reading)
        if len(shares) == 1:
            ((word, share),) = shares.items()
            least = VERY_COMMON if len(word) == SHORTEST else COMMON
            return float(len(word) >= SHORTEST and share >= least)
        seen = [word for word, share in shares.items() if share >= SEEN]
        if not any(len(word) >= SHORTEST for word in seen):
            return 0.0
        return _letters(seen) / _letters(shares)

    def _share_in_latin(self, reading: str) -> float:
        """Return the share of the letters that stand in words which articles have.

        Many Arabic letters are signs on a Latin keyboard: what these part in the middle is no word.
        """
        words = [self._shares(word) for word in reading.split()]
        letters = sum(map(_letters, words))
        whole = (shares for shares in words if len(shares) == 1 and all(shares.values()))
        known = sum(length for length in map(_letters, whole) if length >= SHORTEST)
        return known / letters if letters >= SHORTEST else 0.0


def _letters(words: Iterable[str]) -> int:
    return sum(map(len, words))
