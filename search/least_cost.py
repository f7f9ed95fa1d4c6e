"""Least cost: what the slips between a word and others cost at the least, told by their letters alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from fihris.search.confusions import LEFT_OUT, NEXT_KEY, least_costs
from fihris.search.lexicon import letter_bits

BITS = 64
ANY = 1.4  # of a slip that leaves the set of letters as it is


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


def _weighed(bits: NDArray[np.uint64], costs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of the costs of the letters in each set."""
    set_ = np.unpackbits(bits.astype("<u8").view(np.uint8).reshape(-1, BITS // 8), axis=1, bitorder="little")
    weighed: NDArray[np.float64] = set_ @ costs
    return weighed


@cache
def _tables() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the least cost of a letter by its bit: of one not typed, of one not meant."""
    lacking, having = least_costs()
    return _by_bit(lacking, LEFT_OUT), _by_bit(having, NEXT_KEY)


def _by_bit(costs: Mapping[str, float], other: float) -> NDArray[np.float64]:
    table = np.full(BITS, np.inf)
    for letter, least in costs.items():
        place = ord(letter) & (BITS - 1)
        table[place] = min(table[place], least)
    table[np.isinf(table)] = other
    return table
