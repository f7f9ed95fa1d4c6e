import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.packed import Packed, at_least


@given(st.data(), st.integers(1, 200), st.integers(1, 9), st.integers(0, 20))
def test_masks_are_joined_and_counted(data: st.DataObject, size: int, many: int, count: int) -> None:
    row = st.lists(st.booleans(), min_size=size, max_size=size)
    masks = [np.array(data.draw(row), bool) for _ in range(many)]
    packed = [Packed.of(mask) for mask in masks]
    one, other = masks[0], masks[-1]
    assert packed[0].mask.tolist() == one.tolist()
    assert packed[0].total == one.sum()
    assert (packed[0] & packed[-1]).mask.tolist() == (one & other).tolist()
    assert (packed[0] | packed[-1]).mask.tolist() == (one | other).tolist()
    assert (~packed[0]).mask.tolist() == (~one).tolist()
    assert (~packed[0]).total == size - one.sum()
    enough = at_least(count, packed)
    assert enough.mask.tolist() == (np.sum(masks, axis=0) >= count).tolist()
    assert enough.total == (np.sum(masks, axis=0) >= count).sum()
