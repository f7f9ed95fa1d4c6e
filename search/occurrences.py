"""Occurrences: where in articles the words of a query stand, found in the forward columns of many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.search.families import ROOT, STEM, Family

Numbers = NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """The H tokens of D documents that any of T families means, one family for each word of a query.

    They stand in cells, document after document in the order of the text. Before each document and after the
    last is an empty cell more, so that there are W = H + D + 1: `borders` intp[D+1] are the empty ones.
    `token` float32[W] are places in the document, title first, 0 at the borders.

    What stands in a cell is one of C distinct words: `column` intp[W] says which, C at the borders. That the
    words belong to families is said pair by pair, for pairs of a word that occurs: `family` and `of_column`
    intp[P], `closeness` uint8[P] and `strength` float32[P].
    """

    borders: Numbers
    token: NDArray[np.float32]
    column: Numbers
    columns: int
    families: int
    family: Numbers
    of_column: Numbers
    closeness: NDArray[np.uint8]
    strength: NDArray[np.float32]

    @classmethod
    def of(
        cls, words: Array, starts: Sequence[int], families: Sequence[Family], scratch: Array
    ) -> Occurrences:
        """Find the occurrences of `families` among the words of documents that begin at `starts` (D+1).

        `scratch` is a table of zeros over all words, and is left so.
        """
        many = len(families) > 1
        members = np.concatenate([f.words for f in families]) if many else families[0].words
        # The table leads from a word to one of its places among the members, counted from 1.
        scratch[members] = np.arange(1, len(members) + 1, dtype=scratch.dtype)
        found = scratch.take(words)
        place = scratch.take(members)
        scratch[members] = 0
        (hits,) = (found != 0).nonzero()
        found = found.take(hits)
        occurs = np.zeros(len(members) + 1, bool)
        occurs[found] = True
        (pairs,) = occurs.take(place).nonzero()
        (distinct,) = occurs.nonzero()
        number = np.empty(len(occurs), np.intp)
        number[distinct] = _numbers(len(distinct))

        # A document's first cell is the border before it, so that its hits are moved on by its number.
        documents = len(starts) - 1
        begin = np.array(starts)
        borders = hits.searchsorted(begin)
        counts = borders[1:] - borders[:-1]
        moved = _numbers(documents + 1).repeat([*counts, 0])
        cells = moved + _numbers(len(hits) + 1)[1:]
        borders += _numbers(documents + 1)
        token = np.zeros(len(hits) + documents + 1, np.float32)
        token[cells] = hits - begin.take(moved)
        column = np.full(len(token), len(distinct))
        column[cells] = number.take(found)
        if many:
            sizes = [len(family.words) for family in families]
            family = _numbers(len(families)).repeat(sizes).take(pairs)
            closeness = np.concatenate([f.closeness for f in families]).take(pairs)
            strength = np.concatenate([f.strength for f in families]).take(pairs)
        else:
            family = np.zeros(len(pairs), np.intp)
            closeness, strength = families[0].closeness.take(pairs), families[0].strength.take(pairs)
        return cls(
            borders=borders,
            token=token,
            column=column,
            columns=len(distinct),
            families=len(families),
            family=family,
            of_column=number.take(place.take(pairs)),
            closeness=closeness,
            strength=strength,
        )

    def marked(self) -> list[list[int]]:
        """Return for each document the tokens that are marked.

        A token is marked when it has the stem of a word of the query, or its root where no token of the
        document has the stem.
        """
        closeness = np.zeros((self.families, self.columns + 1), np.uint8)
        closeness[self.family, self.of_column] = self.closeness
        cells = closeness.take(self.column, axis=1)
        by_root = cells == ROOT
        by_stem = cells != 0
        by_stem &= cells <= STEM
        starts = self.borders[:-1]
        if by_root.any():
            lacking = ~np.logical_or.reduceat(by_stem, starts, axis=1)
            counts = self.borders[1:] - starts
            by_root[:, :-1] &= lacking.repeat(counts, axis=1)
            by_stem |= by_root
        (marked,) = by_stem.any(axis=0).nonzero()
        tokens = self.token.take(marked).astype(np.intp).tolist()
        return [tokens[start:end] for start, end in pairwise(marked.searchsorted(self.borders).tolist())]


def _numbers(count: int) -> Numbers:
    """Return the numbers from 0 to below `count`."""
    return _NUMBERS[:count] if count <= len(_NUMBERS) else np.arange(count)


_NUMBERS = np.arange(1 << 13)
_NUMBERS.flags.writeable = False
