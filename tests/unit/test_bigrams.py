"""Stems that are spelt alike, kernel against twin, and both against plain comparison."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.bigrams import SHORTEST, Bigrams, pack_bigrams
from fihris.index.compiled import kernels
from fihris.index.terms import pack_terms

words = st.text("ابجدهوزx\U0001f600", max_size=8)
stems = st.sets(words, max_size=60).map(sorted)


def bigrams_of(stem: str) -> set[tuple[str, str]]:
    return set(pairwise(f"^{stem}$"))


@given(stems, words, st.sampled_from([0.1, 0.5, 0.6, 1.0]))
def test_stems_are_alike_that_share_their_bigrams(stems: list[str], stem: str, least: float) -> None:
    columns = pack_bigrams(pack_terms(each.encode() for each in stems))
    expected = {}
    for number, other in enumerate(stems):
        if len(other) >= SHORTEST:
            mine, theirs = bigrams_of(stem), bigrams_of(other)
            likeness = np.float32(2 * len(mine & theirs) / (len(mine) + len(theirs)))
            if likeness >= np.float32(least):
                expected[number] = float(likeness)
    numbers, likeness = Bigrams(columns).alike(stem, least)
    assert dict(zip(numbers.tolist(), likeness.tolist(), strict=True)) == expected
    theirs, likely = in_numpy(Bigrams.alike, Bigrams(columns), stem, least)
    assert (numbers.tolist(), likeness.tolist()) == (theirs.tolist(), likely.tolist())
    assert (numbers.dtype, likeness.dtype) == (theirs.dtype, likely.dtype)
    if kernels:
        cramped, likely = Bigrams(columns)._found(f"^{stem}$", least, 1)
        assert (numbers.tolist(), likeness.tolist()) == (cramped.tolist(), likely.tolist())


def test_nothing_is_more_alike_than_the_same() -> None:
    columns = pack_bigrams(pack_terms([b"stem"]))
    assert Bigrams(columns).alike("stem", 1.5)[0].tolist() == []


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("name", "wrong", "message"),
    [
        ("bigram.stem", [7] * 3, "stems that are not there"),
        ("bigram.stem", [0], "stems that are not there"),
        ("bigram.offset", [0, 1], "do not fit"),
        ("bigram.offset", [-3, 1, 2, 3], "stems that are not there"),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(name: str, wrong: list[int], message: str) -> None:
    columns = pack_bigrams(pack_terms([b"aaa"]))
    assert len(columns["bigram.code"]) == 3
    columns[name] = np.array(wrong, columns[name].dtype)
    with pytest.raises(ValueError, match=message):
        Bigrams(columns).alike("aaa", 0.5)


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_counts_no_more_bigrams_than_it_can() -> None:
    with pytest.raises(ValueError, match="too long"):
        Bigrams(pack_bigrams(pack_terms([b"aaa"]))).alike("".join(map(chr, range(0x621, 0x721))), 0.5)
