"""The blocks of posting lists: what the kernel writes is what numpy writes, and Python reads it."""

import pickle
from io import BytesIO

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index import whoosh_postings
from fihris.index.compiled import kernels
from fihris.index.postings import PostingLists
from fihris.index.whoosh_postings import write_postings

# Sizes at which a number or a string of bytes is written in another way, and a block is full.
gaps = st.integers(1, 3) | st.sampled_from([0xFF, 0x100, 0xFFFF, 0x10000])
postings = st.tuples(
    gaps, st.lists(gaps, min_size=1, max_size=3) | st.just([1] * 60) | st.just([0x10000] * 60)
)
terms = st.lists(
    st.lists(postings, min_size=1, max_size=3) | st.just([(1, [1])] * 129), min_size=1, max_size=3
)


def lists(terms: list[list[tuple[int, list[int]]]]) -> tuple[PostingLists, np.ndarray]:
    document = [np.cumsum([gap for gap, _ in term]) for term in terms]
    positions = [np.cumsum(gaps) for term in terms for _, gaps in term]
    frequency = np.array([len(each) for each in positions], np.uint32)
    made = PostingLists(
        offset=np.cumsum([0, *map(len, terms)]),
        document=np.concatenate(document).astype(np.uint32),
        frequency=frequency,
        token=np.arange(int(frequency.sum())),
        first=np.cumsum(frequency, dtype=np.int64) - frequency,
    )
    return made, np.concatenate(positions).astype(np.int32)


@given(terms)
def test_the_kernel_writes_what_numpy_writes(terms: list[list[tuple[int, list[int]]]]) -> None:
    made, positions = lists(terms)
    lengths = np.arange(int(made.document.max()) + 1).astype(np.uint8)
    files = [BytesIO(), BytesIO()]
    infos = [
        write_postings(files[0], made, positions, lengths),
        in_numpy(write_postings, files[1], made, positions, lengths),
    ]
    assert files[0].getvalue() == files[1].getvalue()
    assert infos[0].tobytes() == infos[1].tobytes()


def test_a_block_is_a_pickle_of_gaps_weights_and_positions() -> None:
    made, positions = lists([[(3, [1, 300]), (2, [70_000])]])
    out, borders = whoosh_postings._pickled_blocks(made, positions, np.zeros(1, np.int64))
    gaps, weights, values = pickle.loads(out[: borders[1]].tobytes())
    assert (gaps, weights) == ((3, 2), (2.0, 1.0))
    assert [int.from_bytes(value[:4], "big") for value in values] == [2, 1]
    assert [pickle.loads(value[4:] + b".") for value in values] == [[1, 300], [70_000]]


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("wrong", ["frequency", "first", "positions", "block", "out"])
def test_the_kernel_reads_no_further_than_there_is(wrong: str) -> None:
    made, positions = lists([[(1, [1, 1]), (1, [1])]])
    given = {
        "document": made.document,
        "frequency": made.frequency,
        "first": made.first,
        "positions": positions,
        "block": np.zeros(1, np.int64),
        "out": np.empty(1000, np.uint8),
    }
    given[wrong] = (given[wrong] + 1)[:1]
    with pytest.raises(ValueError, match="as many positions"):
        kernels.posting_blocks(*given.values(), np.empty(2, np.int64))  # type: ignore[arg-type]
