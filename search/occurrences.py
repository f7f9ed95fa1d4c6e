"""Occurrences: where in articles the words of a query stand, found in the forward column for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.segment import Segment
from fihris.search.families import ROOT, STEM, Family


@dataclass(frozen=True, slots=True, eq=False)
class Occurrences:
    """The H tokens of D documents that any of T families means, the families of each word in each segment.

    `token` int64[H] are places in their document, title first; `document` int64[H] says which of the given
    documents, ascending. `closeness` uint8[T, H] and `strength` float32[T, H] are those of each family, 0
    where a token is not of it. `borders` int64[D+1]: where each document's occurrences begin.
    """

    token: NDArray[np.int64]
    document: NDArray[np.int64]
    closeness: NDArray[np.uint8]
    strength: NDArray[np.float32]
    borders: NDArray[np.int64]

    @classmethod
    def of(cls, segment: Segment, documents: Sequence[int], families: Sequence[Family]) -> Occurrences:
        """Find the occurrences of `families` in `documents`."""
        places = [segment.tokens(document) for document in documents]
        forward = segment.columns["forward.word"]
        word = np.concatenate([forward[place] for place in places])
        starts = np.zeros(len(places) + 1, np.int64)
        np.cumsum([place.stop - place.start for place in places], out=starts[1:])
        members = np.concatenate([family.words for family in families])
        # A table from words to columns of the families; a member of several families has one column.
        column_of = segment.scratch()
        column_of[members] = np.arange(1, len(members) + 1)
        column = column_of[members] - 1
        found = column_of[word]
        column_of[members] = 0
        closeness = np.zeros((len(families), len(members)), np.uint8)
        strength = np.zeros((len(families), len(members)), np.float32)
        start = 0
        for number, family in enumerate(families):
            of_family = column[start : start + len(family.words)]
            closeness[number, of_family] = family.closeness
            strength[number, of_family] = family.strength
            start += len(family.words)
        (hits,) = found.nonzero()
        chosen = found[hits] - 1
        borders = hits.searchsorted(starts)
        document = np.arange(len(documents)).repeat(borders[1:] - borders[:-1])
        token = hits - starts[document]
        return cls(token, document, closeness.take(chosen, axis=1), strength.take(chosen, axis=1), borders)

    @classmethod
    def joined(cls, parts: Sequence[Occurrences]) -> Occurrences:
        """Return the occurrences of several segments as one, their documents one after the other."""
        if len(parts) == 1:
            return parts[0]
        documents = np.cumsum([0, *(len(part.borders) - 1 for part in parts)]).tolist()
        tokens = np.cumsum([0, *(len(part.token) for part in parts)]).tolist()
        borders = [part.borders[:-1] + start for part, start in zip(parts, tokens, strict=False)]
        return cls(
            np.concatenate([part.token for part in parts]),
            np.concatenate([part.document + start for part, start in zip(parts, documents, strict=False)]),
            np.concatenate([part.closeness for part in parts], axis=1),
            np.concatenate([part.strength for part in parts], axis=1),
            np.concatenate([*borders, tokens[-1:]]),
        )

    def marked(self) -> list[list[int]]:
        """Return for each document the tokens that are marked.

        A token is marked when it has the stem of a word of the query, or its root where no token of the
        document has the stem.
        """
        by_stem = (self.closeness > 0) & (self.closeness <= STEM)
        total = np.zeros((len(by_stem), len(self.token) + 1), np.int64)
        np.cumsum(by_stem, axis=1, out=total[:, 1:])
        has_stem = total[:, self.borders[1:]] > total[:, self.borders[:-1]]
        marked = (by_stem | ((self.closeness == ROOT) & ~has_stem[:, self.document])).any(axis=0)
        (places,) = marked.nonzero()
        tokens = self.token[places].tolist()
        ends = places.searchsorted(self.borders).tolist()
        return [tokens[start:end] for start, end in pairwise(ends)]
