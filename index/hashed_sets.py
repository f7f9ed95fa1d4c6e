"""Sets of hashes: some of many sets, in one array, and how much pairs of them share."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.compiled import kernels
from fihris.index.ranges import ranges
from fihris.index.shingles import BITS, Hashes

AT_ONCE = 1 << 12  # pairs whose hashes are put together, where no kernel looks at them where they lie

Pairs = NDArray[np.int64]
"""Numbers of two sets each: int64[P, 2]."""


@dataclass(frozen=True, slots=True)
class HashedSets:
    """The hashes of some sets, one after the other, in each ascending and each once.

    `owner` says by hash whose it is; by set, `first` is where its hashes begin, and `counts` how many it has.
    """

    hashes: Hashes
    owner: NDArray[np.int64]
    first: NDArray[np.int64]
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, hashes: list[Hashes], sets: list[Array], counts: list[Array], size: int) -> HashedSets:
        """Return those of some of `size` sets, in their order."""
        which, many = np.concatenate(
            [np.zeros((2, 0), np.int64), *map(np.stack, zip(sets, counts, strict=True))], axis=1
        )
        first, count = np.zeros((2, size), np.int64)
        first[which], count[which] = np.cumsum(many) - many, many
        return cls(np.concatenate([np.zeros(0, np.uint32), *hashes]), which.repeat(many), first, count)

    def shared(self, pairs: Pairs) -> NDArray[np.int64]:
        """Return how many hashes the sets of each pair share."""
        found = np.zeros(len(pairs), np.int64)
        if kernels:
            kernels.shared(self.hashes, self.first, self.first + self.counts, pairs, found)
            return found
        for start in range(0, len(pairs), AT_ONCE):
            some = pairs[start : start + AT_ONCE].ravel()
            hashes = self.hashes[ranges(self.first[some], self.first[some] + self.counts[some])]
            pair = np.arange(len(some), dtype=np.uint64) >> np.uint64(1)
            key = np.sort(pair.repeat(self.counts[some]) << BITS | hashes)
            twice = (key[1:][key[1:] == key[:-1]] >> BITS).astype(np.int64)
            found[start : start + AT_ONCE] = np.bincount(twice, minlength=len(some) // 2)
        return found
