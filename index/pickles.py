"""Pickles written by numpy: the parts of many small pickles put into one array of bytes at once.

Pickle is a language of one-byte instructions, each followed by what it pushes (`pickletools` in Python's
library describes them). Where an instruction stands is worked out first, from sizes; then each kind is put
in place for all pickles together.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array

Bytes = NDArray[np.uint8]

MARK, TUPLE, TUPLE3, NONE, STOP = (ord(code) for code in "(t\x87N.")
EMPTY_LIST, APPENDS = ord("]"), ord("e")
PROTOCOL, VERSION = 0x80, 3  # the first version with bytes
FLOAT_SIZE = 9

_FLOAT = ord("G")
_INT_CODES = np.frombuffer(b"KMJ", np.uint8)  # of one byte, two, four
_SHORT_BYTES, _LONG_BYTES = ord("C"), ord("B")
_LONGEST_SHORT = 0xFF


def int_sizes(numbers: Array) -> NDArray[np.int64]:
    """Return how many bytes each number takes, from 0 to 2³¹-1: an instruction and one, two or four bytes."""
    sizes = np.full(len(numbers), 2, np.int64)
    sizes += numbers > 0xFF
    sizes += 2 * (numbers > 0xFFFF)
    return sizes


def put_ints(out: Bytes, at: Array, numbers: Array) -> None:
    """Put numbers, from 0 to 2³¹-1, at the places `at`."""
    out[at] = _INT_CODES[0]
    out[at + 1] = numbers & 0xFF
    for code, beyond, size in ((_INT_CODES[1], 0xFF, 2), (_INT_CODES[2], 0xFFFF, 4)):
        large = (numbers > beyond).nonzero()[0]
        if len(large):
            at, numbers = at[large], numbers[large]
            out[at] = code
            put_bytes(out, at + 1, numbers.astype(f"<u{size}"))


def put_floats(out: Bytes, at: Array, numbers: Array) -> None:
    """Put numbers as floats at the places `at`, where `out` is zero."""
    out[at] = _FLOAT
    put_bytes(out, at + 1, numbers.astype(">f8"))


def bytes_sizes(lengths: Array) -> NDArray[np.int64]:
    """Return how many bytes the beginning of each string of bytes takes: an instruction and its length."""
    return np.where(lengths <= _LONGEST_SHORT, 2, 5)


def put_bytes_lengths(out: Bytes, at: Array, lengths: Array) -> None:
    """Put the beginnings of strings of bytes of those lengths at the places `at`, where `out` is zero."""
    short = lengths <= _LONGEST_SHORT
    out[at] = np.where(short, _SHORT_BYTES, _LONG_BYTES)
    out[at + 1] = lengths & 0xFF
    (long,) = (~short).nonzero()
    put_bytes(out, at[long] + 1, lengths[long].astype("<u4"))


def put_bytes(out: Bytes, at: Array, numbers: Array) -> None:
    """Put the bytes of `numbers` as they stand in memory at the places `at`, where `out` is zero."""
    if not len(numbers):
        return
    rows = numbers.view(np.uint8).reshape(len(numbers), -1)
    for place, column in enumerate(rows.T):
        if column.any():
            out[at + place] = column
