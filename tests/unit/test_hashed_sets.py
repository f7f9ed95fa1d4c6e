import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index import hashed_sets
from fihris.index.compiled import kernels
from fihris.index.hashed_sets import HashedSets

hashes = st.sets(st.integers(0, 9) | st.integers(0, 2**32 - 1))


def of(some: list[set[int]]) -> HashedSets:
    """Return the sets as two segments would give them: the last first."""
    order = [np.arange(0, len(some), 2), np.arange(1, len(some), 2)[::-1]]
    return HashedSets.of(
        [np.array([hash_ for each in part for hash_ in sorted(some[each])], np.uint32) for part in order],
        order,
        [np.array([len(some[each]) for each in part], np.int64) for part in order],
        len(some),
    )


@given(st.lists(hashes, min_size=1, max_size=7), st.data(), st.sampled_from((1, 2, 100)))
def test_pairs_share_what_is_in_both(some: list[set[int]], data: st.DataObject, at_once: int) -> None:
    member = st.integers(0, len(some) - 1)
    pairs = np.array(data.draw(st.lists(st.tuples(member, member))), np.int64).reshape(-1, 2)
    expected = [len(some[one] & some[other]) for one, other in pairs.tolist()]
    sets = of(some)
    assert sets.counts.tolist() == [len(each) for each in some]
    assert sets.shared(pairs).tolist() == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashed_sets, "AT_ONCE", at_once)
        assert in_numpy(HashedSets.shared, sets, pairs).tolist() == expected


@given(st.lists(hashes, min_size=1, max_size=7))
def test_each_hash_knows_its_set(some: list[set[int]]) -> None:
    sets = of(some)
    held = [set(sets.hashes[sets.owner == number].tolist()) for number in range(len(some))]
    assert held == some


def test_there_may_be_none() -> None:
    none = HashedSets.of([], [], [], 3)
    assert (len(none.hashes), none.counts.tolist()) == (0, [0, 0, 0])
    assert none.shared(np.array([[0, 2]])).tolist() == [0]
    assert none.shared(np.zeros((0, 2), np.int64)).tolist() == []


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("first", "last", "pairs", "room"),
    [
        ([0, 1], [1, 4], [[0, 1]], 1),
        ([-1, 1], [1, 3], [[0, 1]], 1),
        ([0, 2], [1, 1], [[0, 1]], 1),
        ([0, 1], [1], [[0, 1]], 1),
        ([0, 1], [1, 3], [[0, 2]], 1),
        ([0, 1], [1, 3], [[-1, 0]], 1),
        ([0, 1], [1, 3], [[0, 1]], 2),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(
    first: list[int], last: list[int], pairs: list[list[int]], room: int
) -> None:
    with pytest.raises(ValueError, match="beyond the last"):
        kernels.shared(
            np.arange(3, dtype=np.uint32),
            np.array(first),
            np.array(last),
            np.array(pairs),
            np.zeros(room, np.int64),
        )
