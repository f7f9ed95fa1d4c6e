import numpy as np
from hypothesis import given
from hypothesis import strategies as st

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
    assert table.look_up(np.array(asked, np.uint64)).tolist() == [known.get(key, -1) for key in asked]


def test_many_keys_make_the_table_grow() -> None:
    table = KeyNumbers()
    before = table.nbytes
    many = np.arange(1, 100_001, dtype=np.uint64) << np.uint64(20)
    table.add(many, np.arange(100_000, dtype=np.int32))
    assert table.look_up(many).tolist() == list(range(100_000))
    assert table.nbytes > before
