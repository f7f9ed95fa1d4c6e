"""Expansions: words of a query that stand for all the exact forms they fit, and what these are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import reduce
from typing import ClassVar

import numpy as np

from fihris.index.arabic.chain import Forms
from fihris.index.arabic.tokenizing import LONGEST_WORD
from fihris.index.segment import Segment
from fihris.search.dated import NOWHERE, Dated, DatedName, together
from fihris.search.lexicon import Lexicon, Numbers
from fihris.search.widened import WidenedTerm

MOST_FORMS = 1000  # of a segment, that a word with wildcards stands for
MOST_ALIKE = 50  # of a segment, that a fuzzy word stands for
ONE_STEP = 4  # letters of a word up to which one slip is all that is looked for
REMEMBERED = 1024  # expansions, of those asked for last


@dataclass(frozen=True, slots=True, eq=False)
class Expanded:
    """The exact forms of a segment that are meant (int64 numbers, ascending); `cut` if there are more.

    `parts` are forms that are marked like these, but mean the same only in a row; `dated` are names that mean
    the same only in dates.
    """

    numbers: Numbers
    cut: bool = False
    parts: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    dated: Dated = NOWHERE


@dataclass(frozen=True, slots=True)
class ExactTerm:
    """One exact form."""

    form: str
    stop: ClassVar[bool] = False

    def expand(self, lexicon: Lexicon) -> Expanded:
        """Return the form itself."""
        return Expanded(lexicon.spelt(self.form))


@dataclass(frozen=True, slots=True)
class WildcardTerm:
    """The exact forms that fit `pattern`: `*` stands for any letters or none, `?` for one."""

    pattern: str
    stop: ClassVar[bool] = False

    def expand(self, lexicon: Lexicon) -> Expanded:
        """Return the forms that fit, of too many those that most documents have."""
        numbers = self._fitting(lexicon)
        if len(numbers) <= MOST_FORMS:
            return Expanded(numbers)
        frequent = np.argsort(-lexicon.frequency[numbers], kind="stable")[:MOST_FORMS]
        return Expanded(np.sort(numbers[frequent]), cut=True)

    def fits(self) -> re.Pattern[str]:
        """Return a pattern that matches, as a whole, each form that fits."""
        return re.compile(self._expression().removeprefix("\n").removesuffix("(?=\n)"))

    def _fitting(self, lexicon: Lexicon) -> Numbers:
        if len(self.pattern.replace("*", "")) > LONGEST_WORD:
            return np.zeros(0, np.int64)
        prefix = re.split("[*?]", self.pattern, maxsplit=1)[0]
        if set(self.pattern[len(prefix) :]) == {"*"}:
            return np.array(lexicon.beginning(prefix), np.int64)
        return lexicon.fitting(prefix, re.compile(self._expression()))

    def _expression(self) -> str:
        """Return the pattern as a regular expression for a form between line breaks.

        A piece between two stars may be taken where it first occurs and left there, for no other place leaves
        more to the pieces that follow: atomic groups keep the expression from trying all of them.
        """
        first, *pieces = (
            "".join("[^\n]" if letter == "?" else re.escape(letter) for letter in piece)
            for piece in self.pattern.split("*")
        )
        inner = "".join(f"(?>[^\n]*?{piece})" for piece in pieces[:-1] if piece)
        last = f"[^\n]*{pieces[-1]}" if pieces else ""
        return f"\n{first}{inner}{last}(?=\n)"


@dataclass(frozen=True, slots=True)
class FuzzyTerm:
    """The exact forms that are spelt like `form`, up to so many slips; None goes by the form's length."""

    form: str
    distance: int | None = None
    stop: ClassVar[bool] = False

    def expand(self, lexicon: Lexicon) -> Expanded:
        """Return the forms that are near enough, of too many the nearest, of these the most frequent."""
        numbers, far = lexicon.alike(self.form, self.slips())
        best = np.lexsort((-lexicon.frequency[numbers], far))[:MOST_ALIKE]
        return Expanded(np.sort(numbers[best]))

    def slips(self) -> int:
        """Return how many slips are allowed: one letter of the form has to be left of it."""
        distance = self.distance or (1 if len(self.form) <= ONE_STEP else 2)
        return min(distance, len(self.form) - 1)


@dataclass(frozen=True, slots=True)
class MonthTerm:
    """A month by all its names: يوليو, تموز and جويلية; some are two words, as كانون الثاني.

    `typed` is how many words were typed: of a name of two words all words are marked, else the first alone.
    `dated` are names that mean something else as well, found in dates.
    """

    names: tuple[tuple[Forms, ...], ...]
    typed: int
    dated: tuple[DatedName, ...] = ()
    stop: ClassVar[bool] = False

    def expand(self, lexicon: Lexicon) -> Expanded:
        """Return the forms that have the stem of a name of one word."""
        whole = [lexicon.stemmed(name[0].stem) for name in self.names if len(name) == 1]
        parts = [lexicon.stemmed(form.stem) for name in self.rows for form in name[: self.typed]]
        none = np.zeros(0, np.int64)
        return Expanded(
            reduce(np.union1d, whole, none),
            parts=reduce(np.union1d, parts, none),
            dated=together([name.find(lexicon.segment) for name in self.dated]),
        )

    @property
    def rows(self) -> tuple[tuple[Forms, ...], ...]:
        """The names of several words."""
        return tuple(name for name in self.names if len(name) > 1)


Expansion = ExactTerm | WildcardTerm | FuzzyTerm | MonthTerm
Whole = Forms | WidenedTerm
Term = Whole | Expansion
"""What one word of a query asks for: a word in any of its forms, alone or with others, or forms it fits."""


class Expansions:
    """What expansions stand for in each segment of a collection; may be shared by threads."""

    def __init__(self) -> None:
        self._lexicons: dict[int, Lexicon] = {}
        self._known: dict[tuple[int, Expansion], Expanded] = {}

    def lexicon(self, segment: Segment) -> Lexicon:
        """Return the exact forms of `segment`."""
        lexicon = self._lexicons.get(segment.base)
        if lexicon is None:
            lexicon = self._lexicons[segment.base] = Lexicon(segment)
        return lexicon

    def of(self, segment: Segment, expansion: Expansion) -> Expanded:
        """Return the exact forms of `segment` that `expansion` stands for."""
        key = (segment.base, expansion)
        expanded = self._known.get(key)
        if expanded is None:
            expanded = expansion.expand(self.lexicon(segment))
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = expanded
        return expanded
