"""The tokens of many texts, collected for a segment."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, fields
from itertools import count
from sys import getsizeof
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.tokenizing import tokenize
from fihris.index.compiled import kernels
from fihris.index.documents import view
from fihris.index.key_numbers import KeyNumbers
from fihris.index.plain_words import find_plain_words, pack_words, unpack
from fihris.index.ranges import ranges

FARTHEST = 0xFFFF  # characters from the beginning of a text at which a token's place is kept
LONGEST = 0xFF  # characters of a token whose place is kept

_BATCH = 1 << 17  # characters that are taken apart at once: what is made of them fits into a cache


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of all texts, in order.

    `word` int32[T] are numbers of words; `start` uint16[T] and `length` uint8[T] their places in code points,
    at most `FARTHEST` and `LONGEST`; `count` int64[texts]: how many tokens a text has; `far` bool[texts]:
    texts with a place beyond what these types hold.
    """

    word: NDArray[np.int32]
    start: NDArray[np.uint16]
    length: NDArray[np.uint8]
    count: NDArray[np.int64]
    far: NDArray[np.bool_]


class TokenCollector:
    """Collects texts and takes them apart into tokens.

    Plain words are found and numbered all at once. The tokenizer is asked about what is left, the odd
    pieces: once about each distinct one. Strange words, which it gives and which are not plain, count down
    from -1 as long as nobody knows how many plain ones there will be: after those they stand in the end.
    """

    def __init__(self) -> None:
        self._plain = KeyNumbers()
        self._odd = _OddPieces(self._plain)
        self._pending: list[str] = []
        self._pending_size = 0
        self._pieces: list[Tokens] = []
        self._piece_bytes = 0
        self._held = self._count_held()

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        return self._held + 4 * self._pending_size

    def _count_held(self) -> int:
        return self._piece_bytes + self._plain.nbytes + self._odd.nbytes

    def add(self, text: str) -> None:
        """Take the next text."""
        self._pending.append(text)
        self._pending_size += len(text) + 1
        if self._pending_size >= _BATCH:
            self._take_apart()

    def finish(self) -> tuple[Tokens, list[str]]:
        """Return the tokens of all texts, and the words by number; nothing is held any more."""
        self._take_apart()
        plain, odd = self._plain, self._odd
        pieces, self._pieces = self._pieces, []
        self._plain = KeyNumbers()
        self._odd = _OddPieces(self._plain)
        tokens = Tokens(
            *(np.concatenate([getattr(piece, each.name) for piece in pieces]) for each in fields(Tokens))
        )
        word = tokens.word
        np.subtract(len(plain) - 1, word, out=word, where=word < 0)
        return tokens, [*unpack(plain.keys), *odd.strange]

    def _take_apart(self) -> None:
        sizes = np.fromiter(map(len, self._pending), np.int64, len(self._pending)) + 1
        text = "\n".join([*self._pending, ""]) or "\n"  # each text ends with a line break
        self._pending, self._pending_size = [], 0
        plain = find_plain_words(text)
        numbered = Numbered(self._plain.number(plain.key), plain.start, plain.end)
        begin, end = plain.odd_start.tolist(), plain.odd_end.tolist()
        odd = self._odd.tokens([text[a:b] for a, b in zip(begin, end, strict=True)], plain.odd_start)
        piece = put_together(numbered, odd, sizes)
        self._pieces.append(piece)
        self._piece_bytes += sum(getattr(piece, field.name).nbytes for field in fields(piece))
        self._held = self._count_held()


class Numbered(NamedTuple):
    """Tokens in text order: the numbers of their words, and where they begin and end in the text."""

    word: NDArray[np.int32]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


