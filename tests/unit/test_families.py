"""The words that are related to one, kernel against twin, and both against what they mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.search.compiled import kernels
from fihris.search.families import KINDS, Related, _settled, related

STRENGTH = np.array([1, 0.9, 0.8, 0.7], np.float32)
seeds = st.integers(0, 2**32 - 1)


def relatives(random: np.random.Generator, base: int) -> Related:
    """Words of a segment of some stems, those of any layer and some that are spelt alike."""
    stems, size = random.integers(1, 9), random.integers(1, 60)
    stem_of = random.integers(0, stems, size)
    offset = np.append(0, np.bincount(stem_of, minlength=stems).cumsum())
    layers = (random.choice(size, random.integers(0, size), replace=False) for _ in range(3))
    alike = np.flatnonzero(random.random(stems) < 0.5)
    return Related(
        base,
        *(words.astype(np.int32) for words in layers),
        alike,
        random.random(len(alike)).astype(np.float32),
        offset,
        stem_of.argsort(kind="stable").astype(np.int32),
        random.random(size) < 0.3,
    )


@given(seeds, st.integers(0, 3), st.booleans())
def test_each_word_is_as_close_as_it_gets(seed: int, segments: int, stop: bool) -> None:
    random = np.random.default_rng(seed)
    found = [relatives(random, 100 * number) for number in range(segments)]
    expected = {}
    for each in found:
        for kind, words in zip(KINDS, (each.exact, each.stem, each.root), strict=False):
            for word in words.tolist():
                expected.setdefault(each.base + word, (kind, float(STRENGTH[KINDS.index(kind)])))
        for stem, likeness in zip(each.stems.tolist(), each.likeness, strict=True):
            for word in each.words[each.offset[stem] : each.offset[stem + 1]].tolist():
                expected.setdefault(each.base + word, (KINDS[-1], float(STRENGTH[-1] * likeness)))
        for word in np.flatnonzero(each.stop != stop).tolist():
            expected.pop(each.base + word, None)
    family, twin = related(found, STRENGTH, stop=stop), in_numpy(related, found, STRENGTH, stop=stop)
    cramped = _settled(found, STRENGTH, 1, stop=stop) if kernels else twin
    for one in (family, twin, cramped):
        told = zip(one.closeness.tolist(), one.strength.tolist(), strict=True)
        assert dict(zip(one.words.tolist(), told, strict=True)) == expected
        assert one.words.tolist() == sorted(expected)
        assert [each.dtype for each in (one.words, one.closeness, one.strength)] == [
            np.intp,
            np.uint8,
            np.float32,
        ]


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    "wrong",
    [
        {"exact": np.array([5], np.int32)},
        {"exact": np.array([-1], np.int32)},
        {"likeness": np.zeros(2, np.float32)},
        {"offset": np.array([0, -1])},
        {"stop": np.zeros(0, bool)},
    ],
)
def test_the_kernel_reads_no_further_than_there_is(wrong: dict[str, np.ndarray]) -> None:
    word, stem = np.zeros(1, np.int32), np.zeros(1, np.int64)
    offset, stop = np.array([0, 1]), np.zeros(1, bool)
    sound = Related(0, word, word, word, stem, np.ones(1, np.float32), offset, word, stop)
    assert related([sound], STRENGTH, stop=False).words.tolist() == [0]
    with pytest.raises(ValueError, match="do not fit"):
        related([sound._replace(**wrong)], STRENGTH, stop=False)
