"""Words as kernels see them, and the tables in which they look words up."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.tokenizing import LONGEST_WORD

_ENTRY_HEAD = 3  # bytes of an entry before the letters
_SPARE = 1  # slots for each word, so that few share one


def to_points(text: str) -> NDArray[np.uint32]:
    """Returns the code points of a text."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def to_text(points: NDArray[np.uint32]) -> str:
    """Returns the text of some code points."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def to_lines(words: Sequence[str]) -> str | None:
    """Returns words with a line break after each, as kernels take them; nothing if one is too long."""
    return "\n".join([*words, ""]) if max(map(len, words), default=0) <= LONGEST_WORD else None


class WordTable:
    """A hash table of words of basic letters: the number of each.

    Open addressing (Knuth 1973, section 6.4); `arrays` are what kernels read: see
    `kernels/word_table.h`. It takes a tenth of the memory of a dict.

    Args:
        words: with a blank or a line break between each two; the last number of a word counts.
        numbers: one for each word, below 65,536.
    """

    def __init__(self, words: str, numbers: NDArray[np.int64]) -> None:
        if numbers.max(initial=0) > np.iinfo(np.uint16).max:
            raise ValueError("a table holds no number beyond 65,535")
        text = words.replace(" ", "\n")
        slots = 1 << max((len(numbers) * _SPARE).bit_length(), 1)
        marks, places = np.zeros(slots, np.uint8), np.empty(slots, np.uint32)
        blob = np.empty(len(text) + _ENTRY_HEAD * len(numbers), np.uint8)
        used = kernels.fill_words(to_points(text), numbers.astype(np.uint16), marks, places, blob)
        self.arrays = marks, places, blob[:used]

    def number(self, word: str) -> int:
        """Returns the number of a word, or -1."""
        return kernels.find_word(*self.arrays, word.encode("utf-32-le", "surrogatepass"))
