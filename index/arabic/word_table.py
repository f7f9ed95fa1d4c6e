"""Words as kernels see them, and the tables in which they look words up."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.tokenizing import LONGEST_WORD

_ENTRY_HEAD = 3  # bytes of an entry before the letters
_SPARE = 1  # slots for each word, so that few share one


def to_points(text: str) -> memoryview:
    """Returns the code points of a text, 32 bits each."""
    return memoryview(text.encode("utf-32-le", "surrogatepass")).cast("I")


def to_text(points: memoryview) -> str:
    """Returns the text of some code points."""
    return points.tobytes().decode("utf-32-le", "surrogatepass")


def room_for(points: int) -> memoryview:
    """Returns room for so many code points."""
    return memoryview(bytearray(4 * points)).cast("I")


def to_lines(words: Sequence[str]) -> str | None:
    """Returns words with a line break after each, as kernels take them; nothing if one is too long."""
    return "\n".join([*words, ""]) if max(map(len, words), default=0) <= LONGEST_WORD else None


class WordTable:
    """A hash table of words of basic letters: the number of each.

    Open addressing (Knuth 1973, section 6.4); `arrays` are what kernels read: see
    `kernels/word_table.h`. It takes a tenth of the memory of a dict.

    Args:
        words: with a blank or a line break between each two; the last number of a word counts.
        numbers: uint16, one for each word.
    """

    def __init__(self, words: str, numbers: array[int]) -> None:
        text = words.replace(" ", "\n")
        slots = 1 << max((len(numbers) * _SPARE).bit_length(), 1)
        marks, places = bytearray(slots), room_for(slots)
        blob = bytearray(len(text) + _ENTRY_HEAD * len(numbers))
        del blob[kernels.fill_words(to_points(text), numbers, marks, places, blob) :]
        self.arrays = marks, places, blob

    def number(self, word: str) -> int:
        """Returns the number of a word, or -1."""
        return kernels.find_word(*self.arrays, word.encode("utf-32-le", "surrogatepass"))
