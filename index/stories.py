"""Stories: articles that carry the same text, nearly word for word, whoever printed it.

A wire report is printed by many newspapers, with another headline, a dateline, a title of honour less. Two
bodies are copies when their shingles are largely the same: when they resemble each other by what they share
of all that they have (Broder 1997, "On the resemblance and containment of documents"). A piece of an article
shares all that it has with it and yet resembles it little: an excerpt is no copy of the whole. A story is all
that is linked by copies.

Bodies are compared in full when their sketches say that they may be copies. Nothing depends on the segment
that an article stands in, or on what was indexed first: the same articles always make the same stories.
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
    body_tokens,
    borders,
    distinct,
    places,
    thresholds,
)

SHORT = 16  # words of a body: of fewer every one matters
CAPTION = 7  # words of a body: fewer are the caption of a picture, and say not by themselves what is told
RESEMBLES = 0.6
REPRINTED = 3 * 86_400  # seconds in which others print a report
RESEMBLES_LATER = 0.8  # after that it is rather a form that was filled in anew: the week's weather
LIKELY = 0.4  # resemblance of two sketches, whose error is 0.08
NEIGHBOURS = 16  # of those that share a hash, so many bodies are compared with each; chains reach the others

Pairs = NDArray[np.int64]
"""Numbers of two bodies each: int64[P, 2]."""
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Part:
    """What is looked at of a segment: its columns, and which documents are not deleted (bool[N])."""

    columns: Mapping[str, Array]
    alive: NDArray[np.bool_]


def group(parts: Sequence[Part]) -> NDArray[np.int32]:
    """Return the number of each document's story over all segments, -1 where it stands alone.

    Stories are numbered in the order of their first documents. Deleted documents and those without a body
    stand alone; a body of fewer words than `SHORT` is copied word for word only, and one of fewer than
    `CAPTION` where the title is too; excerpts make stories with excerpts only.
    """
    texts = _Texts(parts)
    stories = _Stories(len(texts))
    pairs = texts.candidates()
    while len(pairs):
        forest = stories.forest(pairs)
        tried = pairs[forest]
        for one, other in tried[texts.resemble(tried)].tolist():
            stories.join(one, other)
        pairs = pairs[~forest]
        pairs = pairs[[stories.find(one) != stories.find(other) for one, other in pairs.tolist()]]
    return _number(texts.of_document, stories)


class _Texts:
    """The distinct bodies of all segments, numbered in the order of their hashes: an order of their own.

    `of_document` int64[N] is the number of each document's body, -1 for those that stand alone.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._columns = [part.columns for part in parts]
        self._base = np.cumsum([0, *(len(part.alive) for part in parts)])
        alive = _joined([part.alive for part in parts], np.bool_)
        words = _joined([np.subtract(*body_tokens(each)[::-1]) for each in self._columns], np.int64)
        text = self._column("document.text", np.uint64)
        excerpt = self._column("document.excerpt", np.bool_)
        (used,) = (alive & (words > 0)).nonzero()
        text = self._with_titles(text, used[words[used] < CAPTION])
        used = used[np.lexsort((excerpt[used], text[used]))]
        new = np.ones(len(used), bool)
        new[1:] = (np.diff(text[used]) != 0) | np.diff(excerpt[used])
        self.of_document = np.full(len(text), -1, np.int64)
        self.of_document[used] = np.cumsum(new) - 1
        (starts,) = new.nonzero()
        self._document = used[starts]
        self._excerpt = excerpt[self._document]
        self._words = words[self._document]
        self._long = self._words >= SHORT
        self._below = thresholds(self._words - (SHINGLE - 1))
        published = self._column("document.published", np.int64)[used]
        self._shingles: dict[int, Hashes] = {}
        self._until = np.maximum.reduceat(published, starts) if len(starts) else published
        published = np.where(published == NO_DATE, _NEVER, published)
        self._from = np.minimum.reduceat(published, starts) if len(starts) else published

    def __len__(self) -> int:
        return len(self._document)

    def _column(self, name: str, dtype: type[np.generic]) -> Array:
        return _joined([columns[name] for columns in self._columns], dtype)

    @cached_property
    def _bodies(self) -> list[Bodies]:
        return [Bodies(columns) for columns in self._columns]

    def _with_titles(self, text: NDArray[np.uint64], documents: NDArray[np.int64]) -> NDArray[np.uint64]:
        """Return the hashes of all texts, those of some documents with their titles'."""
        text = text.copy()
        for bodies, start, end in zip(self._bodies, self._base[:-1], self._base[1:], strict=True):
            here = documents[(start <= documents) & (documents < end)]
            text[here] += bodies.title_hashes(here - start)
        return text

    def _by_segment(self, texts: Array) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
        """Yield for each segment those of the bodies that stand there, and their documents, ascending."""
        texts = texts[np.argsort(self._document[texts])]
        for (first, last), start in zip(
            pairwise(self._document[texts].searchsorted(self._base).tolist()),
            self._base.tolist(),
            strict=False,
        ):
            yield texts[first:last], self._document[texts[first:last]] - start

    def candidates(self) -> Pairs:
        """Return the pairs that are copies by their sketches, the likeliest first."""
        hashes, order, counts = [np.zeros(0, np.uint32)], [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
        for columns, (texts, documents) in zip(
            self._columns, self._by_segment(self._long.nonzero()[0]), strict=True
        ):
            first, last = columns["sketch.offset"][documents], columns["sketch.offset"][documents + 1]
            hashes.append(columns["sketch.hash"][places(first, last)])
            order.append(texts)
            counts.append(last - first)
        text, count = np.concatenate(order), np.concatenate(counts)
        row = np.empty(len(self), np.int64)  # where a body stands in `keys`, which are sorted by that
        row[text] = np.arange(len(text))
        hashed = np.concatenate(hashes)
        pairs, shared = _sharing(hashed, text.repeat(count))
        size = count[row[pairs]]
        likely = (shared >= LIKELY / 2 * size.min(axis=1)) & (
            self._excerpt[pairs[:, 0]] == self._excerpt[pairs[:, 1]]
        )
        pairs, shared = pairs[likely], shared[likely]
        # A hash can be in both sketches if it is below both thresholds: only those below are counted.
        keys = np.arange(len(text), dtype=np.uint64).repeat(count) << BITS | hashed
        lower = self._below[pairs].min(axis=1).astype(np.uint64)
        rows = row[pairs].astype(np.uint64)
        both = sum(
            keys.searchsorted(each << BITS | lower) - keys.searchsorted(each << BITS) for each in rows.T
        )
        resemblance = shared / (both - shared)
        (likely,) = (resemblance >= LIKELY).nonzero()
        likeliest: Pairs = pairs[likely[np.argsort(-resemblance[likely], kind="stable")]]
        return likeliest

    def resemble(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Say which pairs are copies, by all of their shingles."""
        shingles = self._read(pairs)
        one, other = pairs.T
        shared = np.array([_shared(shingles[a], shingles[b]) for a, b in pairs.tolist()], np.int64)
        both = np.array([len(shingles[a]) + len(shingles[b]) for a, b in pairs.tolist()], np.int64)
        undated = (self._from[one] == _NEVER) | (self._from[other] == _NEVER)
        apart = np.maximum(self._from[one] - self._until[other], self._from[other] - self._until[one])
        enough = np.where(undated | (apart <= REPRINTED), RESEMBLES, RESEMBLES_LATER)
        shorter, longer = np.sort(self._words[pairs], axis=1).T  # who repeats himself has no more shingles
        alike: NDArray[np.bool_] = (shared >= enough * (both - shared)) & (shorter >= RESEMBLES * longer)
        return alike

    def _read(self, pairs: Pairs) -> dict[int, Hashes]:
        """Return the hashes of bodies, ascending, each once: of those in `pairs` and others read before."""
        found = self._shingles
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


def _sharing(hashes: Hashes, texts: NDArray[np.int64]) -> tuple[Pairs, NDArray[np.int64]]:
    """Return the pairs of bodies that share hashes, the lower number first, and how many they share."""
    key = np.sort(hashes.astype(np.uint64) << BITS | texts.astype(np.uint64))
    twice = np.zeros(len(key) + 1, bool)
    np.equal(key[1:] >> BITS, key[:-1] >> BITS, out=twice[1:-1])
    key = key[twice[1:] | twice[:-1]]  # most hashes are of one body alone
    value, text = key >> BITS, key & np.uint64(EVERY)
    found = [np.zeros(0, np.uint64)]
    for step in range(1, NEIGHBOURS + 1):
        (same,) = (value[step:] == value[:-step]).nonzero()
        found.append(text[same] << BITS | text[same + step])
    pair = np.sort(np.concatenate(found))
    (starts,) = np.diff(pair, prepend=np.uint64(0)).nonzero()
    pairs, shared = pair[starts], np.diff(starts, append=len(pair))
    return np.stack([pairs >> BITS, pairs & np.uint64(EVERY)], axis=1).astype(np.int64), shared


def _shared(some: Hashes, others: Hashes) -> int:
    if len(some) > len(others):
        some, others = others, some
    place = others.searchsorted(some)
    return int(np.count_nonzero(others.take(place, mode="clip") == some))


class _Stories:
    """Bodies that are joined one by one: disjoint sets, known by a member (Galler and Fischer 1964)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def find(self, text: int) -> int:
        """Return the body by which a body's set is known."""
        above = self._above
        while above[text] != text:
            above[text] = above[above[text]]
            text = above[text]
        return text

    def join(self, one: int, other: int) -> None:
        """Make one set of those of two bodies, known by the lowest number."""
        low, high = sorted((self.find(one), self.find(other)))
        self._above[high] = low

    def forest(self, pairs: Pairs) -> NDArray[np.bool_]:
        """Say which pairs, taken in their order, join what those before leave apart.

        Only these have to be looked at: when they hold, the others say nothing new.
        """
        trial = _Stories(0)
        trial._above = self._above.copy()
        chosen = np.zeros(len(pairs), bool)
        for place, (one, other) in enumerate(pairs.tolist()):
            if trial.find(one) != trial.find(other):
                trial.join(one, other)
                chosen[place] = True
        return chosen


def _number(text: NDArray[np.int64], stories: _Stories) -> NDArray[np.int32]:
    """Return the number of each document's story, given its body's, or -1."""
    number = np.full(len(text), -1, np.int32)
    (used,) = (text >= 0).nonzero()
    if len(used):
        root = np.array([stories.find(each) for each in range(int(text.max()) + 1)])[text[used]]
        _, first, story, size = np.unique(root, return_index=True, return_inverse=True, return_counts=True)
        several = size > 1
        order = np.full(len(first), -1)
        order[np.flatnonzero(several)[np.argsort(first[several])]] = np.arange(several.sum())
        number[used] = order[story]
    return number
