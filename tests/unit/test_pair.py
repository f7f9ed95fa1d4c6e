"""Two words against the sum of all scores."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.impacts import CHAMPIONS, Impacts, total
from fihris.search.packed import Packed
from fihris.search.pair import Pair

SIZE = 90
# Few different scores, so that many tie.
scores = st.sampled_from([0.5, 1.0, 1.5, 2.25, 4.0])


@st.composite
def impacts(draw: st.DrawFn) -> Impacts:
    given = draw(st.dictionaries(st.integers(0, SIZE - 1), scores, max_size=SIZE))
    documents = np.array(sorted(given), np.intp)
    score = np.array([given[document] for document in sorted(given)], np.float32)
    held = np.zeros(SIZE, bool)
    has_stem = np.array(draw(st.lists(st.booleans(), min_size=len(given), max_size=len(given))), bool)
    held[documents[has_stem]] = True
    dense = np.zeros(SIZE, np.float32)
    dense[documents] = score
    return Impacts(
        documents, score, dense if draw(st.booleans()) else None, has_stem, Packed.of(held), idf=1.0
    )


@given(impacts(), impacts(), st.integers(1, CHAMPIONS + 5))
def test_the_best_are_those_of_all_scores(one: Impacts, other: Impacts, count: int) -> None:
    whole = total([(one, 1), (other, 1)], SIZE)
    documents, best = Pair([one, other], SIZE).best(count)
    expected = [number for number in np.lexsort((np.arange(SIZE), -whole))[:count] if whole[number]]
    assert documents.tolist() == expected
    assert best.tolist() == whole[expected].tolist()


@given(impacts(), impacts(), st.integers(1, CHAMPIONS), scores)
def test_found_is_what_has_both_or_scores_enough(
    one: Impacts, other: Impacts, count: int, least: float
) -> None:
    whole = total([(one, 1), (other, 1)], SIZE)
    pair = Pair([one, other], SIZE)
    found = (one.held & other.held).mask | (whole >= least)
    assert pair.found(least).mask.tolist() == found.tolist()
    assert pair.highest == whole.max()
    documents, _ = pair.best(count, least)
    ranked = np.lexsort((np.arange(SIZE), -whole))
    assert documents.tolist() == [number for number in ranked if found[number]][:count]
