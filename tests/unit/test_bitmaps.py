import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.bitmaps import MOST, Bitmaps
from fihris.search.found import Found
from fihris.search.packed import Packed


@given(st.data(), st.integers(0, 200))
def test_documents_are_counted_by_value(data: st.DataObject, size: int) -> None:
    code = st.lists(st.integers(-1, 4), min_size=size, max_size=size)
    sources, years = np.array(data.draw(code), np.int64), np.array(data.draw(code), np.int64)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), bool)
    bitmaps = Bitmaps([("source", list("abcde"), sources), ("year", list("12345"), years)])
    counts = Found(Packed.of(mask)).counts(bitmaps)
    assert counts["source"] == [int(((sources == value) & mask).sum()) for value in range(5)]
    assert counts["year"] == [int(((years == value) & mask).sum()) for value in range(5)]


def test_facets_of_many_values_have_no_bitmaps() -> None:
    codes = np.zeros(3, np.int64)
    few, many = list(map(str, range(MOST))), list(map(str, range(MOST + 1)))
    assert list(Bitmaps([("few", few, codes), ("many", many, codes)]).values) == ["few"]


def test_without_any_facet_nothing_is_counted() -> None:
    assert Found(Packed.of(np.ones(3, bool))).counts(Bitmaps([])) == {}
    empty = Found(Packed.of(np.ones(3, bool))).counts(Bitmaps([("section", [], np.full(3, -1))]))
    assert empty["section"] == []


def test_a_set_of_documents_is_a_row_too() -> None:
    mask = [False, True, False, False, True, False]
    found = Found(Packed.of(np.array(mask)))
    assert found.mask.tolist() == mask
    assert (found.total, found.documents.tolist()) == (2, [1, 4])
