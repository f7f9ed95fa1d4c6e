"""Shingles: the runs of words of a body as hashes, by which texts are compared across segments.

What is hashed are exact forms, not their numbers: a text has the same shingles in every segment, whatever
else stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.terms import term_keys

SHINGLE = 3  # words
CAPTION = 7  # words of a body: fewer are the caption of a picture, and say not by themselves what is told
SKETCHED = 32  # shingles of a body in its sketch, on average; of shorter bodies all
BLOCK = 1 << 20  # tokens that are looked at at once

Hashes = NDArray[np.uint32]
Keys = NDArray[np.uint64]
"""The number of a body in the upper half, a hash in the lower one: sorted, each body's stand together."""

BITS = np.uint64(32)
EVERY = np.uint32(0xFFFFFFFF)
_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], np.uint32)  # odd; those of xxHash (Collet 2012)
_BASE = np.uint64(0x9E3779B97F4A7C15)


def sketch(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Return the sketches of a segment's bodies, from its other columns.

    `sketch.hash` uint32 are the hashes of a body's shingles below a threshold that goes with their number,
    ascending, each once; `sketch.offset` int64[N+1] is where a document's begin. `sketch.text` uint64[N] is
    the same for the same text: `document.text`, of captions together with the title.
    """
    bodies = Bodies(arrays)
    text = arrays["document.text"].copy()
    (captions,) = ((bodies.words > 0) & (bodies.words < CAPTION)).nonzero()
    text[captions] += bodies.title_hashes(captions)
    below = thresholds(bodies.count)
    keys = [
        bodies.shingles(np.arange(first, last), below[first:last], first) for first, last in bodies.blocks()
    ]
    key = distinct(np.concatenate([np.zeros(0, np.uint64), *keys]))
    return {
        "sketch.hash": key.astype(np.uint32),
        "sketch.offset": borders(key, len(bodies)),
        "sketch.text": text,
    }


def distinct(key: Array) -> Array:
    """Return keys ascending, each once."""
    key = np.sort(key)  # many times as fast as the hashing of `np.unique`
    new = np.ones(len(key), bool)
    np.not_equal(key[1:], key[:-1], out=new[1:])
    return key[new]


def thresholds(count: Array) -> Hashes:
    """Return the hash that those in the sketch of a body of `count` shingles are below."""
    below: Hashes = np.minimum(EVERY, SKETCHED * (1 << 32) // np.maximum(count, 1)).astype(np.uint32)
    return below


def borders(key: Keys, bodies: int) -> NDArray[np.int64]:
    """Return where the keys of each body begin among sorted ones, and where the last one's end."""
    return key.searchsorted(np.arange(bodies + 1, dtype=np.uint64) << BITS).astype(np.int64)


class Bodies:
    """The bodies of a segment; `words` and `count` int64[N]: how many words each has, how many shingles."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self._forward = arrays["forward.word"]
        self._exact = arrays["word.exact"]
        self._offset = arrays["forward.offset"]
        self._first, self._last = body_tokens(arrays)
        self.words = self._last - self._first
        self.count = np.maximum(self.words - (SHINGLE - 1), 0)
        terms = len(arrays["exact.borders"]) - 1
        self._hash, self._hashed = np.zeros(terms, np.uint32), np.zeros(terms, bool)

    def __len__(self) -> int:
        return len(self._first)

    def _hashes(self, word: Array) -> Hashes:
        """Return the hashes of words; those of terms that nobody asks for are not worked out."""
        term = self._exact[word]
        asked = np.zeros(len(self._hash), bool)
        asked[term] = True
        (new,) = (asked > self._hashed).nonzero()
        self._hash[new] = _term_hashes(self._arrays, new)
        self._hashed |= asked
        return self._hash[term]

    def blocks(self) -> Iterator[tuple[int, int]]:
        """Yield the first document of each block that is looked at at once, and that after its last."""
        last = int(self._last[-1]) if len(self) else 0
        return pairwise(
            sorted({0, len(self), *self._last.searchsorted(np.arange(BLOCK, last, BLOCK)).tolist()})
        )

    def shingles(self, documents: Array, below: Hashes, number: int = 0) -> Keys:
        """Return keys of the shingles of some bodies, in their order, that are below a threshold of each.

        `documents` ascend; the first body has the given number, the others follow.
        """
        if not len(documents):
            return np.zeros(0, np.uint64)
        start, end, count = self._first[documents], self._last[documents], self.count[documents]
        if documents[-1] - documents[0] == len(documents) - 1:
            # Bodies in a row are read where they lie, the titles between them too.
            word, begins = self._forward[start[0] : end[-1]], start - start[0]
        else:
            begins = np.cumsum(end - start) - (end - start)
            word = self._forward[ranges(start, end)]
        hashes = _mixed(self._hashes(word))
        # A run that begins in the last words of a body goes on in the next text: no hash is below 0.
        rest = np.append(begins[1:], len(hashes)) - begins - count
        runs = np.stack([count, np.maximum(rest, 0)], axis=1).ravel()
        limits = np.stack([below, np.zeros_like(below)], axis=1).ravel().repeat(runs)
        (kept,) = (hashes < limits[: len(hashes)]).nonzero()
        bodies = np.arange(number, number + len(documents), dtype=np.uint64)
        body = bodies.repeat(runs[0::2] + runs[1::2])[kept]
        keys: Keys = body << BITS | hashes[kept]
        return keys

    def title_hashes(self, documents: Array) -> Keys:
        """Return a hash of the words of each document's title: a polynomial of their hashes."""
        first = self._offset[documents]
        length = self._first[documents] - first
        hashes = np.zeros(len(documents), np.uint64)
        (titled,) = length.nonzero()
        if len(titled):
            place = ranges(first[titled], first[titled] + length[titled])
            borders = np.cumsum(length[titled]) - length[titled]
            powers = np.cumprod(np.full(length.max(), _BASE))
            order = np.arange(len(place)) - borders.repeat(length[titled])
            hashes[titled] = np.add.reduceat(self._hashes(self._forward[place]) * powers[order], borders)
        return hashes


def body_tokens(arrays: Mapping[str, Array]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first token of each body, and that after its last."""
    offset = arrays["forward.offset"]
    return offset[:-1] + arrays["forward.title"], offset[1:]


def _term_hashes(arrays: Mapping[str, Array], terms: Array) -> Hashes:
    """Return a hash of each of those exact terms: the upper half of its key."""
    offset = arrays["exact.borders"]
    first, last = offset[terms], offset[terms + 1]
    borders = np.concatenate([[0], np.cumsum(last - first)])
    keys = term_keys(arrays["exact.terms"][ranges(first, last)], borders)
    return (keys >> BITS).astype(np.uint32)


def _mixed(word: Hashes) -> Hashes:
    """Return the hashes of the shingles that begin at each word but the last ones."""
    if len(word) < SHINGLE:
        return np.zeros(0, np.uint32)
    hashes: Hashes = word[:-2] * _FACTORS[0]
    hashes += word[1:-1] * _FACTORS[1]
    hashes += word[2:] * _FACTORS[2]
    # The last steps of MurmurHash3 (Appleby 2011), so that every bit depends on every other.
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        hashes ^= hashes >> np.uint32(shift)
        hashes *= np.uint32(factor)
    hashes ^= hashes >> np.uint32(16)
    return hashes
