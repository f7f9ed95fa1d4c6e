"""Writes the term and posting files of a Whoosh segment, in Whoosh's own format W3, from posting lists.

Whoosh's own writer takes every posting through Python objects and a pool of pickles, which costs most of the
time of a build. The files written here are read by every Whoosh since 2.7.4, with the same terms, postings,
positions and statistics: `whoosh.codec.whoosh3` and `whoosh.filedb.filetables` define the format.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pickle import dumps
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.util.numeric import length_to_byte

from fihris.index.columns import Array
from fihris.index.postings import PostingLists

BLOCK = 128  # postings
AT_ONCE = 1 << 18  # tokens that are made Python objects at once
COMPRESSED_FROM = 120  # bytes of a block: below, zlib gains nothing
COMPRESSION = 3
LENGTHS = np.array([length_to_byte(length) for length in range(106_375)], np.uint8)

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


class WhooshFiles:
    """Fills the term and posting files that Whoosh's field writer has opened, fields in order of name."""

    def __init__(self, field_writer: Any, documents: int) -> None:
        self._writer = field_writer
        self._documents = documents
        self._fields: dict[str, int] = {}
        self._keys: list[bytes] = []
        self._infos: list[bytes] = []

    def add_text(self, name: str, terms: list[bytes], lists: PostingLists, positions: Array) -> None:
        """Add a text field: its terms in byte order, their posting lists, and the position of each token."""
        lengths = np.bincount(lists.document, weights=lists.frequency, minlength=self._documents)
        infos = write_postings(
            self._writer._postfile, lists, positions, length_bytes(lengths.astype(np.int64))
        )
        self._add(name, terms, [info.tobytes() for info in infos])

    def add_words(self, name: str, field: Any, words: dict[bytes, list[int]]) -> None:
        """Add a field of whole values, through Whoosh: there are few, and their formats are many."""
        terms = sorted(words)
        writer = self._writer._codec.postings_writer(self._writer._postfile)
        infos = []
        for term in terms:
            writer.start_postings(field.format, W3TermInfo())
            for document in words[term]:
                writer.add_posting(document, 1.0, b"", None)
            infos.append(writer.finish_postings().to_bytes())
        self._add(name, terms, infos)

    def _add(self, name: str, terms: list[bytes], infos: list[bytes]) -> None:
        number = self._fields[name] = len(self._fields)
        self._keys += [struct.pack("!H", number) + term for term in terms]
        self._infos += infos

    def finish(self) -> None:
        """Write the term file and close both."""
        term_file = self._writer._tindex.dbfile
        # Whoosh has begun the file with a header of its own.
        term_file.file.seek(0)
        term_file.file.truncate()
        write_terms(term_file, self._fields, self._keys, self._infos)
        term_file.close()
        self._writer._postfile.close()
        self._writer.is_closed = True


def length_bytes(lengths: Array) -> NDArray[np.uint8]:
    """Return field lengths as the one byte that Whoosh keeps of each."""
    return LENGTHS[np.minimum(lengths, len(LENGTHS) - 1)]


def write_postings(
    file: BinaryIO, lists: PostingLists, positions: Array, lengths: NDArray[np.uint8]
) -> NDArray[np.void]:
    """Write the postings of a field at the end of `file` and return a `TERM_INFO` for each term.

    `positions` are those of the tokens in their field, `lengths` the length bytes of the documents. Every
    term has to have a posting.
    """
    infos = [_write_part(file, part, positions, lengths) for part in lists.parts(AT_ONCE)]
    return np.concatenate([np.zeros(0, TERM_INFO), *infos], dtype=TERM_INFO)


def _write_part(
    file: BinaryIO, lists: PostingLists, positions: Array, lengths: NDArray[np.uint8]
) -> NDArray[np.void]:
    values = _position_values(lists, positions[lists.token])
    first, last = lists.offset[:-1], lists.offset[1:] - 1
    length = lengths[lists.document]
    infos = np.zeros(len(first), TERM_INFO)
    infos["weight"] = np.add.reduceat(lists.frequency.astype(np.float64), first)
    infos["documents"] = np.diff(lists.offset)
    infos["shortest"] = np.minimum.reduceat(length, first)
    infos["longest"] = np.maximum.reduceat(length, first)
    infos["heaviest"] = np.maximum.reduceat(lists.frequency, first)
    infos["first"], infos["last"] = lists.document[first], lists.document[last]
    infos["offset"], infos["bytes"] = _write_blocks(file, lists, values, length)
    return infos


