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

from fihris.index import similarity_join
from fihris.index.columns import Array
from fihris.index.disjoint_sets import DisjointSets
from fihris.index.documents import NO_DATE
from fihris.index.hashed_sets import HashedSets, Pairs
from fihris.index.ranges import ranges
from fihris.index.shingles import BITS, EVERY, Bodies, Hashes, Keys, body_tokens, borders, distinct

SHORT = 16  # words of a body: of fewer every one matters
RESEMBLES = 0.6
REPRINTED = 3 * 86_400  # seconds in which others print a report
RESEMBLES_LATER = 0.8  # after that it is rather a form that was filled in anew: the week's weather
SAMPLED = 0.5  # of the resemblance that copies need, so much shows in their sketches at least
READ_AT_ONCE = 1 << 13  # pairs

_NEVER = np.iinfo(np.int64).max
_NEAR_BITS = 20  # of a hash, by which nearly all that are not looked for are told at once
_NEAR = np.uint32((1 << _NEAR_BITS) - 1)


@dataclass(frozen=True, slots=True)
class Part:
    """What is looked at of a segment: its columns, and which documents are not deleted (bool[N])."""

    columns: Mapping[str, Array]
    alive: NDArray[np.bool_]


class Texts:
    """The distinct bodies of all segments, numbered by the day on which they were first printed.

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
        (starts,) = new.nonzero()
        published = self._column("document.published", np.int64)[used]
        since = np.minimum.reduceat(np.where(published == NO_DATE, _NEVER, published), starts)
        until = np.maximum.reduceat(published, starts)
        order = np.argsort(since, kind="stable")
        number = np.empty(len(order), np.int64)
        number[order] = np.arange(len(order))
        self.of_document = np.full(len(alive), -1, np.int64)
        self.of_document[used] = number[np.cumsum(new) - 1]
        self.key = key[starts][order]
        self.document = used[starts][order]
        self.dates = np.stack([since, until])[:, order]
        self._excerpt = excerpt[self.document]
        self._words = words[self.document]
        self._long = self._words >= SHORT

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

    def sketches(self, texts: Array) -> HashedSets:
        """Return the sketches of those of the bodies that are long enough."""
        hashes, order, counts = [], [], []
        for columns, (here, documents) in zip(
            self._columns, self._by_segment(texts[self._long[texts]]), strict=True
        ):
            first, last = columns["sketch.offset"][documents], columns["sketch.offset"][documents + 1]
            hashes.append(columns["sketch.hash"][ranges(first, last)])
            order.append(here)
            counts.append(last - first)
        return HashedSets.of(hashes, order, counts, len(self))

    def _holding(self, hashes: Hashes) -> Keys:
        """Return keys of a hash and a body, ascending: of all bodies in whose sketches those hashes are."""
        if not len(hashes) or not len(self):
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
            (own,) = ((text >= 0) & (self.document[text] == document)).nonzero()
            own = own[self._long[text[own]]]
            found.append(hash_[held][own].astype(np.uint64) << BITS | text[own].astype(np.uint64))
        return np.sort(np.concatenate(found))

    def numbers(self, key: Keys) -> NDArray[np.int64]:
        """Return the numbers of the bodies with those keys, -1 for those that are not there."""
        if not len(self):
            return np.full(len(key), -1)
        order = np.argsort(self.key)
        number = order.take(self.key[order].searchsorted(key), mode="clip")
        return np.where(self.key[number] == key, number, -1)

    def crowded(self, hashes: Hashes) -> NDArray[np.int64]:
        """Return bodies that crowds alone may make candidates: of crowds that hold one of those hashes."""
        keys = self._holding(hashes)
        (starts,) = np.diff(keys >> BITS, prepend=EVERY + np.uint64(1)).nonzero()
        size = np.diff(starts, append=len(keys))
        texts = self._each_once(keys[(size > similarity_join.CROWD).repeat(size)] & EVERY)
        if not len(texts):
            return texts
        often = np.zeros(1 << _NEAR_BITS, np.int64)  # or less: near hashes are counted as one
        for columns in self._columns:
            often += np.bincount(columns["sketch.hash"] & _NEAR, minlength=len(often))
        sketches = self.sketches(texts)
        of_crowds = sketches.owner[often[sketches.hashes & _NEAR] > similarity_join.CROWD]
        return texts[(np.bincount(of_crowds, minlength=len(self)) >= _least(sketches))[texts]]

    def _each_once(self, texts: Array) -> NDArray[np.int64]:
        """Return numbers of bodies ascending, each once."""
        chosen = np.zeros(len(self), bool)
        chosen[texts] = True
        return chosen.nonzero()[0]

    def candidates(self, fresh: NDArray[np.bool_]) -> Pairs:
        """Return the pairs that may be copies by their sketches, one body of each `fresh`.

        Those that are linked stand together, the likeliest first.
        """
        sketches = self.sketches(fresh.nonzero()[0])
        if fresh.all():
            key = np.sort(sketches.hashes.astype(np.uint64) << BITS | sketches.owner.astype(np.uint64))
        else:
            key = self._holding(sketches.hashes)
            sketches = self.sketches(self._each_once(key & EVERY))
        found, likely = [np.zeros((0, 2), np.int64)], [np.zeros(0)]
        for pairs in similarity_join.join(key, _least(sketches), fresh):
            fitting = pairs[self._fitting(pairs)]
            both, most = sketches.shared(fitting), sketches.counts[fitting].max(axis=1)
            alike = both >= SAMPLED * self._enough(fitting) * most
            found.append(fitting[alike])
            likely.append(both[alike] / most[alike])
        linked = np.concatenate(found)
        sets = DisjointSets(np.arange(len(self)))
        sets.join(linked)
        unlikely = ((1 - np.concatenate(likely)) * EVERY).astype(np.uint64)
        order = np.argsort(sets.roots()[linked[:, 0]].astype(np.uint64) << BITS | unlikely)
        together: Pairs = linked[order]
        return together

    def _fitting(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Say of which pairs both are excerpts or neither, and the shorter one is long enough."""
        shorter, longer = np.sort(self._words[pairs], axis=1).T  # who repeats himself has no more shingles
        excerpt = self._excerpt[pairs]
        fitting: NDArray[np.bool_] = (shorter >= RESEMBLES * longer) & (excerpt[:, 0] == excerpt[:, 1])
        return fitting

    def _enough(self, pairs: Pairs) -> NDArray[np.float64]:
        """Return how much the bodies of each pair have to resemble each other."""
        (since, other_since), (until, other_until) = self.dates[:, pairs.T]
        undated = (since == _NEVER) | (other_since == _NEVER)
        apart = np.maximum(since - other_until, other_since - until)
        return np.where(undated | (apart <= REPRINTED), RESEMBLES, RESEMBLES_LATER)

    def resemble(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Say which candidates are copies, by all of their shingles."""
        alike = np.zeros(len(pairs), bool)
        for start in range(0, len(pairs), READ_AT_ONCE):
            some = pairs[start : start + READ_AT_ONCE]
            shingles = self._shingles(self._each_once(some))
            both = shingles.shared(some)
            all_ = shingles.counts[some].sum(axis=1) - both
            alike[start : start + READ_AT_ONCE] = both >= self._enough(some) * all_
        return alike

    def _shingles(self, texts: Array) -> HashedSets:
        """Return the hashes of all shingles of bodies."""
        hashes, order, counts = [], [], []
        for bodies, (here, documents) in zip(self._bodies, self._by_segment(texts), strict=True):
            key = distinct(bodies.shingles(documents, np.full(len(documents), EVERY)))
            hashes.append(key.astype(np.uint32))
            order.append(here)
            counts.append(np.diff(borders(key, len(here))))
        return HashedSets.of(hashes, order, counts, len(self))


def _least(sketches: HashedSets) -> NDArray[np.int64]:
    """Return how many hashes the sketch of each body shares at least with those of its copies."""
    least: NDArray[np.int64] = np.maximum(np.ceil(SAMPLED * RESEMBLES * sketches.counts), 1).astype(np.int64)
    return least


def _joined(arrays: Sequence[Array], dtype: type[np.generic]) -> Array:
    return np.concatenate([np.zeros(0, dtype), *arrays])
