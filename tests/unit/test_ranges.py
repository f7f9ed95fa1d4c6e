"""Ranges against Python's own, and the kernel against its twin."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.ranges import ranges

slices = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 9)))


@given(slices, st.sampled_from([np.int64, np.int32]))
def test_the_places_of_slices_come_one_after_the_other(slices: list[tuple[int, int]], dtype: type) -> None:
    first = np.array([begin for begin, _ in slices], dtype)
    last = np.array([begin + size for begin, size in slices], dtype)
    expected = [place for begin, size in slices for place in range(begin, begin + size)]
    for found in (ranges(first, last), in_numpy(ranges, first, last)):
        assert found.tolist() == expected
        assert found.dtype == np.int64


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(("first", "last"), [([0], [2, 3]), ([0], [1]), ([0], [9])])
def test_the_kernel_writes_no_further_than_there_is(first: list[int], last: list[int]) -> None:
    with pytest.raises(ValueError, match=r"slices"):
        kernels.ranges(np.array(first), np.array(last), np.empty(2, np.int64))
