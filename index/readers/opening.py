"""Files are opened as streams of plain bytes: gzip is taken away, and what is no file is refused."""

from __future__ import annotations

import gzip
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import cast

_GZIP = b"\x1f\x8b"


@contextmanager
def open_input(path: Path) -> Iterator[BufferedReader]:
    """Open a file for reading, unpacked if it is gzip by its content, whatever its name.

    Raises:
        OSError: It cannot be opened, or is no regular file: a pipe or device could wait for ever or never
            end. Reading a damaged gzip file raises OSError, EOFError or zlib.error.
    """
    with open(path, "rb", opener=_open_without_waiting) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(0, "not a regular file")
        if stream.peek(2).startswith(_GZIP):
            with gzip.open(stream) as unpacked:
                yield BufferedReader(cast("BufferedReader", unpacked))
        else:
            yield stream


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; to open a pipe without O_NONBLOCK would be to wait for its writer."""
    return os.open(path, flags | os.O_NONBLOCK)
