"""Writes the term file of a Whoosh segment: a hash from each term to what is kept of it, and their order.

The format is the ordered hash of `whoosh.filedb.filetables`: 256 tables, a key belonging to that of the
lowest byte of its hash.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from pickle import dumps
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

_TABLES = 256
_SLOT = np.dtype([("hash", ">u4"), ("place", ">i8")])


def write_terms(
    file: BinaryIO, fields: dict[str, int], keys: Sequence[bytes], infos: Sequence[bytes]
) -> None:
    """Write the term file: from each key (field number and term) to its info.

    `keys` have to ascend; `infos` are of one length; `fields` gives each field its number.
    """
    header = b"HSH3" + struct.pack("!bii", 1, 0, 0)  # 1: keys are hashed by CRC-32
    key_bytes = np.fromiter(map(len, keys), np.int64, len(keys))
    info_bytes = len(infos[0]) if infos else 0
    sizes = 8 + key_bytes + info_bytes
    places = len(header) + np.cumsum(sizes) - sizes
    lengths = [struct.pack("!ii", length, info_bytes) for length in range(int(key_bytes.max(initial=0)) + 1)]
    pieces = [b""] * (3 * len(keys))
    pieces[::3] = [lengths[length] for length in key_bytes.tolist()]
    pieces[1::3], pieces[2::3] = keys, infos
    file.write(header)
    file.write(b"".join(pieces))
    hashes = np.fromiter(map(zlib.crc32, keys), np.int64, len(keys))
    end = len(header) + int(sizes.sum())
    tables, directory = [], []
    in_table = np.argsort(hashes & 0xFF, kind="stable")
    borders = np.searchsorted((hashes & 0xFF)[in_table], np.arange(_TABLES + 1))
    for first, last in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        members = in_table[first:last]
        table = _hash_table(hashes[members], places[members])
        tables.append(table.tobytes())
        directory.append(struct.pack("!qi", end, len(table)))
        end += table.nbytes
    file.write(b"".join(tables + directory))
    code, dtype = ("H", ">u2") if not len(places) or places[-1] < 0x10000 else ("i", ">i4")
    if len(places) and places[-1] >= 1 << 31:
        code, dtype = "q", ">i8"
    extras = dumps({"fieldmap": fields, "indextype": code, "indexlen": len(keys)}, 2)
    index = places.astype(dtype).tobytes()
    file.write(extras + index + struct.pack("!i", len(extras) + len(index)))


def _hash_table(hashes: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.void]:
    """Return a table with twice as many slots as keys; a taken slot sends a key to the next.

    A reader goes from the slot of a key to the next free one. So keys may be put in the order of their
    slots: each into the first slot that is neither before its own nor taken by the one before, which is
    `max(slot, slot before + 1)`, a running maximum of `slot - rank`. Those that would go beyond the end
    begin again at the first free slot.
    """
    count = len(hashes)
    table = np.zeros(2 * count, _SLOT)
    if count:
        wanted = (hashes >> 8) % len(table)
        order = np.argsort(wanted, kind="stable")
        rank = np.arange(count)
        slot = np.maximum.accumulate(wanted[order] - rank) + rank
        beyond = slot >= len(table)
        if beyond.any():
            taken = np.zeros(len(table), bool)
            taken[slot[~beyond]] = True
            slot[beyond] = np.flatnonzero(~taken)[: int(beyond.sum())]
        table["hash"][slot], table["place"][slot] = hashes[order], places[order]
    return table
