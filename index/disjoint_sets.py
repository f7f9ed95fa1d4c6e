"""Disjoint sets: what is joined pair by pair, found again by a member (Galler and Fischer 1964)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class DisjointSets:
    """Sets of numbers that are joined one by one; each is known by its lowest number."""

    def __init__(self, above: NDArray[np.int64]) -> None:
        self._above: list[int] = above.tolist()

    def find(self, number: int) -> int:
        """Return the number by which the set of a number is known."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of those of two numbers."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low

    def roots(self) -> NDArray[np.int64]:
        """Return for each number the one by which its set is known."""
        above = np.array(self._above, np.int64)
        while not np.array_equal(further := above[above], above):
            above = further
        return above

    def forest(self, pairs: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say which pairs, int64[P, 2], join what those before leave apart, taken in their order.

        Only these have to be looked at: when they hold, the others say nothing new.
        """
        trial = DisjointSets(np.zeros(0, np.int64))
        trial._above = self._above.copy()
        chosen = np.zeros(len(pairs), bool)
        for place, (one, other) in enumerate(pairs.tolist()):
            if trial.find(one) != trial.find(other):
                trial.join(one, other)
                chosen[place] = True
        return chosen
