"""What kernels know of Arabic words: frequencies and headwords in tables of words."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import astuple

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.frequencies import read_frequencies
from fihris.index.arabic.letters import BASIC_LETTERS
from fihris.index.arabic.thresholds import Thresholds
from fihris.index.arabic.word_table import WordTable, room_for, to_points, to_text

_HEAD_ROOM = 24  # letters of a headword; see `kernels/vocabulary.h`


class WordCounts:
    """How often words of basic letters occur: as much of a dict as the rules need, in a tenth of its memory.

    Args:
        rows: how often some words occur, and these with a blank between each two.
    """

    def __init__(self, rows: Sequence[tuple[float, str]]) -> None:
        self.counts = array("d", [count for count, _ in rows])
        numbers = array("H")
        for number, (_, words) in enumerate(rows):
            numbers += array("H", [number]) * (words.count(" ") + 1)
        self.table = WordTable(" ".join(words for _, words in rows), numbers)

    @classmethod
    def listed(cls) -> WordCounts:
        """Returns what `read_frequencies` has."""
        return cls(read_frequencies())

    @classmethod
    def of(cls, frequencies: Mapping[str, float]) -> WordCounts:
        """Returns what a mapping has."""
        words: dict[float, list[str]] = {}
        for word, count in frequencies.items():
            words.setdefault(count, []).append(word)
        return cls([(count, " ".join(some)) for count, some in words.items()])

    def get(self, word: str, default: float) -> float:
        """Returns how often a word occurs, or `default` if it is not listed."""
        number = self.table.number(word)
        return default if number < 0 else float(self.counts[number])


class CompiledVocabulary:
    """The tables of a vocabulary, and the kernel that works out stems from them; see `Vocabulary`.

    Attributes:
        words, counts: the table of words, and how often those of each number occur.
        irregular, heads: the table of irregular forms, and by their number the code points of the headword.
        thresholds: in the order of their names.
    """

    def __init__(self, counts: WordCounts, headwords: Mapping[str, str], thresholds: Thresholds) -> None:
        heads = list(dict.fromkeys(headwords.values()))
        if max(map(len, heads), default=0) > _HEAD_ROOM:
            raise ValueError(f"a headword of more than {_HEAD_ROOM} letters: {max(heads, key=len)}")
        if odd := re.search(f"[^{BASIC_LETTERS}]", "".join(heads)):
            raise ValueError(f"a headword with other letters than the basic ones: {odd[0]}")
        number = {head: number for number, head in enumerate(heads)}
        numbers = array("H", [number[head] for head in headwords.values()])
        self.words, self.counts = counts.table, counts.counts
        self.irregular = WordTable("\n".join(headwords), numbers)
        self.heads = to_points("".join(head.ljust(_HEAD_ROOM, "\0") for head in heads))
        self.thresholds = array("d", astuple(thresholds))

    def stems(self, folded: str, spelled: str) -> str:
        """Returns the stem of each word, with a line break after each, of words as `to_lines` gives them.

        Args:
            folded: the words as `fold_stem` folds them.
            spelled: the words as they are spelled.
        """
        stems = room_for(len(folded) + _HEAD_ROOM * folded.count("\n"))
        written = kernels.stems(
            to_points(folded),
            to_points(spelled),
            *self.words.arrays,
            self.counts,
            *self.irregular.arrays,
            self.heads,
            self.thresholds,
            stems,
        )
        return to_text(stems[:written])
