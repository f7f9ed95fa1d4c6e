"""Plain words: the words of basic letters and the whole numbers of a text, found and packed into integers.

Nearly all words of a newspaper are plain: at most `LONGEST` basic letters, whatever vowel marks and tatweels
stand between and after them, or as many digits, with nothing in the same run that the tokenizer has to look
at. The letters of such a word fit into one integer. What is not plain is left to the tokenizer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.letters import ARABIC_MARK_FORMS, ARABIC_MARKS, BASIC_LETTERS, TATWEEL
from fihris.index.arabic.tokenizing import NUMBER_MARKS, TOKEN_CHARACTER
from fihris.index.compiled import kernels

LONGEST = 10  # letters that one integer holds
_BITS = 6  # of a letter

# Kinds of characters: digits from 1 on, then letters. What parts is in no token and touches none; what is
# silent goes with the letter before, and the cleaned word is without it; a mark of numbers parts words, but
# not digits; odd is whatever the tokenizer has to look at.
_PARTS, _LETTERS, _SILENT, _NUMBER_MARK, _ODD = 0, 11, 61, 62, 63
_BEYOND = 0xFFFF  # stands for all characters after it
_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹")
_SILENT_MARKS = f"[{TATWEEL}{ARABIC_MARKS}{ARABIC_MARK_FORMS}]"

Places = NDArray[np.int64]


class PlainWords(NamedTuple):
    """The plain words of a text, and the pieces of it that are left to the tokenizer, both in text order.

    `start` and `end` int64 are places in code points; `key` uint64 is never 0, and the same for the same
    cleaned word, which `unpack` gives. No token of a piece, or of what lies between, depends on what stands
    outside the piece.
    """

    start: Places
    end: Places
    key: NDArray[np.uint64]
    odd_start: Places
    odd_end: Places


def find_plain_words(text: str) -> PlainWords:
    """Return the plain words of `text`, which has to end with a line break."""
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if kernels:
        room = len(characters)
        start, end, odd_start, odd_end = (np.empty(room, np.int64) for _ in range(4))
        key = np.empty(room, np.uint64)
        words, odd = kernels.plain_words(characters, _kinds(), start, end, key, odd_start, odd_end)
        return PlainWords(start[:words], end[:words], key[:words], odd_start[:odd], odd_end[:odd])
    kind = _kinds()[np.minimum(characters, _BEYOND)]
    (place,) = (kind != _SILENT).nonzero()
    kind = kind[place]
    # 1 where a number may be, 2 where a word may be.
    form = (kind != _PARTS).astype(np.uint8)
    form += kind >= _LETTERS
    form[kind > _SILENT] = 0
    number = form == 1
    odd_kind = kind == _ODD
    # A number with marks, or with something silent after it.
    odd_kind[1:-1] |= (kind[1:-1] == _NUMBER_MARK) & number[:-2] & number[2:]
    odd_kind[:-1] |= number[:-1] & (np.diff(place) > 1)
    odd_start, odd_end = _odd_runs(kind, odd_kind)
    if len(odd_start):
        depth = np.zeros(len(kind), np.int8)
        depth[odd_start], depth[odd_end] = 1, -1
        form[np.cumsum(depth, dtype=np.int8) > 0] = 0
    start, end = _runs(form)
    long = (end - start) > LONGEST
    if long.any():
        at = np.searchsorted(odd_start, start[long])
        odd_start, odd_end = np.insert(odd_start, at, start[long]), np.insert(odd_end, at, end[long])
        start, end = start[~long], end[~long]
    key = _pack(kind, start, end)
    return PlainWords(place[start], place[end], key, place[odd_start], place[odd_end])


def unpack(keys: NDArray[np.uint64]) -> list[str]:
    """Return the words of which those are the keys."""
    if not len(keys):
        return []
    kinds = (keys[:, np.newaxis] >> np.arange(0, LONGEST * _BITS, _BITS, dtype=np.uint64)) & np.uint64(_ODD)
    letters = np.full((len(keys), LONGEST + 1), ord("\n"), "<u2")
    letters[:, :LONGEST] = _LETTER_OF[kinds]
    text = letters[letters > 0].tobytes().decode("utf-16-le")
    return text.split("\n")[:-1]


def pack_words(words: Sequence[str]) -> NDArray[np.uint64]:
    """Return the key of each word, 0 of one that is not plain; they are cleaned, and hold no line break."""
    text = "\n".join([*words, ""])
    sizes = np.fromiter(map(len, words), np.int64, len(words)) + 1
    start = np.cumsum(sizes) - sizes
    found = find_plain_words(text or "\n")
    keys = np.zeros(len(words), np.uint64)
    word = np.searchsorted(start, found.start, "right") - 1
    whole = (found.start == start[word]) & (found.end - found.start == sizes[word] - 1)
    keys[word[whole]] = found.key[whole]
    return keys


def _odd_runs(kind: NDArray[np.uint8], odd_kind: NDArray[np.bool_]) -> tuple[Places, Places]:
    """Return where the runs between parting characters begin and end that have something odd."""
    (odd,) = odd_kind.nonzero()
    if not len(odd):
        return odd, odd
    start, end = _runs(kind != _PARTS)
    run = np.searchsorted(start, odd, "right") - 1
    run = run[np.diff(run, prepend=-1) > 0]
    return start[run], end[run]


def _runs(form: NDArray[Any]) -> tuple[Places, Places]:
    """Return where each run of one value other than 0 begins, and where it ends; the last value is 0."""
    (changes,) = (form[1:] != form[:-1]).nonzero()
    changes += 1
    if form[0]:
        changes = np.insert(changes, 0, 0)
    start, end = changes[:-1], changes[1:]
    inside = form[start] != 0
    return start[inside], end[inside]


def _pack(kind: NDArray[np.uint8], start: Places, end: Places) -> NDArray[np.uint64]:
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


_CODES = [*map(ord, re.findall(f"[{BASIC_LETTERS}]", "".join(map(chr, range(0x600, 0x700)))))]
_LETTER_OF = np.zeros(_ODD + 1, "<u2")  # by kind
_LETTER_OF[1:_LETTERS] = [*map(ord, _DIGITS[0])]
_LETTER_OF[_LETTERS : _LETTERS + len(_CODES)] = _CODES
_LENGTH_MASKS = np.array([(1 << _BITS * length) - 1 for length in range(LONGEST + 1)], np.uint64)


@cache
def _kinds() -> NDArray[np.uint8]:
    """Return the kind of each character up to `_BEYOND`."""
    characters = "".join(map(chr, range(_BEYOND + 1)))
    kinds = np.zeros(len(characters), np.uint8)
    kinds[[match.start() for match in re.finditer(TOKEN_CHARACTER, characters)]] = _ODD
    kinds[_BEYOND] = _ODD
    kinds[[match.start() for match in re.finditer(_SILENT_MARKS, characters)]] = _SILENT
    kinds[[ord(mark) for mark in NUMBER_MARKS]] = _NUMBER_MARK
    kinds[_CODES] = np.arange(_LETTERS, _LETTERS + len(_CODES))
    for digits in _DIGITS:
        kinds[[*map(ord, digits)]] = np.arange(1, _LETTERS)
    return kinds
