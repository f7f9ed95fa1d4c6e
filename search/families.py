"""Families: the words of a collection that one word of a query means, and how closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from threading import local

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.cache import Cache
from fihris.search.expansion import Expansion, Expansions, Term
from fihris.search.phrases import Row
from fihris.search.ranking import Ranking
from fihris.search.widened import WidenedTerm

KINDS = SAME, STEM, ROOT, ALIKE = 1, 2, 4, 8
"""How close a word is: the same but for spelling, of one stem, of one root, only spelt alike. 0 is none.

Each is a bit, so that of several words it can be told at once which kinds there are.
"""

LAYERS = ((SAME, "exact"), (STEM, "stem"), (ROOT, "root"))
REMEMBERED = 16 << 20  # bytes of families that a collection keeps at least
OF_WORD = 40  # bytes of families that it keeps for each word of its vocabulary


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Words (intp, ascending), how close each is (uint8) and how much it counts (float32).

    Words that are not only spelt alike count by their closeness: all of one closeness the same.
    """

    words: NDArray[np.intp]
    closeness: NDArray[np.uint8]
    strength: NDArray[np.float32]

    @classmethod
    def of(cls, words: Array, closeness: Array, strength: Array) -> Family:
        """Return the family of words, in any order, given how close each is and how much it counts."""
        order = np.argsort(words)
        return cls(words[order].astype(np.intp), closeness[order], strength[order])

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.words.nbytes + self.closeness.nbytes + self.strength.nbytes


class Families:
    """The words of all segments, numbered one segment after the other, and the families among them.

    `bases` says at which number the words of each segment begin, and where the last ones end.
    """

    def __init__(self, segments: Sequence[Segment], expansions: Expansions, ranking: Ranking) -> None:
        stops = [segment.columns["word.stop"] for segment in segments]
        self.bases: list[int] = np.cumsum([0, *map(len, stops)]).tolist()
        self._segments = segments
        self._expansions = expansions
        self._ranking = ranking
        self._stop: Array = stops[0] if len(stops) == 1 else np.concatenate([np.zeros(0, bool), *stops])
        self._strength = np.zeros(ROOT + 1, np.float32)
        self._strength[[SAME, STEM, ROOT]] = 1, ranking.by_stem, ranking.by_root
        self._known: Cache[Term, Family] = Cache(max(REMEMBERED, OF_WORD * self.bases[-1]))
        self._local = local()

    def of(self, term: Term) -> Family:
        """Return the family of a word of a query."""
        return self._known.get(term, self._work_out)

    def scratch(self, places: int) -> Array:
        """Return a table over all words for numbers up to `places`, all zeros; who writes to it leaves zeros.

        It is this thread's own, and of 16 bits: the smaller it is the more of it is at hand. Where that is
        too few bits it is a new one.
        """
        if places >= 1 << 16:
            return np.zeros(self.bases[-1], np.int32)
        scratch: Array | None = getattr(self._local, "scratch", None)
        if scratch is None:
            scratch = self._local.scratch = np.zeros(self.bases[-1], np.uint16)
        return scratch

    def _work_out(self, term: Term) -> Family:
        if isinstance(term, WidenedTerm):
            return self._widened(term)
        return self._relatives(term) if isinstance(term, Forms) else self._spelt(term)

    def _widened(self, term: WidenedTerm) -> Family:
        """Return the relatives of a word, and those in its place as if they shared its stem."""
        own = self.of(term.word)
        rows = [each.forms if isinstance(each, Row) else (each,) for each in term.others]
        families = [self.of(forms) for row in rows for forms in row]
        placed = [family.words[family.closeness <= STEM] for family in families]
        kinds, strengths = own.closeness, own.strength
        close = kinds <= STEM
        words = np.concatenate([own.words[close], *placed, own.words[~close]])
        added = len(words) - len(own.words)
        closeness = np.concatenate([kinds[close], np.full(added, STEM, np.uint8), kinds[~close]])
        strength = np.concatenate([strengths[close], self._strength[[STEM] * added], strengths[~close]])
        kept = self._first(words)
        return Family.of(words[kept], closeness[kept], strength[kept])

    def _first(self, words: Array) -> NDArray[np.bool_]:
        """Say which words stand at their first place."""
        # Of several places of a word the first is kept: the last one that is written to the table.
        scratch = self.scratch(len(words))
        places = np.arange(len(words), dtype=scratch.dtype)
        scratch[words[::-1]] = places[::-1]
        first: NDArray[np.bool_] = scratch[words] == places
        scratch[words] = 0
        return first

    def _spelt(self, expansion: Expansion) -> Family:
        """Return the words of all exact forms that a word stands for, all as close as can be."""
        found = []
        for segment, base in zip(self._segments, self.bases, strict=False):
            expanded = self._expansions.of(segment, expansion)
            numbers = np.union1d(expanded.numbers, expanded.parts)
            offset = segment.columns["exact.words.offset"]
            place = ranges(offset[numbers], offset[numbers + 1])
            spelt = np.union1d(segment.columns["exact.words"][place], expanded.dated.words)
            found.append(spelt + np.int32(base))
        words = np.concatenate(found)
        return Family.of(words, np.full(len(words), SAME, np.uint8), np.ones(len(words), np.float32))

    def _relatives(self, forms: Forms) -> Family:
        """Return the words that share a form with a word, or are spelt alike, each as close as it gets."""
        found: list[Array] = []
        bases, kinds = [], []
        for kind, layer in LAYERS:
            for segment, base in zip(self._segments, self.bases, strict=False):
                found.append(segment.words_of(layer, getattr(forms, layer)))
                bases.append(base)
                kinds.append(kind)
        related = sum(map(len, found))
        alike, likeness = self._alike(forms.stem)
        sizes = [*map(len, found), *map(len, alike)]
        words = np.concatenate([*found, *alike])
        words += np.array([*bases, *self.bases[: len(alike)]], np.int32).repeat(sizes)
        closeness = np.array([*kinds, *[ALIKE] * len(alike)], np.uint8).repeat(sizes)
        strength = np.concatenate([self._strength[closeness[:related]], likeness])
        # They go from the closest to the farthest.
        kept = self._first(words)
        # A function word means others of its kind; no other word means one.
        kept &= self._stop[words] == forms.stop
        return Family.of(words[kept], closeness[kept], strength[kept])

    def _alike(self, stem: str) -> tuple[list[Array], NDArray[np.float32]]:
        """Return by segment the words whose stems are spelt like `stem`; how much each of all counts."""
        ranking = self._ranking
        if len(stem) < ranking.alike_from or stem.isascii():
            return [], np.zeros(0, np.float32)
        found, strengths = [], []
        for segment in self._segments:
            stems, likeness = segment.bigrams.alike(stem, ranking.alike_least)
            offset = segment.columns["stem.words.offset"]
            first, last = offset[stems], offset[stems + 1]
            found.append(segment.columns["stem.words"][ranges(first, last)])
            strengths.append((np.float32(ranking.alike) * likeness).repeat(last - first))
        return found, np.concatenate(strengths)
