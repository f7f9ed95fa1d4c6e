"""Least cost: what the slips between a word and others cost at the least, told by their letters alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from fihris.search.confusions import LEFT_OUT, NEXT_KEY, least_costs
from fihris.search.lexicon import letter_bits

BITS = 64
Costs = list[NDArray[np.float64]]
"""For each byte of a set of letters what its 256 values cost."""

ANY = 1.0  # of a slip that leaves the set of letters as it is


def least_cost(typed: str, letters: NDArray[np.uint64]) -> NDArray[np.float64]:
    """Return a cost below which `typed` cannot be a misspelling of words with those sets of letters.

    Every letter that was meant and not typed costs something, and every one that was typed and not meant; a
    letter in another's place is one of each, so that the greater sum counts.
    """
    lacking, having = _tables()
    mine = np.bitwise_or.reduce(letter_bits(typed))
    lacked = _weighed(letters & ~mine, lacking)
    added = _weighed(mine & ~letters, having)
    return np.maximum(np.maximum(lacked, added), ANY)


def _weighed(bits: NDArray[np.uint64], costs: Costs) -> NDArray[np.float64]:
    """Return the sum of the costs of the letters in each set, looked up eight letters at a time."""
    parts = bits.astype("<u8").view(np.uint8).reshape(-1, BITS // 8)
    return sum((table[parts[:, part]] for part, table in enumerate(costs)), np.zeros(len(bits)))


@cache
def _tables() -> tuple[Costs, Costs]:
    """Return the least costs of letters not typed, and of letters not meant."""
    lacking, having = least_costs()
    return _by_bit(lacking, LEFT_OUT), _by_bit(having, NEXT_KEY)


def _by_bit(costs: Mapping[str, float], other: float) -> Costs:
    of_bit = np.full(BITS, np.inf)
    for letter, least in costs.items():
        place = ord(letter) & (BITS - 1)
        of_bit[place] = min(of_bit[place], least)
    of_bit[np.isinf(of_bit)] = other
    sets = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1, bitorder="little")
    return [sets @ eight for eight in of_bit.reshape(-1, 8)]
