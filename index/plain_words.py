"""Plain words: the runs of Arabic letters in a text, found and packed into numbers by numpy.

Nearly all words of a newspaper are plain: the basic letters alone, at most `LONGEST` of them, with no digit
or mark in the same run. Such a word is its own cleaned surface, and its letters fit into one integer. What is
not plain is left to the tokenizer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.letters import BASIC_LETTERS
from fihris.index.arabic.tokenizing import NUMBER_MARKS, TOKEN_CHARACTER
from fihris.index.compiled import kernels

LONGEST = 10  # letters that one integer holds
_BITS = 6  # of a letter

# Kinds of characters. What parts is in no token and touches none; a mark of numbers parts words, but not
# digits; odd is whatever the tokenizer has to look at.
_PARTS, _NUMBER_MARK, _ODD = 0, 62, 63
_BEYOND = 0xFFFF  # stands for all characters after it


class PlainWords(NamedTuple):
    """The plain words of a text, and the pieces of it that are left to the tokenizer, both in text order.

    `start` and `end` int64 are places in code points; `key` uint64 is never 0, and the same for the same
    word. No token of a piece, or of what lies between, depends on what stands outside the piece.
    """

    start: NDArray[np.int64]
    end: NDArray[np.int64]
    key: NDArray[np.uint64]
    odd_start: NDArray[np.int64]
    odd_end: NDArray[np.int64]


def find_plain_words(text: str) -> PlainWords:
    """Return the plain words of `text`, which has to end with a line break."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if kernels:
        room = len(characters) // 2 + 1
        start, end, odd_start, odd_end = (np.empty(room, np.int64) for _ in range(4))
        key = np.empty(room, np.uint64)
        words, odd = kernels.plain_words(characters, _kinds(), start, end, key, odd_start, odd_end)
        return PlainWords(start[:words], end[:words], key[:words], odd_start[:odd], odd_end[:odd])
    kind = _kinds()[np.minimum(characters, _BEYOND)]
    odd_start, odd_end = _odd_runs(kind)
    # Kinds from 1 to 61 are letters.
    letter = (kind - np.uint8(1)) < _NUMBER_MARK - 1
    if len(odd_start):
        depth = np.zeros(len(kind), np.int8)
        depth[odd_start], depth[odd_end] = 1, -1
        letter &= np.cumsum(depth, dtype=np.int8) == 0
    start, end = _borders(letter)
    long = (end - start) > LONGEST
    if long.any():
        at = np.searchsorted(odd_start, start[long])
        odd_start, odd_end = np.insert(odd_start, at, start[long]), np.insert(odd_end, at, end[long])
        start, end = start[~long], end[~long]
    return PlainWords(start, end, _pack(kind, start, end), odd_start, odd_end)


def _odd_runs(kind: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where the runs between parting characters begin and end that have something odd."""
    (odd,) = (kind == _ODD).nonzero()
    if not len(odd):
        return odd, odd
    start, end = _borders(kind != _PARTS)
    run = np.searchsorted(start, odd, "right") - 1
    run = run[np.diff(run, prepend=-1) > 0]
    return start[run], end[run]


def _borders(inside: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return where each run of true values begins, and where it ends; the last value is false."""
    (changes,) = (inside[1:] != inside[:-1]).nonzero()
    changes += 1
    if inside[0]:
        changes = np.insert(changes, 0, 0)
    return changes[::2], changes[1::2]


def _pack(kind: NDArray[np.uint8], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Return the letters of each word as one integer, the first in the lowest bits.

    It is worked out for all places at once: one letter, then two, four, eight and ten from there on.
    """
    one = np.zeros(len(kind) + LONGEST, np.uint64)
    one[: len(kind)] = kind
    two = one[:-1] | one[1:] << np.uint64(_BITS)
    four = two[:-2] | two[2:] << np.uint64(2 * _BITS)
    eight = four[:-4] | four[4:] << np.uint64(4 * _BITS)
    key: NDArray[np.uint64] = eight[start] | two[start + 8] << np.uint64(8 * _BITS)
    key &= _LENGTH_MASKS[end - start]
    return key


_LENGTH_MASKS = np.array([(1 << _BITS * length) - 1 for length in range(LONGEST + 1)], np.uint64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return the kind of each character up to `_BEYOND`: 1 to 61 for the basic letters."""
    characters = "".join(map(chr, range(_BEYOND + 1)))
    kinds = np.zeros(len(characters), np.uint8)
    kinds[[match.start() for match in re.finditer(TOKEN_CHARACTER, characters)]] = _ODD
    kinds[_BEYOND] = _ODD
    kinds[[ord(mark) for mark in NUMBER_MARKS]] = _NUMBER_MARK
    letters = [match.start() for match in re.finditer(f"[{BASIC_LETTERS}]", characters)]
    kinds[letters] = np.arange(1, len(letters) + 1)
    return kinds
