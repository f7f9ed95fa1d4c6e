"""The passage: the spot of an article where the words of the query stand closest together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.search.families import ALIKE
from fihris.search.occurrences import Occurrences
from fihris.search.ranking import Ranking

NOWHERE = np.float32(-1)  # less than any passage weighs


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
        self._borders = occurrences.borders
        self._token = occurrences.token
        tilt = np.exp(self._token * np.float32(-1 / ranking.early_reach))
        tilt *= np.float32(ranking.early)
        tilt += 1
        self._weight = _nearness(occurrences, idf, ranking)
        self._weight *= tilt
        self.weights: list[float] = np.maximum.reduceat(self._weight, self._borders[:-1]).tolist()

    def anchored(self, titles: Sequence[int]) -> list[Passage]:
        """Return the passages with their anchors, given how many tokens the title of each document has."""
        starts, last = self._borders[:-1], self._borders[-1]
        counts = self._borders[1:] - starts
        title = np.array(titles)
        weight = np.where(self._token[:last] < title.repeat(counts), NOWHERE, self._weight[:last])
        weight[starts] = NOWHERE
        best = np.maximum.reduceat(weight, starts)
        (peaks,) = (weight == best.repeat(counts)).nonzero()
        anchors = self._token[peaks[peaks.searchsorted(starts)]] - title
        return [
            Passage(weight, int(anchor) if sure else None)
            for weight, anchor, sure in zip(
                self.weights, anchors.tolist(), (best > NOWHERE).tolist(), strict=True
            )
        ]


def _nearness(found: Occurrences, idf: Sequence[float], ranking: Ranking) -> NDArray[np.float32]:
    """Return for each cell a: `Σ_t idf_t · max_p strength(t, p) / (1 + |p - a|/reach)`, 0 at the borders.

    Each word has a row for every kind of match that occurs, in the order of the kinds. In every row the
    borders match too, infinitely far away: so all rows can be gone through as one, and no word of one
    document is near a word of another.
    """
    cells = len(found.column)
    key = (found.closeness.astype(np.intp) - 1) * found.families + found.family
    present = np.bincount(key, minlength=ALIKE * found.families)
    (rows,) = present.nonzero()
    if not len(rows):
        return np.zeros(cells, np.float32)
    number = np.empty(len(present), np.intp)
    number[rows] = np.arange(len(rows))
    table = np.zeros((len(rows), found.columns + 1), np.float32)
    table[number[key], found.of_column] = found.strength
    table[:, -1] = 1
    matrix = table.take(found.column, axis=1)
    (matches,) = (matrix.ravel() != 0).nonzero()

    # Each match is the nearest to its left for the cells up to the next one, and the nearest to its right
    # for those after the one before. The first and the last cell are borders.
    up_to_next = np.ones(len(matches), np.intp)
    np.subtract(matches[1:], matches[:-1], out=up_to_next[:-1])
    since_last = np.ones(len(matches), np.intp)
    since_last[1:] = up_to_next[:-1]
    left, right = found.token.copy(), found.token.copy()
    left[found.borders], right[found.borders] = -np.inf, np.inf
    where = matches % cells
    far = found.token - left[where].repeat(up_to_next).reshape(matrix.shape)
    ahead = right[where].repeat(since_last).reshape(matrix.shape)
    ahead -= found.token

    # Of one kind all matches count the same, so that the nearer side is the better. Those that are only spelt
    # alike each count for themselves: both sides are weighed.
    terms = (rows % found.families).tolist()
    reach = np.float32(ranking.reach)
    weight = np.array([idf[term] for term in terms], np.float32) * reach
    alike = int(rows.searchsorted((ALIKE - 1) * found.families))
    far += reach
    ahead += reach
    near = np.empty_like(far)
    if alike:
        np.minimum(far[:alike], ahead[:alike], out=near[:alike])
        strength = table[:alike, :-1].max(axis=1) * weight[:alike]
        np.divide(strength[:, np.newaxis], near[:alike], out=near[:alike])
    if alike < len(rows):
        start = int(matches.searchsorted(alike * cells))
        strong = matrix[alike:].ravel()[matches[start:] - alike * cells]
        shape = near[alike:].shape
        near_left = strong.repeat(up_to_next[start:]).reshape(shape)
        near_left /= far[alike:]
        near_right = strong.repeat(since_last[start:]).reshape(shape)
        near_right /= ahead[alike:]
        np.maximum(near_left, near_right, out=near[alike:])
        near[alike:] *= weight[alike:, np.newaxis]
    return _total(near, terms)


def _total(near: NDArray[np.float32], terms: Sequence[int]) -> NDArray[np.float32]:
    """Return the sum over terms, each taken by the best of its rows, always in the same order."""
    best: dict[int, NDArray[np.float32]] = {}
    for term, row in zip(terms, near, strict=True):
        if term in best:
            np.maximum(best[term], row, out=best[term])
        else:
            best[term] = row
    first, *others = (best[term] for term in sorted(best))
    for row in others:
        first += row
    return first
