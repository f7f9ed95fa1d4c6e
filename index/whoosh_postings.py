"""Writes posting lists into the posting file of a Whoosh segment, in Whoosh's own format W3.

A posting list is a row of blocks of at most 128 postings. A block is a pickle of three tuples, the gaps
between its documents, its weights and its values, compressed by zlib where that gains something; before it
stands a pickle of what a reader may want to know without it. Whoosh's own writer makes each of these from
Python objects, one after the other; here numpy makes the bytes of a hundred thousand postings at once, or a
kernel does. That one compresses them too: to a sixth more than zlib does, in a third of the time.
`whoosh.codec.whoosh3` defines the format.
"""

from __future__ import annotations

from itertools import pairwise
from typing import BinaryIO

import numpy as np
from isal.isal_zlib import compress
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.compiled import kernels
from fihris.index.pickles import (
    APPENDS,
    EMPTY_LIST,
    FLOAT_SIZE,
    MARK,
    NONE,
    PROTOCOL,
    STOP,
    TUPLE,
    TUPLE3,
    VERSION,
    Bytes,
    bytes_sizes,
    int_sizes,
    put_bytes,
    put_bytes_lengths,
    put_floats,
    put_ints,
)
from fihris.index.postings import PostingLists

BLOCK = 128  # postings
AT_ONCE = 1 << 18  # tokens whose bytes are made at once
COMPRESSED_FROM = 120  # bytes of a block: below, zlib gains nothing
COMPRESSION = 1

TERM_INFO = np.dtype(
    [
        ("inlined", "u1"),
        ("weight", ">f4"),
        ("documents", ">u4"),
        ("shortest", "u1"),
        ("longest", "u1"),
        ("heaviest", ">f4"),
        ("first", ">u4"),
        ("last", ">u4"),
        ("offset", ">i8"),
        ("bytes", ">i4"),
    ]
)
"""What Whoosh keeps of a term: statistics, and where its postings lie in the posting file."""

# Before each block: its size, negative for the last one of a term, and a pickled tuple.
_HEAD = np.dtype(
    [
        ("magic", "S4"),  # before the first block of a term only
        ("size", ">i4"),
        ("begin", "S3"),
        ("count_code", "S1"),
        ("count", "<i4"),
        ("last_code", "S1"),
        ("last", "<i4"),
        ("heaviest_code", "S1"),
        ("heaviest", ">f8"),
        ("compression_code", "S1"),
        ("compression", "u1"),
        ("shortest_code", "S1"),
        ("shortest", "u1"),
        ("longest_code", "S1"),
        ("longest", "u1"),
        ("end", "S2"),
    ]
)
_CODES = {"begin": b"\x80\x02(", "end": b"t."} | {
    f"{name}_code": code
    for name, code in [("count", b"J"), ("last", b"J"), ("heaviest", b"G")]
    + [(name, b"K") for name in ("compression", "shortest", "longest")]
}
_ROOM = 80, 32, 6  # bytes that a term, a posting and a position take at most, with all around them
_MAGIC = 4  # bytes of it
_BEFORE = _MAGIC + 4  # bytes before the pickle of a head


def write_postings(file: BinaryIO, lists: PostingLists, lengths: NDArray[np.uint8]) -> NDArray[np.void]:
    """Write the postings of a field at the end of `file` and return a `TERM_INFO` for each term.

    `lengths` are the length bytes of the documents. Every term has to have a posting.
    """
    infos = [_write_part(file, part, lengths) for part in lists.parts(AT_ONCE)]
    return np.concatenate([np.zeros(0, TERM_INFO), *infos], dtype=TERM_INFO)


def _write_part(file: BinaryIO, lists: PostingLists, lengths: NDArray[np.uint8]) -> NDArray[np.void]:
    place = file.tell()
    if kernels:
        position = np.zeros(0, np.int32) if lists.position is None else lists.position
        infos = np.empty(len(lists.offset) - 1, TERM_INFO)
        out = np.empty(np.dot(_ROOM, (len(infos), len(lists.document), len(position))), np.uint8)
        size = kernels.posting_blocks(
            lists.offset,
            lists.document,
            lists.frequency,
            lists.first,
            position,
            lengths,
            infos.view(np.uint8),
            out,
        )
        infos["offset"] += place
        file.write(out[:size].data)
        return infos
    first, last = lists.offset[:-1], lists.offset[1:] - 1
    length = lengths[lists.document]
    infos = np.zeros(len(first), TERM_INFO)
    infos["weight"] = np.add.reduceat(lists.frequency.astype(np.float64), first)
    infos["documents"] = last - first + 1
    infos["shortest"] = np.minimum.reduceat(length, first)
    infos["longest"] = np.maximum.reduceat(length, first)
    infos["heaviest"] = np.maximum.reduceat(lists.frequency, first)
    infos["first"], infos["last"] = lists.document[first], lists.document[last]
    sizes = _write_blocks(file, lists, length)
    infos["bytes"] = sizes
    infos["offset"] = place + np.cumsum(sizes) - sizes
    return infos