def _write_blocks(
    file: BinaryIO, lists: PostingLists, values: list[bytes], length: NDArray[np.uint8]
) -> tuple[list[int], list[int]]:
    offsets, sizes = [], []
    borders = lists.offset.tolist()
    documents, weights, lengths = lists.document.tolist(), lists.frequency.tolist(), length.tolist()
    place = file.tell()
    for begin, end in pairwise(borders):
        pieces = [b"W3Bl"]
        for start in range(begin, end, BLOCK):
            stop = min(start + BLOCK, end)
            block = slice(start, stop)
            data = _block_data(documents[block], weights[block], values[block])
            compression = COMPRESSION if len(data) > COMPRESSED_FROM else 0
            if compression:
                data = zlib.compress(data, compression)
            summary = (
                stop - start,
                documents[stop - 1],
                float(max(weights[block])),
                compression,
                min(lengths[block]),
                max(lengths[block]),
            )
            head = dumps(summary, 2)
            size = len(head) + len(data)
            # The last block of a term is known by its negative size.
            pieces += [struct.pack("!i", size if stop < end else -size), head, data]
        written = b"".join(pieces)
        file.write(written)
        offsets.append(place)
        sizes.append(len(written))
        place += len(written)
    return offsets, sizes


def _block_data(documents: list[int], weights: list[int], values: list[bytes]) -> bytes:
    """Return a block as Whoosh pickles it: gaps of the documents, weights (None for all ones), values."""
    gaps = [documents[0], *(b - a for a, b in pairwise(documents))]
    weight: float | tuple[float, ...] | None = None
    if max(weights) > 1:
        weight = float(weights[0]) if min(weights) == max(weights) else tuple(map(float, weights))
    return dumps((tuple(gaps), weight, tuple(values)), 4)


def _position_values(lists: PostingLists, positions: Array) -> list[bytes]:
    """Return each posting's positions as Whoosh stores them: their number, and a pickle of their gaps.

    The pickles are the shortest that Python reads: no protocol, no memo, and no full stop, which Whoosh adds.
    """
    starts = lists.first
    gaps = np.diff(positions.astype(np.int64), prepend=0)
    gaps[starts] = positions[starts]
    numbers = {gap: _pickled_int(gap) for gap in np.unique(gaps).tolist()}
    one = struct.pack("!I", 1)
    single = {gap: one + b"](" + number + b"e" for gap, number in numbers.items()}
    values = [single[gap] for gap in gaps[starts].tolist()]
    several = np.flatnonzero(lists.frequency > 1)
    pickled = [numbers[gap] for gap in gaps.tolist()]
    for posting, start, count in zip(
        several.tolist(), starts[several].tolist(), lists.frequency[several].tolist(), strict=True
    ):
        values[posting] = struct.pack("!I", count) + b"](" + b"".join(pickled[start : start + count]) + b"e"
    return values


def _pickled_int(number: int) -> bytes:
    if number < 0x100:
        return b"K" + bytes((number,))
    if number < 0x10000:
        return b"M" + struct.pack("<H", number)
    return b"J" + struct.pack("<i", number)


def write_terms(
    file: BinaryIO, fields: dict[str, int], keys: Sequence[bytes], infos: Sequence[bytes]
) -> None:
    """Write the term file: a hash from each key (field number and term) to its info, and the keys' order.

    `keys` have to ascend; `fields` gives each field its number.
    """
    header = b"HSH3" + struct.pack("!bii", 1, 0, 0)  # 1: keys are hashed by CRC-32
    file.write(header)
    key_bytes = np.fromiter(map(len, keys), np.int64, len(keys))
    info_bytes = np.fromiter(map(len, infos), np.int64, len(infos))
    sizes = 8 + key_bytes + info_bytes
    places = len(header) + np.cumsum(sizes) - sizes
    pack = struct.Struct("!ii").pack
    for key, info in zip(keys, infos, strict=True):
        file.write(pack(len(key), len(info)) + key + info)
    hashes = np.fromiter(map(zlib.crc32, keys), np.int64, len(keys))
    end = len(header) + int(sizes.sum())
    directory = []
    for bucket in range(256):
        members = np.flatnonzero(hashes & 0xFF == bucket)
        table = _hash_table(hashes[members].tolist(), places[members].tolist())
        file.write(table.tobytes())
        directory.append(struct.pack("!qi", end, len(table)))
        end += table.nbytes
    file.write(b"".join(directory))
    code, dtype = ("H", ">u2") if not len(places) or places[-1] < 0x10000 else ("i", ">i4")
    if len(places) and places[-1] >= 1 << 31:
        code, dtype = "q", ">i8"
    extras = dumps({"fieldmap": fields, "indextype": code, "indexlen": len(keys)}, 2)
    index = places.astype(dtype).tobytes()
    file.write(extras + index + struct.pack("!i", len(extras) + len(index)))


def _hash_table(hashes: list[int], places: list[int]) -> NDArray[np.void]:
    """Return a bucket's table with twice as many slots as keys; a taken slot sends a key to the next."""
    slots = 2 * len(hashes)
    table = np.zeros(slots, np.dtype([("hash", ">u4"), ("place", ">i8")]))
    taken: dict[int, tuple[int, int]] = {}
    for hashed, place in zip(hashes, places, strict=True):
        slot = (hashed >> 8) % slots
        while slot in taken:
            slot = (slot + 1) % slots
        taken[slot] = (hashed, place)
    if taken:
        table[list(taken)] = list(taken.values())
    return table
