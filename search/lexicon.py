"""The lexicon: the exact forms of a segment, looked through for those that are spelt in some way."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from fihris.index.columns import Array
from fihris.index.segment import Segment
from fihris.index.terms import term_keys
from fihris.search.compiled import kernels

Numbers = NDArray[np.int64]

REMEMBERED = 10_000  # beginnings of words

_PAST_LETTERS = b"\xff"  # sorts after every byte of UTF-8


class Lexicon:
    """The exact forms of one segment; a form's number is its place among them, in byte order.

    `frequency` int64[forms]: in how many documents each stands. What the forms are looked through by is made
    when it is first needed: 10 bytes a form, 30 more for wildcards.
    """

    def __init__(self, segment: Segment) -> None:
        self.segment = segment
        self._exact_of = segment.columns["word.exact"]
        self._forms = segment.terms["exact"]
        self._blob = segment.columns["exact.terms"]
        self._borders = segment.columns["exact.borders"]
        self._beginnings: dict[str, range] = {}
        self.frequency: Numbers = np.diff(segment.columns["exact.offset"])

    def spelt(self, form: str) -> Numbers:
        """Return the number of `form`, or none."""
        number = self._forms.number(form)
        return np.array([number] if number >= 0 else [], np.int64)

    def __getitem__(self, number: int) -> str:
        """Return the form with that number."""
        return self._forms[number].decode("utf-8", "surrogatepass")

    def spellings(self, numbers: Numbers) -> list[str]:
        """Return the forms with those numbers."""
        return self._forms.texts(numbers)

    def stemmed(self, stem: str) -> Numbers:
        """Return the numbers of the forms that have a stem."""
        numbers: Numbers = np.unique(self._exact_of[self.segment.words_of("stem", stem)]).astype(np.int64)
        return numbers

    def beginning(self, prefix: str) -> range:
        """Return the numbers of the forms that begin with `prefix`."""
        known = self._beginnings.get(prefix)
        if known is None:
            wanted = prefix.encode("utf-8", "surrogatepass")
            first = bisect_left(self._forms, wanted)
            known = range(first, bisect_left(self._forms, wanted + _PAST_LETTERS, first))
            if len(self._beginnings) >= REMEMBERED:
                self._beginnings.clear()
            self._beginnings[prefix] = known
        return known

    def fitting(self, prefix: str, pattern: re.Pattern[str]) -> Numbers:
        """Return the numbers of the forms that begin with `prefix` and that `pattern` finds.

        It sees each form between two line breaks.
        """
        among = self.beginning(prefix)
        if not among:
            return np.zeros(0, np.int64)
        # The line break that follows the last one belongs to what is looked through.
        first, last = self._starts[among.start], self._starts[among.stop] + 1
        found = [match.start() for match in pattern.finditer(self._lines, first, last)]
        return np.searchsorted(self._starts, found)

    def alike(self, word: str, distance: int, least: int = 1) -> tuple[Numbers, NDArray[np.uint8]]:
        """Return the numbers of the forms at most so far from `word`, and how far each is.

        The distance is that of Damerau, optimal string alignment: letters added, left out, changed, or
        swapped with their neighbour. No such step changes the length, or the set of letters, by more than one
        either way: so most forms need not be compared at all; nor do those of fewer than `least` documents.
        """
        letters = np.bitwise_or.reduce(letter_bits(word))
        near = np.flatnonzero(
            (np.abs(self.lengths - len(word)) <= distance)
            & (self.frequency >= least)
            & at_most(self.letters & ~letters, distance)
            & at_most(letters & ~self.letters, distance)
        )
        forms = self.spellings(near)
        if not forms:
            return near, np.zeros(0, np.uint8)
        (distances,) = cdist([word], forms, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8)
        close = distances <= distance
        return near[close], distances[close]

    @property
    def keys(self) -> NDArray[np.uint64]:
        """A number for each form, the same in all segments; see `term_keys`."""
        return term_keys(self._blob, self._borders)

    @cached_property
    def _lines(self) -> str:
        """All forms, a line break before and after each."""
        return self._forms.lines()

    @property
    def lengths(self) -> NDArray[np.int16]:
        """The letters of each form, counted."""
        return self._letters[0]

    @property
    def letters(self) -> NDArray[np.uint64]:
        """The set of letters of each form, 64 bits for all letters there are."""
        return self._letters[1]

    @cached_property
    def _letters(self) -> tuple[NDArray[np.int16], NDArray[np.uint64]]:
        return letters_of(self._blob, self._borders)

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """The places in `_lines` of the line breaks: one before each form, one after the last."""
        return np.cumsum(np.append(0, self.lengths + 1))


def letters_of(blob: Array, borders: Array) -> tuple[NDArray[np.int16], NDArray[np.uint64]]:
    """Return how many letters each of some packed terms has, and which, as bits (see `letter_bits`)."""
    if kernels:
        lengths, letters = np.empty(len(borders) - 1, np.int16), np.empty(len(borders) - 1, np.uint64)
        kernels.letters(blob, borders, lengths, letters)
        return lengths, letters
    if len(borders) == 1:
        return np.zeros(0, np.int16), np.zeros(0, np.uint64)
    # The last byte of a letter has the lowest six bits of its code point.
    ends = np.append((blob[1:] & 0xC0) != 0x80, True)
    lengths = np.add.reduceat(ends, borders[:-1], dtype=np.int16)
    starts = np.append(0, lengths.cumsum(dtype=np.int64))[:-1]
    return lengths, np.bitwise_or.reduceat(np.uint64(1) << (blob[ends] & 63).astype(np.uint64), starts)


def letter_bits(text: str) -> NDArray[np.uint64]:
    """Return each letter as one bit: the 42 of Arabic have one each, some others share theirs."""
    codes: Array = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.uint64(1) << (codes & 63).astype(np.uint64)


def at_most(bits: NDArray[np.uint64], count: int) -> NDArray[np.bool_]:
    """Say of which numbers at most `count` bits are set."""
    for _ in range(count):
        bits = bits & (bits - np.uint64(1))
    none_left: NDArray[np.bool_] = bits == 0
    return none_left
