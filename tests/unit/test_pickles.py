from collections.abc import Callable
from itertools import accumulate, pairwise
from pickle import loads
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fihris.index import pickles

numbers = st.lists(st.integers(0, 2**31 - 1) | st.sampled_from([0, 255, 256, 65_535, 65_536]), max_size=20)


def unpickled(sizes: list[int], put: Callable[[Any, Any], None]) -> list[object]:
    """Returns what pickles of those sizes hold, an instruction to stop put after each."""
    borders = list(accumulate((size + 1 for size in sizes), initial=0))
    out = np.zeros(borders[-1], np.uint8)
    put(out, np.array(borders[:-1], np.int64))
    out[[end - 1 for end in borders[1:]]] = pickles.STOP
    return [loads(out[start:end].tobytes()) for start, end in pairwise(borders)]


@given(numbers)
def test_integers_come_back(written: list[int]) -> None:
    array = np.array(written, np.int64)
    sizes = pickles.int_sizes(array).tolist()
    assert unpickled(sizes, lambda out, at: pickles.put_ints(out, at, array)) == written


@given(numbers)
def test_floats_come_back(written: list[int]) -> None:
    array = np.array(written, np.uint32)
    sizes = [pickles.FLOAT_SIZE] * len(written)
    read = unpickled(sizes, lambda out, at: pickles.put_floats(out, at, array))
    assert read == written
    assert all(isinstance(number, float) for number in read)


@given(st.lists(st.integers(0, 600), max_size=8))
def test_strings_of_bytes_have_their_length(lengths: list[int]) -> None:
    array = np.array(lengths, np.int64)
    sizes = (pickles.bytes_sizes(array) + array).tolist()
    read = unpickled(sizes, lambda out, at: pickles.put_bytes_lengths(out, at, array))
    assert read == [b"\0" * length for length in lengths]
