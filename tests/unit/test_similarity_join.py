from itertools import combinations
from unittest.mock import patch

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from fihris.index import similarity_join
from fihris.index.shingles import BITS
from fihris.index.similarity_join import join

Sets = list[set[int]]
sets = st.lists(st.sets(st.integers(0, 12), max_size=9), max_size=9)
shares = st.sampled_from((0.3, 0.5, 1.0))


def keys(some: Sets) -> NDArray[np.uint64]:
    return np.array(
        sorted(item << int(BITS) | number for number, items in enumerate(some) for item in items), np.uint64
    )


def found(some: Sets, share: float, fresh: list[bool], block: int) -> list[tuple[int, int]]:
    """Join the sets whose larger one shares so much, as an update does: with what fresh sets hold."""
    touched = set().union(*(items for items, new in zip(some, fresh, strict=True) if new))
    least = np.maximum(np.ceil(share * np.array([len(items) for items in some])), 1).astype(np.int64)
    with patch.object(similarity_join, "BLOCK", block):
        blocks = join(keys([items & touched for items in some]), least, np.array(fresh, bool))
        return [(one, other) for pairs in blocks for one, other in pairs.tolist()]


def sharing(some: Sets, share: float, fresh: list[bool]) -> set[tuple[int, int]]:
    return {
        (one, other)
        for one, other in combinations(range(len(some)), 2)
        if (fresh[one] or fresh[other])
        and len(some[one] & some[other]) >= max(1, share * max(len(some[one]), len(some[other])))
    }


@given(sets, shares, st.data(), st.sampled_from((1, 3, 1000)))
def test_no_pair_that_shares_enough_is_missed(
    some: Sets, share: float, data: st.DataObject, block: int
) -> None:
    fresh = [data.draw(st.booleans()) for _ in some]
    pairs = found(some, share, fresh, block)
    assert len(pairs) == len(set(pairs))
    assert all(one < other and (fresh[one] or fresh[other]) for one, other in pairs)
    assert all(some[one] & some[other] for one, other in pairs)
    assert set(pairs) >= sharing(some, share, fresh)


@given(sets, shares, st.data(), st.integers(2, 4), st.integers(1, 2))
def test_in_crowds_neighbours_meet(
    some: Sets, share: float, data: st.DataObject, crowd: int, neighbours: int
) -> None:
    fresh = [data.draw(st.booleans()) for _ in some]
    holders = {item: [number for number, items in enumerate(some) if item in items] for item in range(13)}
    meeting = {
        pair
        for holding in holders.values()
        for distance in range(1, len(holding) if len(holding) <= crowd else neighbours + 1)
        for pair in zip(holding, holding[distance:], strict=False)
    }
    enough = sharing(some, share, fresh)
    with (
        patch.object(similarity_join, "CROWD", crowd),
        patch.object(similarity_join, "NEIGHBOURS", neighbours),
    ):
        assert set(found(some, share, fresh, 1000)) & enough == meeting & enough


def test_what_most_sets_hold_is_not_looked_up() -> None:
    some = [{0, number + 1, number + 101, number + 201} for number in range(100)]
    assert found(some, 0.5, [True] * 100, 1000) == []
    assert found([*some, some[7]], 0.5, [True] * 101, 1000) == [(7, 100)]
