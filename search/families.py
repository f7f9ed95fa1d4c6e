"""Families: the words of a segment that one word of a query means, and how closely."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.bigrams import similarity
from fihris.index.segment import Segment
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
    def of(cls, segment: Segment, forms: Forms, ranking: Ranking) -> Family:
        """Return the family of a word, each member as close as it gets."""
        members = [
            segment.words_of("exact", forms.exact),
            segment.words_of("stem", forms.stem),
            segment.words_of("root", forms.root),
        ]
        strengths = [
            np.full(len(words), strength, np.float32)
            for words, strength in zip(members, (1.0, ranking.by_stem, ranking.by_root), strict=True)
        ]
        if len(forms.stem) >= ranking.alike_from and not forms.stem.isascii():
            alike = similarity(segment.columns, forms.stem)
            for stem in np.flatnonzero(alike >= ranking.alike_least).tolist():
                words = segment.words_with("stem", stem)
                members.append(words)
                strengths.append(np.full(len(words), ranking.alike * alike[stem], np.float32))
        # Of several places the first is kept, and they go from the closest to the farthest.
        words, first = np.unique(np.concatenate(members), return_index=True)
        closeness = np.repeat(
            [SAME, STEM, ROOT, *[ALIKE] * (len(members) - 3)], [len(words) for words in members]
        )
        # A function word means others of its kind; no other word means one.
        like = segment.columns["word.stop"][words] == forms.stop
        kept = first[like]
        return cls(words[like], closeness[kept].astype(np.uint8), np.concatenate(strengths)[kept])
