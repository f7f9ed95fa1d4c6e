"""The blocks of posting lists: what the kernel writes is what numpy writes, and Python reads it."""

import pickle
import struct
import zlib
from io import BytesIO
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.postings import PostingLists
from fihris.index.whoosh_postings import COMPRESSED_FROM, TERM_INFO, write_postings

# Sizes at which a number or a string of bytes is written in another way, and a block is full.
gaps = st.integers(1, 3) | st.sampled_from([0xFF, 0x100, 0xFFFF, 0x10000])
postings = st.tuples(
    gaps, st.lists(gaps, min_size=1, max_size=3) | st.just([1] * 60) | st.just([0x10000] * 60)
)
terms = st.lists(
    st.lists(postings, min_size=1, max_size=3) | st.just([(1, [1])] * 129), min_size=1, max_size=3
)


def lists(terms: list[list[tuple[int, list[int]]]], *, keeps_positions: bool = True) -> PostingLists:
    document = [np.cumsum([gap for gap, _ in term]) for term in terms]
    positions = [np.cumsum(gaps) for term in terms for _, gaps in term]
    frequency = np.array([len(each) for each in positions], np.uint32)
    return PostingLists(
        offset=np.cumsum([0, *map(len, terms)]),
        document=np.concatenate(document).astype(np.uint32),
        frequency=frequency,
        first=np.cumsum(frequency, dtype=np.int64) - frequency,
        position=np.concatenate(positions).astype(np.int32) if keeps_positions else None,
    )


def posting_file(infos: np.ndarray, written: bytes) -> list[tuple[list[tuple[Any, ...]], tuple[Any, ...]]]:
    """Return for each term its blocks, and what is kept of it but for their places and sizes."""
    known = [name for name in TERM_INFO.names or () if name not in ("offset", "bytes")]
    terms, place = [], 0
    for info in infos:
        blocks: list[tuple[Any, ...]] = []
        assert info["offset"] == place
        assert written[place : place + 4] == b"W3Bl"
        place += 4
        last = False
        while not last:
            (size,) = struct.unpack_from("!i", written, place)
            last, size = size < 0, abs(size)
            block = BytesIO(written[(place := place + 4) : (place := place + size)])
            head, body = pickle.load(block), block.read()
            compressed = head[3]
            data = zlib.decompress(body) if compressed else body
            assert not compressed or len(data) > COMPRESSED_FROM
            blocks.append((*head[:3], *head[4:], data))
        assert info["bytes"] == place - info["offset"]
        terms.append((blocks, info[known].item()))
    assert place == len(written)
    return terms


@given(terms, st.booleans())
def test_the_kernel_writes_what_numpy_writes(
    terms: list[list[tuple[int, list[int]]]], keeps_positions: bool
) -> None:
    made = lists(terms, keeps_positions=keeps_positions)
    lengths = (np.arange(int(made.document.max()) + 1) * 7).astype(np.uint8)
    one, other = BytesIO(), BytesIO()
    infos = write_postings(one, made, lengths)
    infos_of_twin = in_numpy(write_postings, other, made, lengths)
    assert infos.dtype == infos_of_twin.dtype
    assert posting_file(infos, one.getvalue()) == posting_file(infos_of_twin, other.getvalue())


def test_a_block_is_a_pickle_of_gaps_weights_and_positions() -> None:
    made = lists([[(3, [1, 300]), (2, [70_000])]])
    file = BytesIO()
    infos = write_postings(file, made, np.arange(6).astype(np.uint8))
    (((*head, block),), known), *_ = posting_file(infos, file.getvalue())
    assert head == [2, 5, 2.0, 3, 5]
    assert known == (0, 3.0, 2, 3, 5, 2.0, 3, 5)
    gaps, weights, values = pickle.loads(block)
    assert (gaps, weights) == ((3, 2), (2.0, 1.0))
    assert [int.from_bytes(value[:4], "big") for value in values] == [2, 1]
    assert [pickle.loads(value[4:] + b".") for value in values] == [[1, 300], [70_000]]


def random_gaps(seed: int, alike: float) -> list[list[tuple[int, list[int]]]]:
    """Return a term with many postings, of whose numbers so many are the same."""
    random = Random(seed)

    def gap() -> int:
        return 1 if random.random() < alike else random.choice([9, 300, 70_000]) + random.randrange(250)

    return [[(gap(), [gap() for _ in range(random.choice([1, 1, 2, 9, 90]))]) for _ in range(300)]]


def far_apart() -> list[list[tuple[int, list[int]]]]:
    """Return a term whose positions repeat farther apart than deflate can say."""
    random = Random(0)
    gaps = [random.randrange(70_000) for _ in range(13_000)] * 3
    return [[(1, gaps[place : place + 400]) for place in range(0, len(gaps), 400)]]


@pytest.mark.parametrize("alike", [0, 0.5, 0.9, 1, None])
def test_what_the_kernel_compresses_is_what_zlib_reads(alike: float | None) -> None:
    for seed in range(5):
        made = lists(far_apart() if alike is None else random_gaps(seed, alike))
        lengths = np.zeros(int(made.document.max()) + 1, np.uint8)
        one, other = BytesIO(), BytesIO()
        infos = write_postings(one, made, lengths)
        twin = in_numpy(write_postings, other, made, lengths)
        assert posting_file(infos, one.getvalue()) == posting_file(twin, other.getvalue())


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    "wrong", ["offset", "document", "frequency", "first", "positions", "length", "infos", "out"]
)
def test_the_kernel_reads_no_further_than_there_is(wrong: str) -> None:
    made = lists([[(1, [1, 1]), (1, [1])]])
    given = {
        "offset": made.offset,
        "document": made.document,
        "frequency": made.frequency,
        "first": made.first,
        "positions": np.array([1, 2, 1], np.int32),
        "length": np.zeros(3, np.uint8),
        "infos": np.empty(TERM_INFO.itemsize, np.uint8),
        "out": np.empty(1000, np.uint8),
    }
    assert kernels.posting_blocks(*given.values()) > 0  # type: ignore[arg-type]
    values_matter = wrong in ("offset", "document", "frequency", "first")
    for broken in (given[wrong][:1], given[wrong][1:10], given[wrong] + 1)[: 2 + values_matter]:
        with pytest.raises(ValueError, match="every term has postings"):
            kernels.posting_blocks(*(given | {wrong: broken}).values())  # type: ignore[arg-type]
