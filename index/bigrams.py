"""Letter bigrams of the stems: which stems are spelt like a given one.

Two spellings of one foreign name seldom share a stem (فيكتوروف, فكتوروف), but most of their bigrams. The
measure is Dice's, 2·|A∩B| / (|A|+|B|), over the sets of bigrams of the stems written `^stem$` (Adamson and
Boreham 1974).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array

SHORTEST = 3  # letters: shorter stems are like too many others
_BITS = 21  # of a code point


def pack_bigrams(stems: Sequence[bytes]) -> dict[str, Array]:
    """Return the columns of the bigrams of `stems`, which are UTF-8.

    `bigram.code` int64[B] ascending; `bigram.offset` int64[B+1] and `bigram.stem` int32: the numbers of the
    stems that hold each; `stem.bigrams` uint16[stems]: how many distinct ones a stem has, 0 for stems that
    are too short.
    """
    texts = [f"^{stem.decode('utf-8', 'surrogatepass')}$" for stem in stems]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
    stem = np.repeat(np.arange(len(texts)), lengths)
    codes = letters[:-1] << _BITS | letters[1:]
    inside = (stem[:-1] == stem[1:]) & (lengths[stem[:-1]] >= SHORTEST + 2)
    pairs = np.unique(np.stack([codes[inside], stem[:-1][inside]]), axis=1)
    code, offset = np.unique(pairs[0], return_index=True)
    return {
        "bigram.code": code,
        "bigram.offset": np.append(offset, pairs.shape[1]).astype(np.int64),
        "bigram.stem": pairs[1].astype(np.int32),
        "stem.bigrams": np.bincount(pairs[1], minlength=len(texts)).astype(np.uint16),
    }


def alike(
    columns: Mapping[str, Array], stem: str, least: float
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the numbers of the stems of a segment that are spelt like `stem`, and how alike each is.

    Likeness goes from 0 to 1; those of at least `least` are returned, ascending by number.
    """
    text = f"^{stem}$"
    wanted = sorted({ord(a) << _BITS | ord(b) for a, b in pairwise(text)})
    code, offset, stems = columns["bigram.code"], columns["bigram.offset"], columns["bigram.stem"]
    places = code.searchsorted(wanted).tolist()
    lists = [
        stems[offset[place] : offset[place + 1]]
        for place, bigram in zip(places, wanted, strict=True)
        if place < len(code) and code[place] == bigram
    ]
    shared = np.bincount(np.concatenate([stems[:0], *lists]), minlength=len(columns["stem.bigrams"]))
    # A stem has no fewer bigrams than it shares, so that likeness takes this share of those wanted.
    fewest = max(1, int(len(wanted) * least / (2 - least)))
    (near,) = (shared >= fewest).nonzero()
    likeness = (2 * shared[near] / (len(wanted) + columns["stem.bigrams"][near])).astype(np.float32)
    enough = likeness >= np.float32(least)
    return near[enough], likeness[enough]
