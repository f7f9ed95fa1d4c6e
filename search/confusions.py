"""Confusions: what it costs to explain a typed word as a misspelling of another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import pairwise

from fihris.search.keyboard import neighbours

LEFT_OUT, ADDED, TWICE, OTHER = 3.5, 6.5, 3.3, 7.2  # of letters that the table does not know
ONCE = 3.9  # of two letters that are the same
SWAPPED = 5.2
NEXT_KEY = 6.0  # at most, of two letters whose keys touch

Costs = Mapping[str, float]


def cost(typed: str, meant: str) -> float:
    """Return how unlikely it is that who meant one word typed the other: 0 for the same word.

    The least sum of costs of letters left out, added, changed and swapped with their neighbour (the optimal
    string alignment of Damerau 1964, with the weights of a noisy channel: Kernighan, Church and Gale 1990).
    Words are folded as exact forms. The costs in `confusions.tsv` were estimated from how often each slip is
    corrected in comments of newspaper readers (QALB 2014) and essays of students (ZAEBUC).
    """
    left_out, added, twice, changed = _tables()
    above: list[float] = []
    row = [0.0]
    for place, letter in enumerate(meant):
        same = place > 0 and meant[place - 1] == letter
        row.append(row[-1] + (ONCE if same else left_out.get(letter, LEFT_OUT)))
    missing = [later - earlier for earlier, later in pairwise(row)]
    before = ""
    for letter in typed:
        extra = twice.get(letter, TWICE) if letter == before else added.get(letter, ADDED)
        earlier, above, row = above, row, [row[0] + extra]
        for place, wanted in enumerate(meant):
            best = above[place]
            if letter != wanted:
                best += changed.get(wanted + letter) or changed.get(wanted, OTHER)
                if before == wanted and place and meant[place - 1] == letter:
                    best = min(best, earlier[place - 1] + SWAPPED)
            row.append(min(best, above[place + 1] + extra, row[place] + missing[place]))
        before = letter
    return row[-1]


@cache
def _tables() -> tuple[Costs, Costs, Costs, Costs]:
    """Return what it costs to leave a letter out, to add it, to double it; and to change it.

    The last table has the letter that was meant, alone and with the letter that was typed after it.
    """
    left_out, added, twice, changed = {}, {}, {}, {}
    text = files(__package__).joinpath("data", "confusions.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            letter, out, into, double, other, confused = line.split("\t")
            left_out[letter], added[letter], twice[letter] = float(out), float(into), float(double)
            changed[letter] = float(other)
            changed.update({letter + pair[0]: float(pair[1:]) for pair in confused.split()})
    for pair in neighbours():
        known = changed.get(pair, changed.get(pair[0], OTHER))
        changed[pair] = min(known, NEXT_KEY)
    return left_out, added, twice, changed
