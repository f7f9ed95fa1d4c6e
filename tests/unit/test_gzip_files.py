"""A damaged gzip file gives as much as zlib can make of it, and the reason that zlib tells."""

import gzip
from io import BufferedReader, BytesIO

from hypothesis import given
from hypothesis import strategies as st

from fihris.index.readers.opening import Damaged, Unpacked, unpack

LINES = "".join(f"{number}: {'خبر' * (number % 41)}\n" for number in range(6000)).encode()
WHOLE = gzip.compress(LINES[:300_000]) + gzip.compress(LINES[300_000:])


def read(stream: BufferedReader) -> tuple[bytes, str]:
    """Return what a stream gives, and what is said in the end."""
    given = b""
    try:
        while piece := stream.read1():
            given += piece
    except Damaged as damage:
        return given, str(damage)
    return given, ""


def by_both(data: bytes) -> tuple[tuple[bytes, str], tuple[bytes, str]]:
    flowing = Unpacked(BytesIO(data), "flow").buffered()  # one cannot go back in it: zlib alone reads it
    return read(unpack(BufferedReader(BytesIO(data)))), read(unpack(flowing))  # type: ignore[arg-type]


def test_a_whole_file() -> None:
    assert by_both(WHOLE) == ((LINES, ""), (LINES, ""))


@given(st.integers(2, len(WHOLE)))
def test_a_file_that_breaks_off(size: int) -> None:
    ours, theirs = by_both(WHOLE[:size])
    assert ours == theirs


@given(st.integers(2, len(WHOLE) - 1), st.integers(1, 255))
def test_a_file_with_a_wrong_byte(place: int, change: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[place] ^= change
    ours, theirs = by_both(bytes(damaged))
    assert ours == theirs


def test_a_file_with_something_behind_it() -> None:
    ours, theirs = by_both(WHOLE + b"rubbish")
    assert ours == theirs
    assert ours[0] == LINES
    assert by_both(WHOLE + bytes(100))[0] == (LINES, "")
