"""What a word adds to scores, kernel against twin, and both against plain sums."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.search.compiled import kernels
from fihris.search.layers import Norms, Postings, added_up

LARGEST = 300  # documents of a segment

seeds = st.integers(0, 2**32 - 1)
sizes = st.lists(st.integers(0, LARGEST), max_size=4)


def word(random: np.random.Generator, sizes: Sequence[int]) -> tuple[list[Postings], Norms, np.ndarray]:
    """A word that some documents of some segments have, by none or all of its layers; some are deleted."""
    found, base = [], 0
    for size in sizes:
        layers = []
        for _ in range(3):
            documents = np.flatnonzero(random.random(size) < random.random())
            documents = documents.astype(random.choice([np.uint16, np.uint32]))
            layers.append((documents, random.integers(0, 256, len(documents), np.uint8)))
        exact, stem, root = layers
        lead = random.integers(0, 4, len(stem[0]), np.uint8)
        alive = random.random(size) < random.choice([0.5, 1.0])
        found.append(Postings(base, alive, not alive.all(), exact, stem, root, lead))
        base += size
    lengths = (random.random(base).astype(np.float32) for _ in range(2))
    norms = Norms((np.arange(256) / 3).astype(np.float32), *lengths)
    return found, norms, random.random(8).astype(np.float32)


@given(seeds, sizes)
def test_the_kernel_adds_up_what_numpy_does(seed: int, sizes: list[int]) -> None:
    postings, norms, worth = word(np.random.default_rng(seed), sizes)
    documents, scores, has_stem, held = added_up(postings, norms, worth)
    theirs = in_numpy(added_up, postings, norms, worth)
    assert documents.tolist() == theirs[0].tolist()
    assert scores.tolist() == theirs[1].tolist()
    assert has_stem.tolist() == theirs[2].tolist()
    assert held.bits.tolist() == theirs[3].bits.tolist()
    assert [each.dtype for each in (documents, scores, has_stem)] == [each.dtype for each in theirs[:3]]


@given(seeds, sizes)
def test_a_living_document_has_the_sum_of_its_layers(seed: int, sizes: list[int]) -> None:
    postings, norms, worth = word(np.random.default_rng(seed), sizes)
    (idf, weight), sums = worth.reshape(2, 4).tolist(), dict[int, float]()
    held = set()
    for each in postings:
        leads = (each.stem[0][each.lead > 0], each.lead[each.lead > 0])
        for layer, (documents, counts) in enumerate((each.exact, each.stem, each.root, leads)):
            for document, count in zip(documents.tolist(), counts.tolist(), strict=True):
                if each.alive[document]:
                    number = each.base + document
                    often = count if layer == 3 else float(norms.frequencies[count])
                    length = float((norms.leads if layer == 3 else norms.documents)[number])
                    share = weight[layer] * idf[layer] * often / (often + length)
                    sums[number] = sums.get(number, 0) + share
                    held |= {number} if layer else set()
    documents, scores, _, told = added_up(postings, norms, worth)
    assert documents.tolist() == sorted(sums)
    assert scores == pytest.approx([sums[document] for document in sorted(sums)], rel=1e-5)
    assert np.flatnonzero(told.mask).tolist() == sorted(held)
    frequencies = np.array([each.frequencies() for each in postings]).reshape(-1, 4)
    living = [
        [len(set(which[0].tolist()) & set(np.flatnonzero(each.alive).tolist())) for which in each[3:6]]
        for each in postings
    ]
    assert frequencies[:, :3].tolist() == living


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("place", "wrong", "message"),
    [
        (0, np.array([0, 9], np.uint16), "as many documents as counts"),
        (0, np.array([9], np.uint16), "documents that are not there"),
        (0, np.array([0], np.int64), "of 16 or 32 bits"),
        (6, np.zeros(2, np.uint8), "do not fit"),
        (8, np.zeros(2, np.float32), "do not fit"),
        (10, np.zeros(255, np.float32), "do not fit"),
        (11, np.zeros(6, np.float32), "do not fit"),
        (12, -1, "do not fit"),
        (12, 1, "do not fit"),
        (13, -1, "do not fit"),
        (13, 3, "documents that are not there"),
        (14, np.zeros(0, np.int32), "do not fit"),
        (17, np.zeros(0, np.uint8), "do not fit"),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(place: int, wrong: object, message: str) -> None:
    document, count = np.zeros(1, np.uint16), np.zeros(1, np.uint8)
    given: list[object] = [document, count] * 3
    given += [count, np.ones(3, bool), np.zeros(3, np.float32), np.zeros(3, np.float32)]
    given += [np.zeros(256, np.float32), np.zeros(8, np.float32), 0, 0]
    given += [np.zeros(3, np.int32), np.zeros(3, np.float32), np.zeros(3, bool), np.zeros(1, np.uint8)]
    assert kernels.added_up(*given) == 1  # type: ignore[call-arg, arg-type]  # they stand in a list
    given[place] = wrong
    with pytest.raises(ValueError, match=message):
        kernels.added_up(*given)  # type: ignore[call-arg, arg-type]  # the same
