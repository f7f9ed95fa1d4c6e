import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.disjoint_sets import DisjointSets

number = st.integers(0, 11)
links = st.lists(st.tuples(number, number), max_size=20)


@given(links, links)
def test_what_is_joined_is_known_by_its_lowest_number(
    first: list[tuple[int, int]], then: list[tuple[int, int]]
) -> None:
    known = list(range(12))
    one, other = DisjointSets(np.arange(12)), DisjointSets(np.arange(12))
    for pairs in (first, then):
        apart = []
        for low, high in pairs:
            apart.append(known[low] != known[high])
            merged = {known[low], known[high]}
            known = [min(merged) if each in merged else each for each in known]
        given = np.array(pairs, np.int64).reshape(-1, 2)
        assert one.forest(given).tolist() == apart
        assert one.join(given).tolist() == apart
        assert in_numpy(DisjointSets.join, other, given).tolist() == apart
        assert one.roots().tolist() == other.roots().tolist() == known


def test_a_forest_joins_nothing() -> None:
    sets = DisjointSets(np.arange(3))
    assert sets.forest(np.array([[2, 1], [1, 2]])).tolist() == [True, False]
    assert sets.roots().tolist() == [0, 1, 2]


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("above", "pairs", "room"),
    [
        ([0, 1, 2], [[0, 3]], 1),
        ([0, 1, 2], [[-1, 0]], 1),
        ([0, 1, 2], [[0, 1]], 2),
        ([0, 1, -7], [[2, 0]], 1),
        ([0, 1, 3], [[2, 0]], 1),
        ([0, 2, 1], [[2, 0]], 1),
        ([-7, 0, 1], [[2, 0]], 1),
    ],
)
def test_the_kernel_follows_no_way_that_leads_outside(
    above: list[int], pairs: list[list[int]], room: int
) -> None:
    with pytest.raises(ValueError, match="beyond the last"):
        kernels.joined(np.array(pairs), np.array(above), np.zeros(room, bool))
