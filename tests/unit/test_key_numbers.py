import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.key_numbers import KeyNumbers

# Multiples of 2⁶⁰ meet in few slots; the others are spread.
keys = st.sets(st.integers(1, 2**64 - 1) | st.integers(1, 15).map(lambda number: number << 60))


@given(st.lists(keys, max_size=4), keys)
def test_keys_have_the_numbers_they_were_given(batches: list[set[int]], others: set[int]) -> None:
    table, known = KeyNumbers(), {}
    for batch in batches:
        new = sorted(batch - known.keys())
        numbers = np.arange(len(known), len(known) + len(new), dtype=np.int32)
        table.add(np.array(new, np.uint64), numbers)
        known |= dict(zip(new, numbers.tolist(), strict=True))
    asked = [*known, *others, *known]
    for found in (
        table.look_up(np.array(asked, np.uint64)),
        in_numpy(table.look_up, np.array(asked, np.uint64)),
    ):
        assert found.tolist() == [known.get(key, -1) for key in asked]
        assert found.dtype == np.int32


def test_many_keys_make_the_table_grow() -> None:
    table = KeyNumbers()
    before = table.nbytes
    many = np.arange(1, 100_001, dtype=np.uint64) << np.uint64(20)
    table.add(many, np.arange(100_000, dtype=np.int32))
    assert table.look_up(many).tolist() == list(range(100_000))
    assert table.nbytes > before


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(("slots", "numbers", "found"), [(4, 3, 2), (3, 3, 2), (1, 1, 2), (4, 4, 1)])
def test_the_kernel_reads_no_further_than_there_is(slots: int, numbers: int, found: int) -> None:
    with pytest.raises(ValueError, match="power of two"):
        kernels.look_up(
            np.zeros(slots, np.uint64),
            np.zeros(numbers, np.int32),
            np.ones(2, np.uint64),
            np.empty(found, np.int32),
        )


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_ends_where_no_slot_is_free() -> None:
    found = np.empty(1, np.int32)
    kernels.look_up(np.array([5, 6], np.uint64), np.array([1, 2], np.int32), np.ones(1, np.uint64), found)
