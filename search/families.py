"""Families: the words of a collection that one word of a query means, and how closely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.cache import Cache
from fihris.search.compiled import kernels
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
ROOM = 1024  # words of a family: of more than that, room is made for all
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

    @classmethod
    def closest(cls, words: Array, closeness: Array, strength: Array) -> Family:
        """Return the family of words that may stand several times, the closest first."""
        words, first = np.unique(words, return_index=True)
        return cls(words.astype(np.intp), closeness[first], strength[first])

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.words.nbytes + self.closeness.nbytes + self.strength.nbytes


class Related(NamedTuple):
    """What is related to a word in one segment, whose words are numbered from `base` on.

    `exact`, `stem` and `root` are the words that share these forms, `stems` those stems that are spelt alike,
    with their `likeness`; `offset` and `words` tell the words of all stems, `stop` which are function words.
    """

    base: int
    exact: NDArray[np.int32]
    stem: NDArray[np.int32]
    root: NDArray[np.int32]
    stems: NDArray[np.int64]
    likeness: NDArray[np.float32]
    offset: NDArray[np.int64]
    words: NDArray[np.int32]
    stop: NDArray[np.bool_]


NONE_ALIKE = np.zeros(0, np.int64), np.zeros(0, np.float32)


class Families:
    """The words of all segments, numbered one segment after the other, and the families among them.

    `bases` says at which number the words of each segment begin, and where the last ones end.
    """

    def __init__(self, segments: Sequence[Segment], expansions: Expansions, ranking: Ranking) -> None:
        sizes = (len(segment.columns["word.stop"]) for segment in segments)
        self.bases = [*accumulate(sizes, initial=0)]
        self._segments = segments
        self._expansions = expansions
        self._ranking = ranking
        self._strengths = np.array([1, ranking.by_stem, ranking.by_root, ranking.alike], np.float32)
        self._known: Cache[Term, Family] = Cache(max(REMEMBERED, OF_WORD * self.bases[-1]))

    def of(self, term: Term) -> Family:
        """Return the family of a word of a query."""
        return self._known.get(term, self._work_out)

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
        strength = np.concatenate([strengths[close], self._strengths[[1] * added], strengths[~close]])
        return Family.closest(words, closeness, strength)

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
        found = [
            self._in_segment(segment, base, forms)
            for segment, base in zip(self._segments, self.bases, strict=False)
        ]
        return related(found, self._strengths, stop=forms.stop)

    def _in_segment(self, segment: Segment, base: int, forms: Forms) -> Related:
        """Return what is related to a word in a segment, whose words are numbered from `base` on."""
        ranking, columns = self._ranking, segment.columns
        stems, likeness = NONE_ALIKE
        if len(forms.stem) >= ranking.alike_from and not forms.stem.isascii():
            stems, likeness = segment.bigrams.alike(forms.stem, ranking.alike_least)
        exact, stem, root = (segment.words_of(layer, getattr(forms, layer)) for _, layer in LAYERS)
        offset, words = columns["stem.words.offset"], columns["stem.words"]
        return Related(base, exact, stem, root, stems, likeness, offset, words, columns["word.stop"])


def related(found: Sequence[Related], strength: NDArray[np.float32], *, stop: bool) -> Family:
    """Return the family of what is related to a word in some segments, each word as close as it gets.

    `strength` float32[4] is how much the same word counts, one of the same stem, of the same root, and one
    that is only spelt alike, times how alike it is. A function word means others of its kind; no other word
    means one: `stop` says which it is.
    """
    if kernels:
        return _settled(found, strength, ROOM, stop=stop)
    numbers, kinds, strengths = [np.zeros(0, np.intp)], [np.zeros(0, np.uint8)], [np.zeros(0, np.float32)]
    for each in found:
        first, last = each.offset[each.stems], each.offset[each.stems + 1]
        likeness = (strength[-1] * each.likeness).repeat(last - first)
        listed = (each.exact, each.stem, each.root, each.words[ranges(first, last)])
        kind = np.arange(len(KINDS)).repeat([*map(len, listed)])
        words = np.concatenate(listed)
        same = each.stop[words] == stop
        numbers.append(words[same].astype(np.intp) + each.base)
        kinds.append(np.array(KINDS, np.uint8)[kind[same]])
        strengths.append(np.append(strength[kind[kind < len(LAYERS)]], likeness)[same])
    return Family.closest(np.concatenate(numbers), np.concatenate(kinds), np.concatenate(strengths))


def _settled(found: Sequence[Related], strength: NDArray[np.float32], room: int, *, stop: bool) -> Family:
    """Return the family of what is related to a word, of which there is about so much."""
    words, closeness = np.empty(room, np.intp), np.empty(room, np.uint8)
    counts, end = np.empty(room, np.float32), 0
    for each in found:
        end = kernels.related(
            each.exact,
            each.stem,
            each.root,
            each.stems,
            each.likeness,
            each.offset,
            each.words,
            each.stop,
            strength,
            words,
            closeness,
            counts,
            stop,
            each.base,
            end,
        )
    if end > room:
        return _settled(found, strength, end, stop=stop)
    return Family(words[:end].copy(), closeness[:end].copy(), counts[:end].copy())
