"""The passage: the spot of an article where the words of the query stand closest together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.search.families import ALIKE, KINDS, ROOT, SAME, STEM
from fihris.search.occurrences import Occurrences
from fihris.search.ranking import Ranking


class Passage(NamedTuple):
    """The best spot of an article: how much it says, 0 where no word matches.

    `anchor` is the token of the body at which the best passage of the body stands, None if there is none.
    """

    weight: float = 0.0
    anchor: int | None = None


class Passages:
    """The passages of the documents of `occurrences`.

    Title and body are one row of tokens. The weight of a passage is the largest, over the tokens a that match
    any word, of `(1 + early·e^(-a/early_reach)) · Σ_t idf_t · max_p strength(t, p) / (1 + |p - a|/reach)`:
    every word t of the query, as near as it gets, as itself, as a relative, or as a name that is spelt alike;
    earlier spots are slightly preferred. Of each kind of match the nearest on either side is looked at. A
    proximity measure in the line of Büttcher, Clarke and Lushman 2006, "Term proximity scoring for ad-hoc
    retrieval on very large text collections", with graded matches.
    """

    def __init__(self, occurrences: Occurrences, idf: Sequence[float], ranking: Ranking) -> None:
        self._token = occurrences.token
        self._weight = _nearness(occurrences, idf, ranking)
        self._weight *= tilt(self._token, ranking)
        self._borders: list[int] = occurrences.borders.tolist()
        self.weights: list[float] = np.maximum.reduceat(self._weight, occurrences.borders[:-1]).tolist()

    def anchored(self, number: int, title: int) -> Passage:
        """Return the passage of one of the documents with its anchor, given the tokens of its title."""
        first, last = self._borders[number] + 1, self._borders[number + 1]
        first = bisect_left(self._token.data, title, first, last)
        if first == last:
            return Passage(self.weights[number])
        place = first + int(self._weight[first:last].argmax())
        return Passage(self.weights[number], int(self._token[place]) - title)


def tilt(tokens: NDArray[np.float32], ranking: Ranking) -> NDArray[np.float32]:
    """Return what a passage is multiplied with at each of `tokens`, because earlier spots are preferred."""
    more: NDArray[np.float32] = np.exp(tokens * np.float32(-1 / ranking.early_reach))
    more *= np.float32(ranking.early)
    more += 1
    return more


def _nearness(found: Occurrences, idf: Sequence[float], ranking: Ranking) -> NDArray[np.float32]:
    """Return for each cell a: `Σ_t idf_t · max_p strength(t, p) / (1 + |p - a|/reach)`, 0 at the borders.

    For every kind of match that occurs each word has a row, kind after kind. In every row the borders match
    too, infinitely far away: so all rows can be gone through as one, and no word of one document is near a
    word of another.
    """
    terms, cells = found.closeness.shape
    occurring = int(np.bitwise_or.reduce(found.closeness, axis=None))
    kinds = [kind for kind in KINDS if occurring & kind]
    if not kinds:
        return np.zeros(cells, np.float32)
    matrix = found.closeness == np.array(kinds, np.uint8)[:, np.newaxis, np.newaxis]
    matrix[:, :, found.borders] = True
    (matches,) = matrix.ravel().nonzero()

    # Each match is the nearest to its left for the cells up to the next one, and the nearest to its right
    # for those after the one before. The first and the last cell are borders.
    steps = np.ones(len(matches) + 1, np.intp)
    np.subtract(matches[1:], matches[:-1], out=steps[1:-1])
    since_last, up_to_next = steps[:-1], steps[1:]
    reach = np.float32(ranking.reach)
    left, right = found.token - reach, found.token + reach
    left[found.borders], right[found.borders] = -np.inf, np.inf
    where = matches % cells
    far = found.token - left.take(where).repeat(up_to_next).reshape(matrix.shape)
    ahead = right.take(where).repeat(since_last).reshape(matrix.shape)
    ahead -= found.token

    # Of one kind all matches count the same, so that the nearer side is the better. Those that are only spelt
    # alike each count for themselves: both sides are weighed.
    weight = np.array(idf, np.float32) * reach
    near = np.empty_like(far)
    strong = len(kinds) - (ALIKE in kinds)
    if strong:
        of_kind = {SAME: 1.0, STEM: ranking.by_stem, ROOT: ranking.by_root}
        strength = np.array([[of_kind[kind]] for kind in kinds[:strong]], np.float32) * weight
        np.minimum(far[:strong], ahead[:strong], out=near[:strong])
        np.divide(strength[:, :, np.newaxis], near[:strong], out=near[:strong])
    if ALIKE in kinds:
        first = strong * terms * cells
        start = int(matches.searchsorted(first))
        likeness = found.strength.take(matches[start:] - first)
        to_left = likeness.repeat(up_to_next[start:]).reshape(terms, cells)
        to_left /= far[-1]
        to_right = likeness.repeat(since_last[start:]).reshape(terms, cells)
        to_right /= ahead[-1]
        np.maximum(to_left, to_right, out=near[-1])
        near[-1] *= weight[:, np.newaxis]
    total: NDArray[np.float32] = np.add.reduce(np.maximum.reduce(near))
    return total
