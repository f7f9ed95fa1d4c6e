"""Letter bigrams of the stems: which stems are spelt like a given one.

Two spellings of one foreign name seldom share a stem (فيكتوروف, فكتوروف), but most of their bigrams. The
measure is Dice's, 2·|A∩B| / (|A|+|B|), over the sets of bigrams of the stems written `^stem$` (Adamson and
Boreham 1974).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.word_table import to_points
from fihris.index.columns import Array
from fihris.index.compiled import kernels
from fihris.index.shingles import distinct
from fihris.index.terms import PackedTerms

SHORTEST = 3  # letters: shorter stems are like too many others
COMMON = 1 / 100  # of all stems: a bigram that so many hold is kept as a vector
ROOM = 256  # stems that are alike: of more than that, room is made for all
VECTORS = 4 << 20  # bytes of them in a segment
_BITS = 21  # of a code point
_STEM_BITS = 32


def pack_bigrams(stems: PackedTerms) -> dict[str, Array]:
    """Return the columns of the bigrams of `stems`.

    `bigram.code` int64[B] ascending; `bigram.offset` int64[B+1] and `bigram.stem` int32: the numbers of the
    stems that hold each; `stem.bigrams` uint16[stems]: how many distinct ones a stem has, 0 for stems that
    are too short.
    """
    lines = stems.lines()
    breaks = (np.asarray(to_points(lines)) == ord("\n")).nonzero()[0]
    lengths = np.diff(breaks) + 1
    letters = np.asarray(to_points(lines.replace("\n", "$^")[1:-1]))
    stem = np.repeat(np.arange(stems.many), lengths)
    # Letters are numbered, so that a bigram and its stem are one integer: numpy sorts those the fastest.
    used = np.zeros(int(letters.max(initial=0)) + 1, bool)
    used[letters] = True
    alphabet, letter = np.flatnonzero(used), (np.cumsum(used) - 1)[letters]
    inside = (stem[:-1] == stem[1:]) & (lengths[stem[:-1]] >= SHORTEST + 2)
    key = (letter[:-1] * len(alphabet) + letter[1:])[inside] << _STEM_BITS | stem[:-1][inside]
    key = distinct(key)
    number, stem = key >> _STEM_BITS, key & ((1 << _STEM_BITS) - 1)
    (first,) = np.diff(number, prepend=-1).nonzero()
    one, other = np.divmod(number[first], max(len(alphabet), 1))
    return {
        "bigram.code": alphabet[one] << _BITS | alphabet[other],
        "bigram.offset": np.append(first, len(key)).astype(np.int64),
        "bigram.stem": stem.astype(np.int32),
        "stem.bigrams": np.bincount(stem, minlength=stems.many).astype(np.uint16),
    }


class Bigrams:
    """The bigrams of a segment's stems, looked through for stems that are spelt alike; shared by threads.

    What most bigrams of a language have in common is that many stems hold them: those are kept as vectors
    over all stems, up to a number of bytes, for adding whole vectors is quicker than counting numbers.
    """

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self._codes = columns["bigram.code"]
        self._offset = columns["bigram.offset"].data
        self._stems = columns["bigram.stem"]
        self._sizes = columns["stem.bigrams"]
        self._common = max(1, int(COMMON * len(self._sizes)))
        self._vectors: dict[int, NDArray[np.uint8]] = {}

    @cached_property
    def _places(self) -> dict[int, int]:
        return {code: place for place, code in enumerate(self._codes.tolist())}

    def alike(self, stem: str, least: float) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers of the stems that are spelt like `stem`, and how alike each is.

        Likeness goes from 0 to 1; those of at least `least` are returned, ascending by number.
        """
        if kernels:
            return self._found(f"^{stem}$", least, ROOM)
        wanted = {ord(a) << _BITS | ord(b) for a, b in pairwise(f"^{stem}$")}
        shared = np.zeros(len(self._sizes), np.uint8)
        for bigram in wanted:
            place = self._places.get(bigram)
            if place is not None:
                self._count(place, shared)
        # A stem has no fewer bigrams than it shares, so that likeness takes this share of those wanted.
        fewest = max(1, int(len(wanted) * least / (2 - least)))
        (near,) = (shared >= fewest).nonzero()
        likeness = 2 * shared[near].astype(np.float64)
        likeness /= len(wanted) + self._sizes[near]
        enough = likeness.astype(np.float32) >= np.float32(least)
        return near[enough], likeness[enough].astype(np.float32)

    def _found(self, text: str, least: float, room: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return what is spelt like a text, of which there are about so many."""
        bigrams = self._codes, self._offset, self._stems, self._sizes
        numbers, likeness = np.empty(room, np.int64), np.empty(room, np.float32)
        count = kernels.alike(text, *bigrams, least, numbers, likeness)
        return (numbers[:count], likeness[:count]) if count <= room else self._found(text, least, count)

    def _count(self, place: int, shared: NDArray[np.uint8]) -> None:
        """Add one for each stem that holds the bigram at `place`."""
        vector = self._vectors.get(place)
        if vector is None:
            stems = self._stems[self._offset[place] : self._offset[place + 1]]
            if len(stems) < self._common:
                shared[stems] += 1  # no stem holds a bigram twice
                return
            vector = np.zeros(len(shared), np.uint8)
            vector[stems] = 1
            if (len(self._vectors) + 1) * len(shared) > VECTORS:
                self._vectors.clear()
            self._vectors[place] = vector
        shared += vector
