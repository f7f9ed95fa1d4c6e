import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.key_numbers import KeyNumbers

# Multiples of 2⁶⁰ meet in few slots; the others are spread.
keys = st.lists(st.integers(1, 2**64 - 1) | st.integers(1, 15).map(lambda number: number << 60))


@given(st.lists(keys, max_size=4))
def test_keys_are_numbered_in_the_order_in_which_they_come(batches: list[list[int]]) -> None:
    one, other = KeyNumbers(), KeyNumbers()
    known: dict[int, int] = {}
    for batch in batches:
        expected = [known.setdefault(key, len(known)) for key in batch]
        given = np.array(batch, np.uint64)
        for found in (one.number(given), in_numpy(other.number, given)):
            assert found.tolist() == expected
            assert found.dtype == np.int32
        for table in (one, other):
            assert table.keys.tolist() == [*known]
            assert len(table) == len(known)
    assert one.nbytes == other.nbytes


def test_many_keys_make_the_table_grow() -> None:
    table = KeyNumbers()
    before = table.nbytes
    many = np.arange(1, 100_001, dtype=np.uint64) << np.uint64(20)
    assert table.number(many).tolist() == list(range(100_000))
    assert table.number(many[::-1].copy()).tolist() == list(range(99_999, -1, -1))
    assert table.nbytes > before


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("slots", "held", "counts", "count", "numbers"),
    [(3, 3, 1, 0, 2), (1, 3, 1, 0, 2), (4, 3, 0, 0, 2), (4, 3, 1, -1, 2), (4, 3, 1, 4, 2), (4, 3, 1, 0, 1)],
)
def test_the_kernel_writes_no_further_than_there_is(
    slots: int, held: int, counts: int, count: int, numbers: int
) -> None:
    with pytest.raises(ValueError, match="power of two"):
        kernels.number_keys(
            np.ones(2, np.uint64),
            np.full(slots, -1, np.int32),
            np.zeros(held, np.uint64),
            np.full(counts, count, np.int64),
            np.empty(numbers, np.int32),
        )


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("slots", [[0, 0], [7, 7], [-5, -5], [-1, -1]])
def test_the_kernel_ends_where_there_is_no_room(slots: list[int]) -> None:
    with pytest.raises(ValueError, match="no room"):
        kernels.number_keys(
            np.array([5, 6], np.uint64),
            np.array(slots, np.int32),
            np.array([9], np.uint64),
            np.array([1], np.int64),
            np.empty(2, np.int32),
        )
