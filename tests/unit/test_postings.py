"""Posting lists against Python's own counting, and the kernels against their twins."""

from itertools import chain
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.postings import count_postings, invert

TERMS = 6
tokens = st.lists(
    st.tuples(st.integers(0, 4) | st.just(1 << 20), st.integers(0, TERMS - 1), *[st.booleans()] * 2)
)


def arrays(tokens: list[tuple[int, int, bool, bool]]) -> tuple[Any, Any, list[Any]]:
    tokens.sort(key=lambda token: token[0])
    document, term, *marks = zip(*tokens, strict=True) if tokens else [()] * 4
    return np.array(term, np.int32), np.array(document, np.int32), [np.array(mark, bool) for mark in marks]


@given(tokens)
def test_posting_lists_hold_every_token(tokens: list[tuple[int, int, bool, bool]]) -> None:
    term, document, _ = arrays(tokens)
    lists = invert(term, document, np.arange(len(term), dtype=np.int32), TERMS)
    assert lists.position is not None
    for number in range(TERMS):
        held = [place for place, each in enumerate(term.tolist()) if each == number]
        postings = range(lists.offset[number], lists.offset[number + 1])
        assert lists.document[postings].tolist() == sorted({document[place] for place in held})
        found = [
            lists.position[lists.first[each] : lists.first[each] + lists.frequency[each]].tolist()
            for each in postings
        ]
        assert [*chain.from_iterable(found)] == held
        assert all(
            {document[place] for place in places} == {lists.document[each]}
            for places, each in zip(found, postings, strict=True)
        )


@given(tokens)
def test_counts_are_those_of_the_tokens(tokens: list[tuple[int, int, bool, bool]]) -> None:
    term, document, marks = arrays(tokens)
    counts = count_postings(term, document, TERMS, marks)
    expected = sorted({(each, place) for place, each, *_ in tokens})
    assert [
        (number, counts.document[each])
        for number in range(TERMS)
        for each in range(counts.offset[number], counts.offset[number + 1])
    ] == expected
    for mark, marked in [(None, counts.frequency), *enumerate(counts.marked)]:
        assert marked.tolist() == [
            sum(mark is None or token[2 + mark] for token in tokens if token[:2] == (place, each))
            for each, place in expected
        ]


@given(tokens, st.integers(1, 2))
def test_the_kernels_count_as_numpy_does(tokens: list[tuple[int, int, bool, bool]], many: int) -> None:
    term, document, marks = arrays(tokens)
    for function, arguments in (
        (invert, (term, document, np.arange(len(term), dtype=np.int32) // 2, TERMS)),
        (count_postings, (term, document, TERMS, marks[:many])),
    ):
        one, other = function(*arguments), in_numpy(function, *arguments)
        for name in one.__slots__:
            these, those = getattr(one, name), getattr(other, name)
            assert np.array(these).tolist() == np.array(those).tolist()
            assert [each.dtype for each in these] == [each.dtype for each in those]


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("term", [[0, 0, TERMS], [0, 0, -1], [0, 0]])
def test_the_kernels_read_no_further_than_there_is(term: list[int]) -> None:
    given, document = np.array(term, np.int32), np.zeros(3, np.int32)
    with pytest.raises(ValueError, match=r"beyond the last|as many as"):
        invert(given, document, document, TERMS)
    with pytest.raises(ValueError, match=r"beyond the last|as many as"):
        count_postings(given, document, TERMS, [np.zeros(len(term), bool)])
