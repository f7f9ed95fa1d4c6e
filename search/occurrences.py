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
        cls, words: Array, starts: Sequence[int], families: Sequence[Family], scratch: NDArray[np.int32]
    ) -> Occurrences:
        """Find the occurrences of `families` among the words of documents that begin at `starts` (D+1).

        `scratch` is a table of zeros over all words, and is left so.
        """
        sizes = [len(family.words) for family in families]
        members = families[0].words if len(families) == 1 else np.concatenate([f.words for f in families])
        # The table leads from a word to one of its places among the members.
        scratch[members] = np.arange(1, len(members) + 1, dtype=np.int32)
        found = scratch.take(words)
        place = scratch[members]
        scratch[members] = 0
        (hits,) = (found != 0).nonzero()
        found = found[hits]
        occurs = np.zeros(len(members) + 1, bool)
        occurs[found] = True
        (pairs,) = occurs[place].nonzero()
        (distinct,) = occurs.nonzero()
        number = np.empty(len(occurs), np.intp)
        number[distinct] = np.arange(len(distinct))

        documents = len(starts) - 1
        begin = np.array(starts)
        borders = hits.searchsorted(begin)
        counts = borders[1:] - borders[:-1]
        borders += np.arange(documents + 1)
        cells = np.arange(1, len(hits) + 1) + np.arange(documents).repeat(counts)
        token = np.zeros(len(hits) + documents + 1, np.float32)
        token[cells] = hits - begin[:-1].repeat(counts)
        column = np.full(len(token), len(distinct))
        column[cells] = number[found]
        return cls(
            borders=borders,
            token=token,
            column=column,
            columns=len(distinct),
            families=len(families),
            family=np.arange(len(families)).repeat(sizes)[pairs],
            of_column=number[place[pairs]],
            closeness=_joined([f.closeness for f in families])[pairs],
            strength=_joined([f.strength for f in families])[pairs],
        )

    def marked(self) -> list[list[int]]:
        """Return for each document the tokens that are marked.

        A token is marked when it has the stem of a word of the query, or its root where no token of the
        document has the stem.
        """
        closeness = np.zeros((self.families, self.columns + 1), np.uint8)
        closeness[self.family, self.of_column] = self.closeness
        cells = closeness.take(self.column, axis=1)
        by_stem = (cells != 0) & (cells <= STEM)
        has_stem = np.logical_or.reduceat(by_stem, self.borders[:-1], axis=1)
        counts = np.diff(self.borders, append=len(self.column))
        lacking = ~np.concatenate([has_stem, has_stem[:, -1:]], axis=1).repeat(counts, axis=1)
        (marked,) = (by_stem | ((cells == ROOT) & lacking)).any(axis=0).nonzero()
        tokens = self.token[marked].astype(np.intp).tolist()
        return [tokens[start:end] for start, end in pairwise(marked.searchsorted(self.borders).tolist())]


def _joined(arrays: Sequence[Array]) -> Array:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
