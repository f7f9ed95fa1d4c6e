"""The stems of several segments, numbered as one list."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index import Article, reindex
from fihris.search import open_index
from fihris.search.compiled import kernels
from fihris.search.stems import firsts

WORDS = ("نهر", "مياه", "صاروخ", "كتاب", "مطر", "قمر")


@given(st.lists(st.integers(0, 9) | st.integers(0, 2**64 - 1)))
def test_a_key_stands_first_where_python_finds_it(keys: list[int]) -> None:
    given = np.array(keys, np.uint64)
    for found in (firsts(given), in_numpy(firsts, given)):
        assert found.tolist() == [keys.index(key) for key in keys]
        assert found.dtype == np.int64


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_writes_no_further_than_there_is() -> None:
    with pytest.raises(ValueError, match="as many places"):
        kernels.firsts(np.zeros(2, np.uint64), np.zeros(1, np.int64))


def test_a_stem_has_one_number_and_its_living_articles(tmp_path: Path) -> None:
    bodies = (" ".join(WORDS[number % 5 : 2 + number % 7]) for number in range(300))
    articles = [Article(id=f"{number:03}", title="خبر", body=body) for number, body in enumerate(bodies)]
    reindex(articles[:200], tmp_path)
    reindex(articles[5:], tmp_path)
    collection = open_index(tmp_path)._snapshot.collection
    stems = collection.stems
    assert len(collection.segments) > 1
    assert any(segment.deleted for segment in collection.segments)
    counted: Counter[str] = Counter()
    for segment in collection.segments:
        for term in segment.terms["stem"]:
            counted[term.decode()] += segment.frequency("stem", term.decode())
    told = {stems.text(number): int(stems.articles[number]) for number in set(stems.numbers.tolist())}
    assert told == counted
    texts = [term.decode() for segment in collection.segments for term in segment.terms["stem"]]
    assert [stems.text(number) for number in stems.numbers.tolist()] == texts
    assert int(stems.articles.sum()) == sum(counted.values())
