"""Occurrences: where in articles the words of a query stand, found in the forward columns of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.search.families import ROOT, SAME, STEM, Family

Numbers = NDArray[np.intp]

SIEVE = 1 << 15  # bytes: what a processor has nearest

_MARKED = np.array([SAME | STEM if kinds & (SAME | STEM) else ROOT for kinds in range(16)], np.uint8)
"""The kinds of words that are marked in an article, by the kinds that it has."""


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """The H tokens of D documents that any of T families means, one family for each word of a query.

    They stand in cells, document after document in the order of the text. Before each document and after the
    last is an empty cell more, so that there are W = H + D + 1: `borders` intp[D+1] are the empty ones.
    `token` float32[W] are places in the document, title first, -1 at the borders. `closeness` uint8[T, W]
    says how close what stands in a cell is to each word of the query, 0 where it is not at all, `strength`
    float32[T, W] how much it counts where it is.
    """

    borders: Numbers
    token: NDArray[np.float32]
    closeness: NDArray[np.uint8]
    strength: NDArray[np.float32]

    @classmethod
    def of(cls, words: Array, borders: Numbers, families: Sequence[Family]) -> Occurrences:
        """Find the occurrences of `families` among the words of documents, with a border around each.

        A table over all words would be read from memory for every token. So most tokens are sieved out first
        by the last bits of their words, in a table that is always at hand; a family has a bit in it.
        """
        sieve = np.zeros(SIEVE, np.uint8)
        bits = [1 << number % 8 for number in range(len(families))]
        for family, bit in zip(families, bits, strict=True):
            sieve[family.words & (SIEVE - 1)] |= bit
        sieved = sieve.take(words & np.int32(SIEVE - 1))
        sieved[borders] = 1
        (hits,) = (sieved != 0).nonzero()
        sieved, word = sieved.take(hits), words.take(hits).astype(np.intp)
        closeness = np.zeros((len(families), len(hits)), np.uint8)
        strength = np.zeros(closeness.shape, np.float32)
        for family, bit, close, strong in zip(families, bits, closeness, strength, strict=True):
            if len(family.words):
                (cells,) = ((sieved & bit) != 0).nonzero()
                here = word.take(cells)
                place = family.words.searchsorted(here)
                belongs = family.words.take(place, mode="clip") == here
                close[cells] = family.closeness.take(place, mode="clip") * belongs
                strong[cells] = family.strength.take(place, mode="clip")
        meant = np.bitwise_or.reduce(closeness)
        meant[hits.searchsorted(borders)] = 1
        (cells,) = (meant != 0).nonzero()
        hits = hits.take(cells)
        at = hits.searchsorted(borders)
        token = np.empty(len(hits), np.float32)
        token[-1] = -1
        start = borders[:-1].repeat(at[1:] - at[:-1])
        start += 1
        np.subtract(hits[:-1], start, out=token[:-1], casting="unsafe")
        return cls(at, token, closeness.take(cells, axis=1), strength.take(cells, axis=1))

    def marked(self) -> list[list[int]]:
        """Return for each document the tokens that are marked.

        A token is marked when it has the stem of a word of the query, or its root where no token of the
        document has the stem.
        """
        starts = self.borders[:-1]
        kinds = _MARKED.take(np.bitwise_or.reduceat(self.closeness, starts, axis=1))
        marks = kinds.repeat(self.borders[1:] - starts, axis=1)
        marks &= self.closeness[:, :-1]
        (marked,) = np.bitwise_or.reduce(marks).nonzero()
        tokens = self.token.take(marked).astype(np.intp).tolist()
        return [tokens[start:end] for start, end in pairwise(marked.searchsorted(self.borders).tolist())]
