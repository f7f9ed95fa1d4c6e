"""Families: the words of a segment that one word of a query means, and how closely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.bigrams import alike
from fihris.index.segment import Segment
from fihris.search.ranges import ranges
from fihris.search.ranking import Ranking

SAME, STEM, ROOT, ALIKE = 1, 2, 3, 4
"""How close a word is: the same but for spelling, of one stem, of one root, only spelt alike. 0 is none."""


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """Words (int32, numbers in the segment), how close each is (uint8) and how much it counts (float32)."""

    words: NDArray[np.int32]
    closeness: NDArray[np.uint8]
    strength: NDArray[np.float32]

    @classmethod
    def spelt(cls, segment: Segment, numbers: NDArray[np.int64]) -> Family:
        """Return the words of the exact forms with those numbers, all as close as can be."""
        offset = segment.columns["exact.words.offset"]
        words = np.sort(segment.columns["exact.words"][ranges(offset[numbers], offset[numbers + 1])])
        return cls(words, np.full(len(words), SAME, np.uint8), np.ones(len(words), np.float32))

    @classmethod
    def of(cls, segment: Segment, forms: Forms, ranking: Ranking) -> Family:
        """Return the family of a word, each member as close as it gets."""
        near = [
            segment.words_of("exact", forms.exact),
            segment.words_of("stem", forms.stem),
            segment.words_of("root", forms.root),
        ]
        strengths = np.repeat(
            np.array([1.0, ranking.by_stem, ranking.by_root], np.float32), [len(words) for words in near]
        )
        closeness = np.repeat(np.array([SAME, STEM, ROOT], np.uint8), [len(words) for words in near])
        if len(forms.stem) >= ranking.alike_from and not forms.stem.isascii():
            stems, likeness = alike(segment.columns, forms.stem, ranking.alike_least)
            offset = segment.columns["stem.words.offset"]
            first, last = offset[stems], offset[stems + 1]
            near.append(segment.columns["stem.words"][ranges(first, last)])
            likeness = np.float32(ranking.alike) * likeness
            strengths = np.concatenate([strengths, likeness.repeat(last - first)])
            closeness = np.concatenate([closeness, np.full(len(near[-1]), ALIKE, np.uint8)])
        # Of several places the first is kept, and they go from the closest to the farthest.
        words, place = np.unique(np.concatenate(near), return_index=True)
        # A function word means others of its kind; no other word means one.
        like = segment.columns["word.stop"][words] == forms.stop
        kept = place[like]
        return cls(words[like], closeness[kept], strengths[kept])