def _write_blocks(file: BinaryIO, lists: PostingLists, length: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Write the blocks of all terms and return how many bytes those of each take."""
    # Of each term, how many blocks; of each block, its first posting.
    blocks = -(-np.diff(lists.offset) // BLOCK)
    first_block = np.cumsum(blocks) - blocks
    within = np.arange(int(blocks.sum())) - first_block.repeat(blocks)
    first = lists.offset[:-1].repeat(blocks) + BLOCK * within
    heads = np.zeros(len(first), _HEAD)
    for name, code in _CODES.items():
        heads[name] = code
    heads["magic"][first_block] = b"W3Bl"
    heads["count"] = np.diff(first, append=len(lists.document))
    heads["last"] = lists.document[first + heads["count"] - 1]
    heads["heaviest"] = np.maximum.reduceat(lists.frequency, first)
    heads["shortest"] = np.minimum.reduceat(length, first)
    heads["longest"] = np.maximum.reduceat(length, first)

    data, borders = _pickled_blocks(lists, first)
    compressed = np.diff(borders) > COMPRESSED_FROM
    heads["compression"] = COMPRESSION * compressed
    view = data.data
    bodies = [
        compress(view[start:end], COMPRESSION) if end - start > COMPRESSED_FROM else view[start:end]
        for start, end in pairwise(borders.tolist())
    ]
    size = np.fromiter(map(len, bodies), np.int64, len(bodies)) + (_HEAD.itemsize - _BEFORE)
    heads["size"] = size
    heads["size"][first_block + blocks - 1] *= -1
    raw = heads.tobytes()
    begin = np.arange(len(heads)) * _HEAD.itemsize + np.where(within == 0, 0, _MAGIC)
    pieces: list[bytes | memoryview] = [b""] * (2 * len(bodies))
    pieces[::2] = [
        raw[start:end]
        for start, end in zip(
            begin.tolist(), range(_HEAD.itemsize, len(raw) + 1, _HEAD.itemsize), strict=True
        )
    ]
    pieces[1::2] = bodies
    file.write(b"".join(pieces))
    return np.add.reduceat(size + 4, first_block) + _MAGIC


def _pickled_blocks(lists: PostingLists, first: NDArray[np.int64]) -> tuple[Bytes, NDArray[np.int64]]:
    """Return the pickles of blocks, given the first posting of each, and their borders.

    A pickle is a tuple of gaps between documents, of weights (None where all are 1, one where all are the
    same), and of values.
    """
    count = np.diff(first, append=len(lists.document))
    gap = np.diff(lists.document.astype(np.int64), prepend=0)
    gap[first] = lists.document[first]
    gap_at, gaps_size = _in_blocks(int_sizes(gap), first, count)
    heaviest = np.maximum.reduceat(lists.frequency, first)
    several = np.minimum.reduceat(lists.frequency, first) != heaviest
    weights_size = np.where(several, 2 + FLOAT_SIZE * count, np.where(heaviest > 1, FLOAT_SIZE, 1))
    values = _Values(lists, lists.position) if lists.position is not None else None
    if values is None:
        value_at, values_size = count[:0], np.full(len(first), 1)
    else:
        value_at, values_size = _in_blocks(values.size, first, count)
        values_size = values_size + 2

    size = 3 + gaps_size + 1 + weights_size + values_size + 2
    borders = np.append(0, np.cumsum(size))
    out = np.zeros(int(borders[-1]), np.uint8)
    at = borders[:-1]
    out[at], out[at + 1], out[at + 2] = PROTOCOL, VERSION, MARK
    put_ints(out, gap_at + (at + 3).repeat(count), gap)
    at = at + 3 + gaps_size
    out[at] = TUPLE
    at = at + 1
    _put_weights(out, at, lists.frequency, count, heaviest, several)
    at = at + weights_size
    if values is None:
        out[at] = NONE
    else:
        out[at] = MARK
        values.put(out, value_at + (at + 1).repeat(count))
        out[at + values_size - 1] = TUPLE
    at = at + values_size
    out[at], out[at + 1] = TUPLE3, STOP
    return out, borders


def _in_blocks(size: Array, first: Array, count: Array) -> tuple[Array, Array]:
    """Return where in its block each posting's part begins, parts being so large, and each block's sum."""
    begin = np.cumsum(size) - size
    return begin - begin[first].repeat(count), np.add.reduceat(size, first)


def _put_weights(out: Bytes, at: Array, weight: Array, count: Array, heaviest: Array, several: Array) -> None:
    out[at] = np.where(several, MARK, NONE)
    (same,) = (~several & (heaviest > 1)).nonzero()
    put_floats(out, at[same], heaviest[same])
    place = FLOAT_SIZE * (np.arange(len(weight)) - (np.cumsum(count) - count).repeat(count))
    of_several = several.repeat(count)
    put_floats(out, ((at + 1).repeat(count) + place)[of_several], weight[of_several])
    out[(at + 1 + FLOAT_SIZE * count)[several]] = TUPLE


class _Values:
    """The positions of each posting as Whoosh stores them: their number, and a pickle of their gaps.

    The pickle is the shortest that Python reads: no protocol, no memo, and no full stop, which Whoosh adds.
    """

    def __init__(self, lists: PostingLists, positions: Array) -> None:
        first, self._count = lists.first, lists.frequency
        self._gap = np.diff(positions.astype(np.int64), prepend=0)
        self._gap[first] = positions[first]
        sizes = int_sizes(self._gap)
        self._begin = np.cumsum(sizes) - sizes
        self._begin -= self._begin[first].repeat(self._count)
        self._list_size = np.add.reduceat(sizes, first)
        self._length = 4 + 2 + self._list_size + 1
        self._head = bytes_sizes(self._length)
        self.size = self._head + self._length

    def put(self, out: Bytes, at: Array) -> None:
        """Put the values at the places `at`."""
        put_bytes_lengths(out, at, self._length)
        at = at + self._head
        put_bytes(out, at, self._count.astype(">u4"))
        out[at + 4], out[at + 5] = EMPTY_LIST, MARK
        at = at + 6
        put_ints(out, self._begin + at.repeat(self._count), self._gap)
        out[at + self._list_size] = APPENDS
