"""The tokens of many texts, collected for a segment."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, fields
from sys import getsizeof

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.tokenizing import tokenize
from fihris.index.columns import Array

FARTHEST = 0xFFFF  # characters from the beginning of a text at which a token's place is kept
LONGEST = 0xFF  # characters of a token whose place is kept

_BATCH = 1 << 18  # runs that are taken apart at once
# What parts tokens as a blank does and is common, so that fewer runs are new, and as many blanks. A point or
# comma before a blank is not of a number.
_PARTING = [(mark, " " * len(mark)) for mark in ("\n", ". ", "، ", ":", '"', "(", ")")]


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

    A *run* is what stands between two blanks. No token holds a blank or depends on what is beyond one, so a
    text has the tokens of its runs. Few runs are new: the tokenizer is asked once about each distinct one,
    the rest is done with numbers.
    """

    def __init__(self) -> None:
        self._runs = _Runs()
        self._pending, self._ends = array("i"), array("q")
        self._pieces: list[Tokens] = []
        self._piece_bytes = 0

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        pending = len(self._pending) * self._pending.itemsize + len(self._ends) * self._ends.itemsize
        return self._piece_bytes + self._runs.nbytes + pending

    def add(self, text: str) -> None:
        """Take the next text."""
        for mark, blanks in _PARTING:
            text = text.replace(mark, blanks)
        self._pending.extend([*map(self._runs.__getitem__, text.split(" "))])
        self._ends.append(len(self._pending))
        if len(self._pending) >= _BATCH:
            self._take_apart()

    def finish(self) -> tuple[Tokens, list[str]]:
        """Return the tokens of all texts, and the words by number; nothing is held any more."""
        self._take_apart()
        words = list(self._runs.words)
        self._runs = _Runs()
        pieces, self._pieces = self._pieces, []
        tokens = Tokens(
            *(np.concatenate([getattr(piece, each.name) for piece in pieces]) for each in fields(Tokens))
        )
        return tokens, words

    def _take_apart(self) -> None:
        table = self._runs.table()
        run = np.array(self._pending, np.int32)
        end = np.array(self._ends, np.int64)
        first = np.concatenate([[0], end[:-1]])[: len(end)]  # every text has a run, if an empty one
        del self._pending[:], self._ends[:]

        size = table.size[run] + 1
        begin = np.cumsum(size) - size
        begin -= np.repeat(begin[first], end - first)
        count = table.offset[run + 1] - table.offset[run]
        # Token by token: its run, and its place in the table.
        of = np.repeat(np.arange(len(run)), count)
        place = np.arange(len(of)) + (table.offset[run] - (np.cumsum(count) - count))[of]
        start, length = begin[of] + table.start[place], table.length[place]
        text = np.repeat(np.arange(len(end)), end - first)[of]
        far = np.zeros(len(end), bool)
        far[text[(start > FARTHEST) | (length > LONGEST)]] = True
        piece = Tokens(
            word=table.word[place],
            start=np.minimum(start, FARTHEST).astype(np.uint16),
            length=np.minimum(length, LONGEST).astype(np.uint8),
            count=np.bincount(text, minlength=len(end)),
            far=far,
        )
        self._pieces.append(piece)
        self._piece_bytes += sum(getattr(piece, field.name).nbytes for field in fields(piece))


@dataclass(frozen=True, slots=True)
class _RunTable:
    """The tokens of distinct runs: by run its `size` and the `offset` of its tokens, the rest by token."""

    size: Array
    offset: Array
    word: Array
    start: Array
    length: Array


class _Runs(dict[str, int]):
    """Numbers of distinct runs; one that is new is given to the tokenizer."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, int] = {}
        self._strings = 0
        self._size, self._offset = array("i"), array("q", [0])
        self._word, self._start, self._length = array("i"), array("i"), array("i")

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        arrays = (self._size, self._offset, self._word, self._start, self._length)
        tables = getsizeof(self) + getsizeof(self.words)
        return self._strings + tables + sum(len(each) * each.itemsize for each in arrays)

    def __missing__(self, run: str) -> int:
        number = self[run] = len(self)
        words = self.words
        spans = tokenize(run)
        self._word.extend([words.setdefault(word, len(words)) for word in spans.words])
        self._start.extend(spans.starts)
        self._length.extend([end - start for start, end in zip(spans.starts, spans.ends, strict=True)])
        self._offset.append(len(self._word))
        self._size.append(len(run))
        self._strings += getsizeof(run) + sum(map(getsizeof, spans.words))
        return number

    def table(self) -> _RunTable:
        """Return the table of the runs met so far."""
        return _RunTable(
            size=np.array(self._size, np.int64),
            offset=np.array(self._offset, np.int64),
            word=np.array(self._word, np.int32),
            start=np.array(self._start, np.int64),
            length=np.array(self._length, np.int64),
        )
