"""A similarity join: which of many sets share much of what they hold, found without comparing each with each.

Two sets that share so many items share one of their rarer ones: one of those that are left in either when all
but one of so many are taken away, the most common first. Only these are looked up, and few other sets hold
them. (Prefix filtering: Chaudhuri, Ganti and Kaushik 2006, "A primitive operator for similarity joins in data
cleaning"; Bayardo, Ma and Srikant 2007, "Scaling up all pairs similarity search".)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.hashed_sets import Pairs
from fihris.index.ranges import ranges
from fihris.index.shingles import BITS, EVERY, Keys, distinct

CROWD = 256  # sets that hold an item: where there are more, each meets its neighbours alone
NEIGHBOURS = 16  # so many before it and after it
BLOCK = 1 << 20  # pairs that are looked at at once


def join(key: Keys, least: NDArray[np.int64], fresh: NDArray[np.bool_]) -> Iterator[Pairs]:
    """Yield the pairs of sets that may share enough, each once, the lower number first.

    `key` are of an item and a set that holds it, ascending. One set of each pair is `fresh`: `key` has all
    items of these, and all sets that hold one of them. `least` says by set how many items it shares at least
    with one that is looked for, one or more.

    No pair is missed of sets that share an item which `CROWD` sets hold at most, or which are neighbours in a
    larger crowd.
    """
    key, size = _held_by_several(key)
    crowd = int(size.searchsorted(CROWD, "right"))  # the first item that more hold
    key, crowded = _rarer(key, least, fresh, crowd)
    item, set_ = (key >> BITS).astype(np.uint32), key.astype(np.uint32)
    del key
    border = item.searchsorted(np.arange(len(size) + 1, dtype=np.uint32))
    wanted = fresh[set_]
    wanted[border[crowd] :] &= crowded[set_[border[crowd] :]]
    (place,) = wanted.nonzero()
    low, high = border[item[place]], border[item[place] + np.uint32(1)]
    far = item[place] >= crowd
    low[far] = np.maximum(low[far], place[far] - NEIGHBOURS)
    high[far] = np.minimum(high[far], place[far] + NEIGHBOURS + 1)
    if fresh.all():
        high = place + 1  # each pair is met from its higher number
    useful = high - low > 1
    place, low, high = place[useful], low[useful], high[useful]
    by_set = np.sort(set_[place].astype(np.uint64) << BITS | np.arange(len(place), dtype=np.uint64))
    order = (by_set & EVERY).astype(np.int64)
    for first, last in pairwise(_borders_of_blocks(by_set >> BITS, (high - low)[order])):
        some = order[first:last]
        own = set_[place[some]].astype(np.uint64)
        before = set_[ranges(low[some], place[some])].astype(np.uint64)
        after = set_[ranges(place[some] + 1, high[some])].astype(np.uint64)
        met = before << BITS | own.repeat(place[some] - low[some])
        others = own.repeat(high[some] - place[some] - 1) << BITS | after
        pairs = distinct(
            np.concatenate([met, others[~fresh[after]]])
        )  # fresh ones meet it among those before
        yield np.stack([pairs >> BITS, pairs & EVERY], axis=1).astype(np.int64)


def _held_by_several(key: Keys) -> tuple[Keys, NDArray[np.int64]]:
    """Return keys of the items that several sets hold, numbered from the rarest, and how many hold each."""
    new = np.ones(len(key) + 1, bool)
    np.not_equal(key[1:] >> BITS, key[:-1] >> BITS, out=new[1:-1])
    several = ~(new[1:] & new[:-1])
    (first,) = new[:-1][several].nonzero()
    key = key[several]
    size = np.diff(first, append=len(key))
    order = np.argsort(size, kind="stable")
    number = np.empty(len(order), np.uint64)
    number[order] = np.arange(len(order), dtype=np.uint64)
    return number.repeat(size) << BITS | key & EVERY, size[order]


def _rarer(
    key: Keys, least: NDArray[np.int64], fresh: NDArray[np.bool_], crowd: int
) -> tuple[Keys, NDArray[np.bool_]]:
    """Return keys without the items by which fresh sets need not be found, but for those from `crowd` on.

    With them goes by set whether it may share enough by these alone.
    """
    by_set = np.sort(key << BITS | key >> BITS)
    set_, common = (by_set >> BITS).astype(np.uint32), (by_set & EVERY) >= crowd
    many = np.bincount(set_, minlength=len(least))
    place = np.arange(len(by_set)) - (np.cumsum(many) - many).repeat(many)
    kept = by_set[(place <= (many - least)[set_]) | common | ~fresh[set_]]
    crowded: NDArray[np.bool_] = np.bincount(set_[common], minlength=len(least)) >= least
    return np.sort(kept << BITS | kept >> BITS), crowded


def _borders_of_blocks(sets: Array, pairs: Array) -> list[int]:
    """Return where blocks of about `BLOCK` pairs begin and the last one ends; a set is in one block."""
    until = pairs.cumsum()
    total = int(until[-1]) if len(until) else 0
    starts = until.searchsorted(np.arange(BLOCK, total, BLOCK))
    return sorted({0, *sets.searchsorted(sets[starts]).tolist(), len(sets)})
