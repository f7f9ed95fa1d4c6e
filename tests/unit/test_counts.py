import numpy as np
import pytest

from fihris.index.counts import MOST_IN_BODY, MOST_IN_TITLE, in_body, in_title, pack_counts, weights


def test_counts_come_back_up_to_the_most() -> None:
    body, title = np.array([0, 1, 5, MOST_IN_BODY, 10_000]), np.array([1, 0, MOST_IN_TITLE, 2, 99])
    packed = pack_counts(body, title)
    assert in_body(packed).tolist() == [0, 1, 5, MOST_IN_BODY, MOST_IN_BODY]
    assert in_title(packed).tolist() == [1, 0, MOST_IN_TITLE, 2, MOST_IN_TITLE]


@pytest.mark.parametrize("title", [0, 1, 3.0])
def test_the_title_counts_as_often_as_it_is_worth(title: float) -> None:
    packed = pack_counts(np.array([0, 7, 63]), np.array([1, 2, 0]))
    assert weights(title)[packed].tolist() == [title, 7 + 2 * title, 63]
