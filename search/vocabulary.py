"""The vocabulary: the exact forms of a whole collection that a mistyped word may have been meant to be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from fihris.index.arabic.tokenizing import LONGEST_WORD
from fihris.search.lexicon import Lexicon, Numbers, at_most, letter_bits
from fihris.search.stems import firsts

Letters = NDArray[np.uint64]

_BITS = 28  # of a number of documents, and of a place among the forms of all segments
_MOST = (1 << _BITS) - 1


class Vocabulary:
    """The forms that at least `least` documents have, the short ones first, of one length the common ones.

    `frequency` int64[forms] says in how many documents each stands, `logarithm` its logarithm, `letters`
    uint64[forms] which letters each has. 40 bytes a form: the forms themselves are read from `lexicons`.
    """

    def __init__(self, lexicons: Sequence[Lexicon], least: int) -> None:
        keys = np.concatenate([np.zeros(0, np.uint64), *(lexicon.keys for lexicon in lexicons)])
        every = np.concatenate([np.zeros(0, np.int64), *(lexicon.frequency for lexicon in lexicons)])
        lengths = np.concatenate([np.zeros(0, np.int16), *(lexicon.lengths for lexicon in lexicons)])
        letters = np.concatenate([np.zeros(0, np.uint64), *(lexicon.letters for lexicon in lexicons)])
        total = np.bincount(firsts(keys), every, len(keys))
        (kept,) = (total >= least).nonzero()
        # Length, rarity and place are one integer: numpy sorts those the fastest.
        rarity = _MOST - total[kept].astype(np.int64)
        order = lengths[kept].astype(np.int64) << 2 * _BITS | rarity << _BITS | kept
        order.sort()
        self._places = order & _MOST
        self.frequency: Numbers = _MOST - (order >> _BITS & _MOST)
        self.letters: Letters = letters[self._places]
        self.logarithm = np.log(self.frequency)
        self._lexicons = lexicons
        self._rarity = -self.frequency
        self._starts = np.searchsorted(order, np.arange(LONGEST_WORD + 2) << 2 * _BITS).tolist()

    def __getitem__(self, number: int) -> str:
        """Return the form with that number."""
        return self._spelt(np.array([number]))[0]

    def sharing(self, word: str, distance: int, least: int, far: int) -> Numbers:
        """Return the numbers of forms that may be so near `word`, by their lengths and letters.

        A slip changes the length and the set of letters by one at most, and one that makes the word longer
        takes no letter away: so most forms need not be compared at all. Those more than one slip away have to
        stand in at least `far` documents, the others in `least`.
        """
        if distance == 1 or far <= least:
            return self._sharing(word, distance, least, None)
        rare = self._sharing(word, 1, least, far)
        return np.concatenate([self._sharing(word, distance, far, None), rare])

    def near(self, word: str, numbers: Numbers, distance: int, far: int) -> tuple[Numbers, list[str]]:
        """Return those of some forms that are at most so far from `word`, and how they are spelt.

        The distance is that of Damerau, optimal string alignment.
        """
        if not len(numbers):
            return numbers, []
        forms = self._spelt(numbers)
        (distances,) = cdist([word], forms, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8)
        common = self.frequency[numbers] >= far
        (close,) = ((distances <= 1) | ((distances <= distance) & common)).nonzero()
        return numbers[close], [forms[place] for place in close.tolist()]

    def _sharing(self, word: str, distance: int, least: int, below: int | None) -> Numbers:
        """Return forms that may be near by their letters, of `least` to less than `below` documents."""
        letters = np.bitwise_or.reduce(letter_bits(word))
        found = [np.zeros(0, np.int64)]
        for longer in range(-distance, distance + 1):
            length = len(word) + longer
            if not 0 < length < len(self._starts) - 1:
                continue
            first, last = self._starts[length], self._starts[length + 1]
            rarity = self._rarity[first:last]
            last = first + int(np.searchsorted(rarity, -least, "right"))
            first += int(np.searchsorted(rarity, -below, "right")) if below is not None else 0
            theirs = self.letters[first:last]
            lacking = at_most(letters & ~theirs, distance - max(longer, 0))
            lacking &= at_most(theirs & ~letters, distance + min(longer, 0))
            found.append(lacking.nonzero()[0] + first)
        return np.concatenate(found)

    def _spelt(self, numbers: Numbers) -> list[str]:
        """Return the forms with those numbers."""
        places = self._places[numbers]
        texts: list[str] = [""] * len(places)
        begin = 0
        for lexicon in self._lexicons:
            end = begin + len(lexicon.frequency)
            (here,) = ((places >= begin) & (places < end)).nonzero()
            for place, form in zip(here.tolist(), lexicon.spellings(places[here] - begin), strict=True):
                texts[place] = form
            begin = end
        return texts
