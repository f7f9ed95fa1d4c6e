import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.search.bitmaps import MOST, ROWS, Bitmaps
from fihris.search.compiled import kernels
from fihris.search.found import Found
from fihris.search.packed import Packed


@given(st.data(), st.integers(0, 200))
def test_documents_are_counted_by_value(data: st.DataObject, size: int) -> None:
    code = st.lists(st.integers(-1, 4), min_size=size, max_size=size)
    sources, years = np.array(data.draw(code), np.int64), np.array(data.draw(code), np.int64)
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=size, max_size=size)), bool)
    mask &= data.draw(st.booleans()) | (np.arange(size) % 9 == 0)  # few documents are counted one by one
    bitmaps = Bitmaps(size, [("source", list("abcde"), sources), ("year", list("12345"), years)])
    counts = Found(Packed.of(mask)).counts(bitmaps)
    assert counts["source"] == [int(((sources == value) & mask).sum()) for value in range(5)]
    assert counts["year"] == [int(((years == value) & mask).sum()) for value in range(5)]


@given(st.integers(0, 200) | st.sampled_from([16384, 16385, 40000]), st.integers(0, 2**32 - 1))
def test_the_kernel_counts_as_numpy_does(size: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    facets = [(name, list("abcd"), random.integers(-1, 4, size)) for name in ("one", "other", "third")]
    bitmaps, found = Bitmaps(size, facets), Packed.of(random.random(size) < random.random())
    expected = in_numpy(Bitmaps._one_by_one, bitmaps, found)
    assert Bitmaps._one_by_one(bitmaps, found).tolist() == expected.tolist()


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_reads_no_further_than_there_is() -> None:
    found, combinations = np.zeros(2, np.uint64), np.arange(70, dtype=np.uint16) % 3
    rows, times, counts = np.zeros((3, 2), np.uint8), np.zeros(3, np.int64), np.zeros(ROWS, np.int64)
    kernels.facets(np.full(2, 2**64 - 1, np.uint64), combinations, rows, times, counts)
    assert (times.tolist(), counts[0]) == ([24, 23, 23], 140)
    for wrong in (
        (found[:1], combinations, rows, times, counts),
        (found, combinations[6:], rows, times, counts),
        (found, combinations, rows.ravel()[1:], times, counts),
        (found, combinations, rows, times, counts[1:]),
        (~found, combinations + np.uint16(1), rows, times, counts),
    ):
        with pytest.raises(ValueError, match="another number"):
            kernels.facets(*wrong)


def test_facets_of_many_values_have_no_bitmaps() -> None:
    codes = np.zeros(3, np.int64)
    few, many = list(map(str, range(MOST))), list(map(str, range(MOST + 1)))
    assert list(Bitmaps(3, [("few", few, codes), ("many", many, codes)]).values) == ["few"]


def test_facets_have_no_more_than_a_byte_of_values_together() -> None:
    values = list(map(str, range(MOST)))
    facets = [(name, values, np.zeros(3, np.int64)) for name in "abcde"]
    assert list(Bitmaps(3, facets).values) == ["a", "b", "c"]


def test_facets_of_too_many_combinations_are_left_out() -> None:
    codes = np.arange(70_000)
    facets = [(name, list(map(str, range(60))), codes // 60**place % 60) for place, name in enumerate("abc")]
    bitmaps = Bitmaps(len(codes), facets)
    assert list(bitmaps.values) == ["a", "b"]
    counts = Found(Packed.of(codes < 61)).counts(bitmaps)
    assert counts["a"] == [2] + [1] * 59
    assert counts["b"] == [60, 1] + [0] * 58


def test_without_any_facet_nothing_is_counted() -> None:
    assert Found(Packed.of(np.ones(3, bool))).counts(Bitmaps(3, [])) == {}
    empty = Found(Packed.of(np.ones(3, bool))).counts(Bitmaps(3, [("section", [], np.full(3, -1))]))
    assert empty["section"] == []


def test_a_set_of_documents_is_a_row_too() -> None:
    mask = [False, True, False, False, True, False]
    found = Found(Packed.of(np.array(mask)))
    assert found.mask.tolist() == mask
    assert (found.total, found.documents.tolist()) == (2, [1, 4])
