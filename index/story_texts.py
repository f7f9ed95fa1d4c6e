"""The texts that may tell one story: distinct bodies, which of them may be copies, and which are.

Bodies are compared in full when their sketches say that they may be copies.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.documents import NO_DATE
from fihris.index.shingles import (
    BITS,
    EVERY,
    SHINGLE,
    Bodies,
    Hashes,
    Keys,
    body_tokens,
    borders,
    distinct,
    places,
    thresholds,
)

SHORT = 16  # words of a body: of fewer every one matters
RESEMBLES = 0.6
REPRINTED = 3 * 86_400  # seconds in which others print a report
RESEMBLES_LATER = 0.8  # after that it is rather a form that was filled in anew: the week's weather
LIKELY = 0.4  # resemblance of two sketches, whose error is 0.08
NEIGHBOURS = 16  # of those that share a hash, so many bodies are compared with each; chains reach the others
READ_AT_ONCE = 1 << 15  # pairs
REMEMBERED = 1 << 16  # bodies whose shingles are held until the next pairs are read
BLOCK = 1 << 18  # keys, with up to `NEIGHBOURS` pairs each

Pairs = NDArray[np.int64]
"""Numbers of two bodies each: int64[P, 2]."""
_NEVER = np.iinfo(np.int64).max
_NEAR_BITS = 20  # of a hash, by which nearly all that are not looked for are told at once
_NEAR = np.uint32((1 << _NEAR_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Part:
    """What is looked at of a segment: its columns, and which documents are not deleted (bool[N])."""

    columns: Mapping[str, Array]
    alive: NDArray[np.bool_]


class Texts:
    """The distinct bodies of all segments, numbered in the order of their keys: an order of their own.

    `of_document` int64[N] is the number of each document's body, -1 for those that stand alone. By body:
    `key` uint64 is that of the same body in every generation, `document` int64 the first that has it, and
    `dates` int64[2, B] the first and the last day on which it was printed.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._columns = [part.columns for part in parts]
        self._base = np.cumsum([0, *(len(part.alive) for part in parts)])
        alive = _joined([part.alive for part in parts], np.bool_)
        words = _joined([np.subtract(*body_tokens(each)[::-1]) for each in self._columns], np.int64)
        excerpt = self._column("document.excerpt", np.bool_)
        (used,) = (alive & (words > 0)).nonzero()
        key = self._column("sketch.text", np.uint64)[used] & ~np.uint64(1) | excerpt[used]
        order = np.argsort(key, kind="stable")
        key, used = key[order], used[order]
        new = np.ones(len(used), bool)
        np.not_equal(key[1:], key[:-1], out=new[1:])
        self.of_document = np.full(len(alive), -1, np.int64)
        self.of_document[used] = np.cumsum(new) - 1
        (starts,) = new.nonzero()
        self.key = key[starts]
        self.document = used[starts]
        self._excerpt = excerpt[self.document]
        self._words = words[self.document]
        self._long = self._words >= SHORT
        self._below = thresholds(self._words - (SHINGLE - 1))
        self._shingles: dict[int, Hashes] = {}
        published = self._column("document.published", np.int64)[used]
        first = np.where(published == NO_DATE, _NEVER, published)
        self.dates = np.zeros((2, len(starts)), np.int64)
        if len(starts):
            self.dates[:] = np.minimum.reduceat(first, starts), np.maximum.reduceat(published, starts)

    def __len__(self) -> int:
        return len(self.document)

    def _column(self, name: str, dtype: type[np.generic]) -> Array:
        return _joined([columns[name] for columns in self._columns], dtype)

    @cached_property
    def _bodies(self) -> list[Bodies]:
        return [Bodies(columns) for columns in self._columns]

    def _by_segment(self, texts: Array) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Yield for each segment those of the bodies that stand there, and their documents, ascending."""
        texts = texts[np.argsort(self.document[texts])]
        for (first, last), start in zip(
            pairwise(self.document[texts].searchsorted(self._base).tolist()),
            self._base.tolist(),
            strict=False,
        ):
            yield texts[first:last], self.document[texts[first:last]] - start

    def sketches(self, texts: Array) -> tuple[Hashes, NDArray[np.int64], NDArray[np.int64]]:
        """Return the hashes in the sketches of those of the bodies that are long enough, one after the other.

        With them goes the body of each, and of each body how many they are, by body.
        """
        hashes, order, counts = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for columns, (here, documents) in zip(
            self._columns, self._by_segment(texts[self._long[texts]]), strict=True
        ):
            first, last = columns["sketch.offset"][documents], columns["sketch.offset"][documents + 1]
            hashes.append(columns["sketch.hash"][places(first, last)])
            order.append(here)
            counts.append(last - first)
        text, count = np.concatenate(order), np.concatenate(counts)
        of_text = np.zeros(len(self), np.int64)
        of_text[text] = count
        return np.concatenate(hashes), text.repeat(count), of_text

    def _holding(self, hashes: Hashes) -> Keys:
        """Return keys of a hash and a body, ascending: of all bodies in whose sketches those hashes are."""
        if not len(hashes):
            return np.zeros(0, np.uint64)
        wanted = np.sort(hashes)
        near = np.zeros(1 << _NEAR_BITS, bool)
        near[hashes & _NEAR] = True
        found = [np.zeros(0, np.uint64)]
        for columns, base in zip(self._columns, self._base.tolist(), strict=False):
            (place,) = near[columns["sketch.hash"] & _NEAR].nonzero()
            hash_ = columns["sketch.hash"][place]
            held = wanted.take(wanted.searchsorted(hash_), mode="clip") == hash_
            document = columns["sketch.offset"].searchsorted(place[held], "right") - 1 + base
            text = self.of_document[document]
            (own,) = ((text >= 0) & (self.document.take(text, mode="clip") == document)).nonzero()
            own = own[self._long[text[own]]]
            found.append(hash_[held][own].astype(np.uint64) << BITS | text[own].astype(np.uint64))
        return np.sort(np.concatenate(found))

    def unsettle_around(self, unsettled: NDArray[np.bool_], hashes: Hashes, texts: NDArray[np.int64]) -> None:
        """Set `unsettled` for the neighbours of bodies among those that share a hash with them.

        `texts` are the numbers at which the bodies stand, or would, that have each of `hashes`.
        """
        keys = self._holding(hashes)
        if not len(keys):
            return
        begin = keys.searchsorted(hashes.astype(np.uint64) << BITS | texts.astype(np.uint64))
        for step in range(-NEIGHBOURS, NEIGHBOURS + 1):
            near = keys.take(begin + step, mode="clip")
            unsettled[(near[near >> BITS == hashes] & EVERY).astype(np.int64)] = True

    def candidates(self, chosen: NDArray[np.bool_]) -> Pairs:
        """Return the pairs of chosen bodies that are copies by their sketches, the likeliest first."""
        hashes, text, count = self.sketches(chosen.nonzero()[0])
        pairs, shared = _sharing(
            np.sort(hashes.astype(np.uint64) << BITS | text.astype(np.uint64))
            if chosen.all()
            else self._holding(hashes),
            chosen,
        )
        size = count[pairs]
        likely = (shared >= LIKELY / 2 * size.min(axis=1)) & (
            self._excerpt[pairs[:, 0]] == self._excerpt[pairs[:, 1]]
        )
        pairs, shared = pairs[likely], shared[likely]
        # A hash can be in both sketches if it is below both thresholds: only those below are counted.
        keys = np.sort(text.astype(np.uint64) << BITS | hashes)
        lower = self._below[pairs].min(axis=1).astype(np.uint64)
        both = sum(
            keys.searchsorted(each << BITS | lower) - keys.searchsorted(each << BITS)
            for each in pairs.T.astype(np.uint64)
        )
        resemblance = shared / (both - shared)
        (likely,) = (resemblance >= LIKELY).nonzero()
        likeliest: Pairs = pairs[likely[np.argsort(-resemblance[likely], kind="stable")]]
        return likeliest

    def resemble(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Say which pairs are copies, by all of their shingles."""
        one, other = pairs.T
        shared, both = np.zeros((2, len(pairs)), np.int64)
        for start in range(0, len(pairs), READ_AT_ONCE):
            shingles = self._read(pairs[start : start + READ_AT_ONCE])
            for place, (a, b) in enumerate(pairs[start : start + READ_AT_ONCE].tolist(), start):
                shared[place] = _shared(shingles[a], shingles[b])
                both[place] = len(shingles[a]) + len(shingles[b])
        since, until = self.dates
        undated = (since[one] == _NEVER) | (since[other] == _NEVER)
        apart = np.maximum(since[one] - until[other], since[other] - until[one])
        enough = np.where(undated | (apart <= REPRINTED), RESEMBLES, RESEMBLES_LATER)
        shorter, longer = np.sort(self._words[pairs], axis=1).T  # who repeats himself has no more shingles
        alike: NDArray[np.bool_] = (shared >= enough * (both - shared)) & (shorter >= RESEMBLES * longer)
        return alike

    def _read(self, pairs: Pairs) -> dict[int, Hashes]:
        """Return the hashes of bodies, ascending, each once: of those in `pairs` and others read before."""
        found = self._shingles
        if len(found) > REMEMBERED:
            found.clear()
        missing = dict.fromkeys(text for text in pairs.ravel().tolist() if text not in found)
        texts = np.array(list(missing), np.int64)
        for bodies, (here, documents) in zip(self._bodies, self._by_segment(texts), strict=True):
            key = distinct(bodies.shingles(documents, np.full(len(documents), EVERY)))
            hashes, border = key.astype(np.uint32), borders(key, len(here)).tolist()
            for text, (first, last) in zip(here.tolist(), pairwise(border), strict=True):
                found[text] = hashes[first:last]
        return found


