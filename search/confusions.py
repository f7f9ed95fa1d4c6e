"""Confusions: what it costs to explain a typed word as a misspelling of another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import inf

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.word_table import to_points
from fihris.search.compiled import kernels
from fihris.search.keyboard import neighbours

LEFT_OUT, ADDED, TWICE, OTHER = 3.5, 6.5, 3.3, 7.2  # of letters that the table does not know
ONCE = 3.9  # of two letters that are the same
SWAPPED = 5.2
NEXT_KEY = 6.0  # at most, of two letters whose keys touch

Costs = Mapping[str, float]
_NONE: Costs = {}


def cost(typed: str, meant: str, most: float = inf) -> float:
    """Return how unlikely it is that who meant one word typed the other: 0 for the same word.

    The least sum of costs of letters left out, added, changed and swapped with their neighbour (the optimal
    string alignment of Damerau 1964, with the weights of a noisy channel: Kernighan, Church and Gale 1990).
    Words are folded as exact forms; what costs more than `most` may be told to cost anything above it. The
    costs in `confusions.tsv` were estimated from how often each slip is corrected in comments of newspaper
    readers (QALB 2014) and essays of students (ZAEBUC).
    """
    if kernels:
        return kernels.cost(to_points(typed), to_points(meant), *_arrays(), most)
    left_out, added, twice, changed, others = _tables()
    above: list[float] = []
    row = [0.0]
    for place, letter in enumerate(meant):
        same = place > 0 and meant[place - 1] == letter
        row.append(row[-1] + (ONCE if same else left_out.get(letter, LEFT_OUT)))
    missing = [later - earlier for earlier, later in pairwise(row)]
    other = [others.get(letter, OTHER) for letter in meant]
    before, least = "", 0.0
    for letter in typed:
        extra = twice.get(letter, TWICE) if letter == before else added.get(letter, ADDED)
        confused = changed.get(letter, _NONE)
        earlier, above, row = above, row, [row[0] + extra]
        last = row[0]
        for place, wanted in enumerate(meant):
            best = above[place]
            if letter != wanted:
                best += confused.get(wanted, other[place])
                if before == wanted and place and meant[place - 1] == letter:
                    best = min(best, earlier[place - 1] + SWAPPED)
            if (added_here := above[place + 1] + extra) < best:
                best = added_here
            if (left_here := last + missing[place]) < best:
                best = left_here
            row.append(best)
            last = best
        # A swap reaches back over one row.
        before_least, least = least, min(row)
        if least > most and before_least > most:
            return inf
        before = letter
    return row[-1]


def least_costs() -> tuple[Costs, Costs]:
    """Return the least that it costs to lack a letter that was meant, and to have one that was not."""
    left_out, added, twice, changed, others = _tables()
    lacking = {letter: min(out, others[letter]) for letter, out in left_out.items()}
    having = {letter: min(extra, twice[letter], OTHER) for letter, extra in added.items()}
    for typed, confused in changed.items():
        for meant, costs in confused.items():
            lacking[meant] = min(lacking.get(meant, OTHER), costs)
            having[typed] = min(having.get(typed, OTHER), costs)
    return lacking, having


@cache
def _tables() -> tuple[Costs, Costs, Costs, Mapping[str, Costs], Costs]:
    """Return what it costs to leave a letter out, to add it, to double it; and to change it.

    Of the last two tables one has the letter that was typed, then the one that was meant; the other has this
    one alone, for all other letters.
    """
    left_out, added, twice, others = {}, {}, {}, {}
    changed: dict[str, dict[str, float]] = {}
    text = files(__package__).joinpath("data", "confusions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            letter, out, into, double, other, confused = line.split("\t")
            left_out[letter], added[letter], twice[letter] = float(out), float(into), float(double)
            others[letter] = float(other)
            for pair in confused.split():
                changed.setdefault(pair[0], {})[letter] = float(pair[1:])
    for pair in neighbours():
        meant, costs = pair[0], changed.setdefault(pair[1], {})
        costs[meant] = min(costs.get(meant, others.get(meant, OTHER)), NEXT_KEY)
    return left_out, added, twice, changed, others


@cache
def _arrays() -> tuple[NDArray[np.uint8], NDArray[np.float64]]:
    """Return the tables as the kernel takes them: a number for each letter, and the costs by number."""
    left_out, added, twice, changed, others = _tables()
    known = {*left_out, *added, *twice, *changed, *others}
    letters = ["", *sorted(known.union(*changed.values()))]  # the first stands for all that are not known
    number = np.zeros(ord(letters[-1]) + 1, np.uint8)
    number[[ord(letter) for letter in letters[1:]]] = range(1, len(letters))
    costs = [
        *(left_out.get(letter, LEFT_OUT) for letter in letters),
        *(added.get(letter, ADDED) for letter in letters),
        *(twice.get(letter, TWICE) for letter in letters),
        *(
            changed.get(typed, _NONE).get(meant, others.get(meant, OTHER))
            for typed in letters
            for meant in letters
        ),
        *(ONCE, SWAPPED),
    ]
    return number, np.array(costs)
