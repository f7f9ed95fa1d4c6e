import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.grouping import first_of_stories
from fihris.search.ordering import by_score

DOCUMENTS = st.lists(st.tuples(st.integers(-1, 4), st.integers(0, 3), st.booleans()), max_size=30)


@given(DOCUMENTS)
def test_the_best_of_each_story_and_all_that_stand_alone(collection: list[tuple[int, int, bool]]) -> None:
    stories = np.array([story for story, _, _ in collection], np.int32)
    scores = np.array([score for _, score, _ in collection], np.float32)
    found = np.array([number for number, (*_, is_found) in enumerate(collection) if is_found], np.intp)
    kept = first_of_stories(found, stories, lambda some: by_score(some, scores, len(some)))
    seen: set[int] = set()
    expected = []
    for document in by_score(found, scores, len(found)).tolist():
        if stories[document] < 0 or stories[document] not in seen:
            expected.append(document)
            seen.add(int(stories[document]))
    assert kept.tolist() == sorted(expected)


@pytest.mark.parametrize("dtype", [np.int64, np.intp])
def test_nothing_found_is_nothing_kept(dtype: type[np.generic]) -> None:
    kept = first_of_stories(np.zeros(0, dtype), np.array([0, 0], np.int32), lambda some: some)
    assert kept.tolist() == []
