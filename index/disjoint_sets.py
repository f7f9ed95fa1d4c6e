"""Disjoint sets: what is joined pair by pair, found again by a member (Galler and Fischer 1964)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.compiled import kernels


class DisjointSets:
    """Sets of numbers that are joined by pairs; each is known by its lowest number.

    `above` int64[N] is for each number the lowest of its set, or another on the way there.
    """

    def __init__(self, above: NDArray[np.int64]) -> None:
        self._above = above

    def join(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Make one set of those of each pair, int64[P, 2], one after the other; say which were apart."""
        apart = np.zeros(len(pairs), bool)
        if kernels:
            kernels.joined(pairs, self._above, apart)
            return apart
        above: list[int] = self._above.tolist()
        for place, (one, other) in enumerate(pairs.tolist()):
            low, high = sorted((_root(above, one), _root(above, other)))
            apart[place] = low != high
            above[high] = low
        self._above[:] = above
        return apart

    def forest(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which pairs join what those before leave apart, and join none.

        Only these have to be looked at: when they hold, the others say nothing new.
        """
        return DisjointSets(self._above.copy()).join(pairs)

    def roots(self) -> NDArray[np.int64]:
        """Return for each number the one by which its set is known."""
        above = self._above
        while not np.array_equal(further := above[above], above):
            above = further
        return above


def _root(above: list[int], number: int) -> int:
    while above[number] != number:
        above[number] = number = above[above[number]]
    return number
