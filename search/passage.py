"""The passage: the spot of an article where the words of the query stand closest together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.search.families import ALIKE
from fihris.search.occurrences import Occurrences
from fihris.search.ranking import Ranking

NOWHERE = np.float32(-1)  # less than any passage weighs
APART = 1e9  # tokens between two documents, so that no word of one is near a word of the other


@dataclass(frozen=True, slots=True)
class Passage:
    """The best spot of an article: how much it says, 0 where no word matches.

    `anchor` is the token of the body at which the best passage of the body stands, None if there is none.
    """

    weight: float = 0.0
    anchor: int | None = None


def best_passages(
    occurrences: Occurrences, titles: Sequence[int], idf: Sequence[float], ranking: Ranking
) -> list[Passage]:
    """Return the best passage of each document, given how many tokens its title has.

    Title and body are one row of tokens. The weight of a passage is the largest, over the tokens a that match
    any word, of `(1 + early·e^(-a/early_reach)) · Σ_t idf_t · max_p strength(t, p) / (1 + |p - a|/reach)`:
    every word t of the query, as near as it gets, as itself, as a relative, or as a name that is spelt alike;
    earlier spots are slightly preferred. Of each kind of match the nearest on either side is looked at. A
    proximity measure in the line of Büttcher, Clarke and Lushman 2006, "Term proximity scoring for ad-hoc
    retrieval on very large text collections", with graded matches.
    """
    nearest = _nearest(occurrences, ranking)
    weight = np.asarray(idf, np.float32) @ nearest
    weight *= 1 + np.float32(ranking.early) * np.exp(-occurrences.token / np.float32(ranking.early_reach))
    title = np.asarray(titles)
    passages = [Passage()] * len(titles)
    borders = occurrences.borders
    (found,) = (borders[1:] > borders[:-1]).nonzero()
    if not len(found):
        return passages
    starts = borders[found]
    in_title = occurrences.token < title[occurrences.document]
    in_body = np.where(in_title, NOWHERE, weight)
    best, best_in_body = np.maximum.reduceat(weight, starts), np.maximum.reduceat(in_body, starts)
    counts = borders[found + 1] - starts
    (peaks,) = (in_body == best_in_body.repeat(counts)).nonzero()
    anchors = occurrences.token[peaks[peaks.searchsorted(starts)]] - title[found]
    there = best_in_body > NOWHERE
    for document, much, anchor, sure in zip(
        found.tolist(), best.tolist(), anchors.tolist(), there.tolist(), strict=True
    ):
        passages[document] = Passage(much, anchor if sure else None)
    return passages


def _nearest(occurrences: Occurrences, ranking: Ranking) -> NDArray[np.float32]:
    """Return for each word and each occurrence a: max_p strength / (1 + |p - a|/reach), float32[T, H].

    Each word has a row for every kind of match that occurs. A row has an end stone on either side, so that
    all rows can be gone through as one.
    """
    kinds = [occurrences.closeness == kind for kind in range(1, ALIKE + 1)]
    terms = [kind.any(axis=1).nonzero()[0] for kind in kinds]
    rows = np.concatenate([kind[term] for kind, term in zip(kinds, terms, strict=True)])
    term = np.concatenate(terms)
    hits = len(occurrences.token)
    nearest = np.zeros((len(occurrences.closeness), hits), np.float32)
    if not len(rows):
        return nearest
    position = occurrences.token + APART * occurrences.document
    stones = np.concatenate([[-2 * APART], position, [APART * (len(occurrences.borders) + 2)]])
    padded = np.ones((len(rows), hits + 2), bool)
    padded[:, 1:-1] = rows
    strengths = np.zeros((len(rows), hits + 2), np.float32)
    strengths[:, 1:-1] = occurrences.strength[term]
    (matches,) = padded.ravel().nonzero()
    gaps = matches[1:] - matches[:-1]
    where, strong = stones[matches % (hits + 2)], strengths.ravel()[matches]

    def spread(values: Array, *, left: bool) -> Array:
        """Give every cell the value of the nearest match at it or to its left, or at it or to its right."""
        repeated = (values[:-1] if left else values[1:]).repeat(gaps)
        edge = values[-1:] if left else values[:1]
        cells = np.concatenate([repeated, edge] if left else [edge, repeated])
        return cells.reshape(len(rows), hits + 2)[:, 1:-1]

    near = np.maximum(
        spread(strong, left=True) / (1 + (position - spread(where, left=True)) / ranking.reach),
        spread(strong, left=False) / (1 + (spread(where, left=False) - position) / ranking.reach),
    )
    for number, row in zip(term.tolist(), near, strict=True):
        np.maximum(nearest[number], row, out=nearest[number])
    return nearest
