"""Fills the column of stored fields of a Whoosh segment: a compressed pickle for each document.

Whoosh's own writer hands each through five layers to the file; here as many go at once as fill a buffer.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from pickle import dumps
from typing import Any

# Whoosh reads what any zlib compresses, and this one takes a sixth of the time for the same size; its lowest
# level takes half the time of the one that Whoosh asks for, and two hundredths more room.
from isal.isal_zlib import compress

from fihris.index.whoosh_postings import COMPRESSION

_PICKLE = 2  # the protocol of Whoosh's own
_AT_ONCE = 1 << 20  # bytes


class StoredFields:
    """Fills the column that Whoosh's document writer has opened, documents in their order."""

    def __init__(self, document_writer: Any) -> None:
        self._column = document_writer._get_column("_stored")._child
        self._waiting: list[bytes] = []
        self._size = self._written = 0
        self._lengths, self._offsets = array("I"), array("I")

    def add(self, fields: Mapping[str, Any]) -> None:
        """Take the fields of the next document."""
        compressed = compress(dumps(fields, _PICKLE), COMPRESSION)
        self._waiting.append(compressed)
        self._lengths.append(len(compressed))
        self._offsets.append(self._written + self._size)
        self._size += len(compressed)
        if self._size >= _AT_ONCE:
            self._write()

    def finish(self) -> None:
        """Write what is left, and leave to Whoosh what it writes behind all."""
        self._write()
        self._column._lengths.array, self._column._offsets.array = self._lengths, self._offsets
        self._column._count = len(self._lengths)

    def _write(self) -> None:
        self._column._dbfile.write(b"".join(self._waiting))
        self._written += self._size
        self._waiting, self._size = [], 0