class _OddPieces(dict[str, int]):
    """Numbers of distinct odd pieces; those that are new are given to the tokenizer.

    `strange` are the words that it gave and that are not plain, with their numbers.
    """

    def __init__(self, plain: KeyNumbers) -> None:
        super().__init__()
        self.strange: dict[str, int] = {}
        self._plain = plain
        self._strings = 0
        self._offset = array("q", [0])
        self._word, self._start, self._end = array("i"), array("q"), array("q")

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        arrays = (self._offset, self._word, self._start, self._end)
        tables = getsizeof(self) + getsizeof(self.strange)
        return self._strings + tables + sum(len(each) * each.itemsize for each in arrays)

    def _add(self, pieces: list[str]) -> None:
        """Number pieces that are new, all at once: no token goes over a line break, nor sees beyond it."""
        self.update(zip(pieces, count(len(self)), strict=False))
        words, starts, ends = tokenize("\n".join(pieces))
        self._word.frombytes(self._number(words).tobytes())
        sizes = np.fromiter(map(len, pieces), np.int64, len(pieces)) + 1
        begin = np.cumsum(sizes) - sizes
        first = np.searchsorted(starts, begin)
        shift = begin.repeat(np.diff(first, append=len(starts)))
        self._start.frombytes((np.array(starts, np.int64) - shift).tobytes())
        self._end.frombytes((np.array(ends, np.int64) - shift).tobytes())
        self._offset.frombytes((np.append(first[1:], len(starts)) + self._offset[-1]).tobytes())
        self._strings += sum(map(getsizeof, pieces)) + sum(map(getsizeof, words))

    def _number(self, words: list[str]) -> NDArray[np.int32]:
        """Return the number of each word: that of a plain one, or one below 0."""
        keys = pack_words(words)
        plain, strange = keys > 0, self.strange
        numbers = np.empty(len(words), np.int32)
        numbers[plain] = self._plain.number(keys[plain])
        numbers[~plain] = [
            strange.setdefault(words[place], -1 - len(strange)) for place in np.flatnonzero(~plain).tolist()
        ]
        return numbers

    def tokens(self, pieces: list[str], begin: NDArray[np.int64]) -> Numbered:
        """Return the tokens of pieces that begin at those places."""
        if new := [piece for piece in dict.fromkeys(pieces) if piece not in self]:
            self._add(new)
        piece = np.array([*map(self.__getitem__, pieces)], np.int64)
        offset = np.frombuffer(self._offset, np.int64)
        first, last = offset[piece], offset[piece + 1]
        place, shift = ranges(first, last), begin.repeat(last - first)
        return Numbered(
            view(self._word, np.int32)[place],
            view(self._start, np.int64)[place] + shift,
            view(self._end, np.int64)[place] + shift,
        )


def put_together(plain: Numbered, odd: Numbered, sizes: NDArray[np.int64]) -> Tokens:
    """Return the tokens of texts of those sizes that stand one after the other: plain words, and odd ones."""
    borders = np.cumsum(sizes)
    if kernels:
        many, texts = len(plain.word) + len(odd.word), len(sizes)
        tokens = Tokens(
            word=np.empty(many, np.int32),
            start=np.empty(many, np.uint16),
            length=np.empty(many, np.uint8),
            count=np.empty(texts, np.int64),
            far=np.empty(texts, bool),
        )
        kernels.tokens(
            *plain, *odd, borders, tokens.word, tokens.start, tokens.length, tokens.count, tokens.far
        )
        return tokens
    borders -= sizes
    at = np.searchsorted(plain.start, odd.start)
    word = np.insert(plain.word, at, odd.word)
    start, end = np.insert(plain.start, at, odd.start), np.insert(plain.end, at, odd.end)
    count = np.diff(np.searchsorted(start, borders), append=len(start))
    length = end - start
    start -= borders.repeat(count)
    far = np.zeros(len(sizes), bool)
    (beyond,) = ((start > FARTHEST) | (length > LONGEST)).nonzero()
    far[np.searchsorted(np.cumsum(count), beyond, "right")] = True
    return Tokens(
        word=word,
        start=np.minimum(start, FARTHEST).astype(np.uint16),
        length=np.minimum(length, LONGEST).astype(np.uint8),
        count=count,
        far=far,
    )
