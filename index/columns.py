"""The columns file: named arrays of one segment in one memory-mapped file beside Whoosh's own files."""

from __future__ import annotations

import json
import mmap
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihris.index.errors import IndexDamaged

MAGIC = b"FIHRISCO"
FORMAT = 1
ALIGNMENT = 64
SUFFIX = ".fx"
PREFIX = struct.Struct("<8sIII")  # magic, format, header length, CRC-32 of the header

Array = NDArray[Any]


def write_columns(path: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
    """Write `arrays` and the JSON-able `meta` to `path`.

    The layout is: prefix, JSON header (dtype, length and place of every array, and `meta`), then the arrays
    little-endian, each at a multiple of 64 bytes so that a mapped view is aligned for any dtype.
    """
    little = {name: array.astype(array.dtype.newbyteorder("<"), copy=False) for name, array in arrays.items()}
    places: dict[str, tuple[str, int, int]] = {}
    offset = 0
    for name, array in little.items():
        places[name] = (array.dtype.str, len(array), offset)
        offset += -(-array.nbytes // ALIGNMENT) * ALIGNMENT
    header = json.dumps({"arrays": places, "meta": meta, "bytes": offset}, ensure_ascii=False).encode()
    with path.open("wb") as file:
        file.write(PREFIX.pack(MAGIC, FORMAT, len(header), zlib.crc32(header)))
        file.write(header)
        file.write(b"\0" * (-file.tell() % ALIGNMENT))
        for array in little.values():
            file.write(np.ascontiguousarray(array).data)
            file.write(b"\0" * (-file.tell() % ALIGNMENT))


class Columns(Mapping[str, Array]):
    """The arrays of a columns file, by name, as read-only views of mapped pages.

    Raises `IndexDamaged`, which tells to repair `index`, when the file is not a columns file, was written in
    another format, or is cut short. The arrays themselves are covered by the checksums of the manifest.
    """

    def __init__(self, path: Path, index: Path) -> None:
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            magic, version, length, checksum = PREFIX.unpack_from(self._map)
            header = self._map[PREFIX.size : PREFIX.size + length]
            sound = magic == MAGIC and version == FORMAT and zlib.crc32(header) == checksum
        except (OSError, ValueError, struct.error):
            sound = False
        if not sound:
            raise IndexDamaged(f"The columns file {path.name} cannot be read.", index, mendable=True)
        described = json.loads(header)
        start = -(-(PREFIX.size + length) // ALIGNMENT) * ALIGNMENT
        if len(self._map) < start + described["bytes"]:
            raise IndexDamaged(f"The columns file {path.name} is cut short.", index, mendable=True)
        self.meta: dict[str, Any] = described["meta"]
        self._arrays = {
            name: np.frombuffer(self._map, dtype=dtype, count=count, offset=start + offset)
            for name, (dtype, count, offset) in described["arrays"].items()
        }

    def __getitem__(self, name: str) -> Array:
        return self._arrays[name]

    def __iter__(self) -> Any:
        return iter(self._arrays)

    def __len__(self) -> int:
        return len(self._arrays)


def open_columns(directory: Path, segment: str, documents: int, index: Path) -> Columns:
    """Return the columns of the Whoosh segment with that name and number of documents, deleted ones counted.

    Raises `IndexDamaged` for a file that cannot be read, or that is another segment's.
    """
    columns = Columns(directory / (segment + SUFFIX), index)
    if columns.meta["segment"] != segment or len(columns["document.published"]) != documents:
        raise IndexDamaged(
            f"The columns file {segment}{SUFFIX} belongs to another segment.", index, mendable=True
        )
    return columns