def _joined(arrays: Sequence[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate([np.zeros(0, dtype), *arrays])


def _sharing(key: Keys, chosen: NDArray[np.bool_]) -> tuple[Pairs, NDArray[np.int64]]:
    """Return the pairs of chosen bodies that share hashes, the lower number first, and how many they share.

    `key` are of a hash and a body that has it, ascending. They are gone through by the lower body, `BLOCK` of
    them at once: where an article has many copies there are many more pairs than keys.
    """
    twice = np.zeros(len(key) + 1, bool)
    np.equal(key[1:] >> BITS, key[:-1] >> BITS, out=twice[1:-1])
    key = key[twice[1:] | twice[:-1]]  # most hashes are of one body alone
    text = (key & np.uint64(EVERY)).astype(np.uint32)
    # After the last hash comes another one, so that no run goes beyond it.
    value = np.concatenate([key >> BITS, ~key[-1:].repeat(NEIGHBOURS) >> BITS]).astype(np.uint32)
    del key
    wanted = chosen[text]
    (place,) = wanted.nonzero()
    by_text = np.sort(text[place].astype(np.uint64) << BITS | place.astype(np.uint64))
    found, counts = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for first, last in pairwise(_borders_of_blocks(by_text)):
        place = (by_text[first:last] & EVERY).astype(np.int64)
        near = [np.zeros(0, np.uint64)]
        for step in range(1, NEIGHBOURS + 1):
            place = place[value[place + step] == value[place]]
            lower = place[wanted[place + step]]
            near.append(text[lower].astype(np.uint64) << BITS | text[lower + step])
        pair = np.sort(np.concatenate(near))
        (starts,) = np.diff(pair, prepend=np.uint64(0)).nonzero()
        found.append(pair[starts])
        counts.append(np.diff(starts, append=len(pair)))
    pairs = np.concatenate(found)
    return (
        np.stack([pairs >> BITS, pairs & np.uint64(EVERY)], axis=1).astype(np.int64),
        np.concatenate(counts),
    )


def _borders_of_blocks(keys: Keys) -> list[int]:
    """Return where blocks of about `BLOCK` keys begin and the last one ends; a body is in one block."""
    bodies = keys[BLOCK::BLOCK] >> BITS
    return sorted({0, *keys.searchsorted(bodies << BITS).tolist(), len(keys)})


def _shared(some: Hashes, others: Hashes) -> int:
    if len(some) > len(others):
        some, others = others, some
    place = others.searchsorted(some)
    return int(np.count_nonzero(others.take(place, mode="clip") == some))
