"""The best of many scores against putting all of them in order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.search.compiled import kernels
from fihris.search.ordering import best_by_score, top

MOST = 2048

# Few distinct scores, so that many tie; none for some documents.
scores = st.integers(0, 2**32 - 1).flatmap(
    lambda seed: st.tuples(st.integers(0, MOST), st.integers(1, 60)).map(
        lambda size: (np.random.default_rng(seed).integers(0, size[1], size[0]) / 7).astype(np.float32)
    )
)


def exhaustively(documents: list[int], scores: list[float], count: int) -> list[int]:
    return sorted(documents, key=lambda document: (-scores[document], document))[:count]


@given(scores, st.integers(0, MOST // 2), st.integers(1, 5))
def test_the_best_are_those_of_an_exhaustive_search(scores, count: int, every: int) -> None:  # type: ignore[no-untyped-def]
    found = np.arange(0, len(scores), every)
    documents, best = best_by_score(found, scores, count)
    assert documents.tolist() == exhaustively(found.tolist(), scores.tolist(), count)
    assert best.tolist() == scores[documents].tolist()


@given(scores, st.integers(0, MOST), st.randoms(use_true_random=False))
def test_the_kernel_chooses_as_numpy_does(scores, count: int, random) -> None:  # type: ignore[no-untyped-def]
    documents = np.array(random.sample(range(2 * MOST), len(scores)), np.intp)
    for one, other in zip(
        top(documents, scores, count), in_numpy(top, documents, scores, count), strict=True
    ):
        assert one.tolist() == other.tolist()
        assert one.dtype == other.dtype


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_reads_no_further_than_there_is() -> None:
    documents, scores = np.arange(3), np.zeros(3, np.float32)
    with pytest.raises(ValueError, match="as many"):
        kernels.top(documents, scores[:2], np.empty(2, np.intp), np.empty(2, np.float32))
    with pytest.raises(ValueError, match="items of 4 bytes"):
        kernels.top(documents.astype(np.int32), scores, np.empty(2, np.intp), np.empty(2, np.float32))  # type: ignore[arg-type]


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_documents_that_tie_come_in_the_order_of_the_index(score: float) -> None:
    same = np.full(MOST, score, np.float32)
    assert best_by_score(np.arange(len(same)), same, 7)[0].tolist() == list(range(7))
