"""The first pass against an exhaustive one, and the kernel against its twin."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.search.compiled import kernels
from fihris.search.first_pass import FirstPass, first_pass
from fihris.search.impacts import Impacts, ranked
from fihris.search.packed import Packed

Random = np.random.Generator

randoms = st.integers(0, 2**32 - 1).map(np.random.default_rng)
sizes = st.one_of(st.integers(0, 200), st.sampled_from([4095, 4096, 4097, 9000]))
shares = st.sampled_from([0.0, 0.3, 0.5, 1.0, 1.5, math.inf])


def some(random: Random, size: int, share: float) -> Packed:
    return Packed.of(random.random(size) < share)


def word(random: Random, size: int) -> Impacts:
    """A word in some, few or all documents; of few different scores, so that many tie, or of any."""
    has = random.random(size) < random.choice([0, 0.01, 0.1, 0.5, 1])
    (documents,) = has.nonzero()
    scores = random.choice([0.5, 1, 1.5, 2.25, 4], len(documents))
    if random.random() < 0.5:
        scores = random.random(len(documents)) * random.choice([0.1, 1, 10])
    held = Packed.of(has & (random.random(size) < random.choice([0, 0.5, 1, 1])))
    documents = documents.astype(np.int32)
    return Impacts(documents, scores.astype(np.float32), None, np.ones(len(documents), bool), held, idf=1.0)


def asked(random: Random, size: int, least: int, share: float, count: int) -> tuple[object, ...]:
    words = [word(random, size) for _ in range(random.choice([1, 2, 2, 3, 8]))]
    among, passing = (some(random, size, random.random()) if random.random() < 0.5 else None for _ in "12")
    most = random.choice([1, 1.5])
    worth = random.choice([0.5, 0.75, most], size).astype(np.float32) if random.random() < 0.5 else None
    return [(each, each.held) for each in words], size, least, share, count, among, passing, worth, most


def told(done: FirstPass) -> tuple[list[bool], int, list[int], list[float]]:
    documents, scores = done.best
    return done.found.mask.tolist(), done.total, documents.tolist(), scores.tolist()


@given(randoms, sizes, st.integers(1, 5), shares, st.integers(0, 30))
def test_the_kernel_finds_what_numpy_finds(
    random: Random, size: int, least: int, share: float, count: int
) -> None:
    arguments = asked(random, size, least, share, count)
    assert told(first_pass(*arguments)) == told(in_numpy(first_pass, *arguments))  # type: ignore[arg-type]


def test_words_that_whole_blocks_have_leave_none_out() -> None:
    size, random = 9000, np.random.default_rng(4)

    def every(step: int) -> Impacts:
        documents = np.arange(0, size, step, dtype=np.int32)
        scores = random.choice([1, 2], len(documents)).astype(np.float32)
        held = Packed.of(np.arange(size) % step == 0)
        return Impacts(documents, scores, None, np.ones(len(documents), bool), held, idf=1.0)

    for steps in ((1, 1), (1, 2), (2, 1), (1, 9)):
        words = [(word, word.held) for word in map(every, steps)]
        # Of two words those that both have are found, and those to which one gives 1.2, or 2.
        for share in (0.3, 0.5):
            done = first_pass(words, size, 2, share, 20)
            assert told(done) == told(in_numpy(first_pass, words, size, 2, share, 20))


@pytest.mark.parametrize("number", [130, 9000])
def test_so_many_words_are_asked_for_together(number: int) -> None:
    size, random = 40, np.random.default_rng(number)
    words = [(each, each.held) for each in (word(random, size) for _ in range(number))]
    for least in (1, number // 8, number // 4):
        arguments = (words, size, least, 0.5, 20)
        assert told(first_pass(*arguments)) == told(in_numpy(first_pass, *arguments))


@given(randoms, st.integers(0, 150), st.integers(1, 5), shares, st.integers(0, 30))
def test_it_finds_what_holds_or_scores_enough(
    random: Random, size: int, least: int, share: float, count: int
) -> None:
    arguments = asked(random, size, least, share, count)
    words, _, _, _, _, among, passing, worth, _ = arguments
    scores = np.zeros(size, np.float32)
    for each, _ in words:  # type: ignore[attr-defined]
        scores[each.documents] += each.scores
    highest = max((scores[n] for n in range(size) if among is None or among.mask[n]), default=0)  # type: ignore[attr-defined]
    found = [
        sum(held.mask[n] for _, held in words) >= least  # type: ignore[attr-defined]
        or (scores[n] > 0 and (not highest or scores[n] >= np.float32(share * highest)))
        for n in range(size)
    ]
    passed = [n for n in range(size) if found[n] and (passing is None or passing.mask[n])]  # type: ignore[attr-defined]
    ranked = scores if worth is None else scores * worth  # type: ignore[operator]
    best = sorted(passed, key=lambda n: (-ranked[n], n))[:count]
    expected = (found, len(passed), best, [float(ranked[n]) for n in best])
    assert told(first_pass(*arguments)) == expected  # type: ignore[arg-type]


@given(randoms, sizes, st.floats(1e-30, 1e30))
def test_a_word_is_packed_as_numpy_packs_it(random: Random, size: int, scale: float) -> None:
    (documents,) = (random.random(size) < random.choice([0, 0.01, 0.5, 1])).nonzero()
    scores = (random.random(len(documents)) * scale).astype(np.float32)
    arguments = (documents.astype(np.int32), scores, size)
    packed = ranked(*arguments)
    assert packed.tolist() == in_numpy(ranked, *arguments).tolist()
    bounds = packed[len(packed) - len(scores) :].astype(np.float32)
    step = scores.max(initial=0) / np.float32(255) * np.float32(1 + 2**-20)
    assert (bounds * step >= scores).all()


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_reads_no_further_than_there_is() -> None:
    packed = ranked(np.zeros(1, np.int32), np.ones(1, np.float32), 70)

    def ask(size: int = 70, least: int = 1, found: int = 2, best: int = 1, **other: object) -> None:
        given = {"count": 1, "packed": packed, "held": np.zeros(2, np.uint64)} | other
        row = (1.0, given["count"], given["packed"], given["held"])
        places = (np.zeros(found, np.uint64), np.empty(best, np.intp), np.empty(1, np.float32))
        beside = (None, other.get("passing"), other.get("worth"), 1.0)
        kernels.first_pass((row,), size, least, 0.5, *beside, *places)  # type: ignore[arg-type]

    ask()
    ask(held=None)
    for wrong in (
        {"count": 2},
        {"count": -1},
        {"packed": packed[1:]},
        {"packed": np.zeros(len(packed) + 1, np.uint8)},
        {"held": np.zeros(1, np.uint64)},
        {"passing": np.zeros(1, np.uint64)},
        {"worth": np.ones(69, np.float32)},
        {"found": 1},
        {"best": 2},
        {"least": 0},
        {"size": -1},
    ):
        with pytest.raises(ValueError, match=r"length|scores|needed"):
            ask(**wrong)  # type: ignore[arg-type]
    # What no index should hold harms nothing.
    for byte in (1, 127, 128, 255):
        ask(packed=np.full(len(packed), byte, np.uint8), held=np.full(2, 2**64 - 1, np.uint64))


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_a_word_is_packed_into_what_there_is() -> None:
    documents, scores, packed = np.zeros(1, np.int32), np.ones(1, np.float32), np.empty(45, np.uint8)
    kernels.ranked(documents, scores, 70, packed)
    for wrong in (
        (documents, scores, 64, packed),
        (documents, scores, -1, packed),
        (documents, scores[:0], 70, packed),
        (documents + 128, scores, 70, packed),
        (documents - 1, scores, 70, packed),
    ):
        with pytest.raises(ValueError, match=r"do not fit|not there"):
            kernels.ranked(*wrong)
