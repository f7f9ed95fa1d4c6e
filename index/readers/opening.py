"""Inputs are opened as streams of plain bytes: compression is taken away, and what is no file is refused."""

from __future__ import annotations

import bz2
import lzma
import os
import shutil
import stat
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, cast

from fihris.index.readers.extras import extra
from fihris.index.readers.gzip_files import open_gzip

HEAD = 2**16
"""Bytes by which a format is recognised; a multiple of four, so that it cuts no character of UTF-32."""

STANDARD_INPUT = Path("-")

_BOMB_SIZE = 256 * 2**20
_BOMB_RATIO = 300
"""News in gzip or zstd is a third to a tenth of its size, and the most repetitive tables a fiftieth."""


class Damaged(Exception):
    """A compressed file or archive is not what it should be; the message says what is wrong."""


class Meter:
    """Counts how many bytes of the inputs have been read, compressed as they are."""

    def __init__(self) -> None:
        self._before = 0
        self._stream: IO[bytes] | None = None

    def open(self, stream: IO[bytes]) -> None:
        """Count what is read from this stream from now on."""
        self._stream = stream

    def close(self, size: int) -> None:
        """Count an input of this size as done."""
        self._before += size
        self._stream = None

    @property
    def read(self) -> int:
        """Return the number of bytes."""
        return self._before + (self._stream.tell() if self._stream and not self._stream.closed else 0)


class Unpacked(RawIOBase):
    """What a decompressor or another library gives, watched for damage and for bombs.

    `packed_size` tells how many bytes have been unpacked so far.

    Raises:
        Damaged: The data is broken, or unpacks to more than `_BOMB_RATIO` times its size.
    """

    def __init__(self, packed: Any, kind: str, packed_size: Callable[[], int] | None = None) -> None:
        self._packed, self._kind, self._packed_size = packed, kind, packed_size
        self._size = 0

    def buffered(self) -> BufferedReader:
        """Return the stream with a buffer that can be looked into."""
        return BufferedReader(cast(Any, self), HEAD)

    def readable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return how many bytes have been given."""
        return self._size

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer wholly, unless the data ends."""
        filled = 0
        try:
            while filled < len(buffer) and (piece := self._packed.read1(len(buffer) - filled)):
                buffer[filled : filled + len(piece)] = piece
                filled += len(piece)
        except Damaged:
            raise
        except EOFError:
            error = Damaged(f"damaged {self._kind}: it breaks off")
        except _broken() as cause:
            error = Damaged(f"damaged {self._kind}: {cause}")
        else:
            self._size += filled
            if (
                self._size <= _BOMB_SIZE
                or not self._packed_size
                or self._size <= _BOMB_RATIO * self._packed_size()
            ):
                return filled
            error = Damaged(f"unpacks to more than {_BOMB_RATIO} times its size: taken for a bomb")
        if filled:  # what came before the damage is read first
            self._packed = _Raising(error)
            return filled
        raise error


class _Raising:
    def __init__(self, error: Damaged) -> None:
        self._error = error

    def read1(self, _size: int) -> bytes:
        raise self._error


def _broken() -> tuple[type[Exception], ...]:
    """Return what decompressors raise, the one of zstd too if it is loaded."""
    modules = (sys.modules.get(name) for name in _ZSTD)
    zstd: list[type[Exception]] = [module.ZstdError for module in modules if module is not None]
    return (
        zlib.error,
        lzma.LZMAError,
        zipfile.BadZipFile,
        tarfile.TarError,
        OSError,
        ValueError,
        RuntimeError,
        *zstd,
    )


_ZSTD = ("compression.zstd", "backports.zstd")


def _open_zstd(stream: BufferedReader) -> Any:
    return extra(_ZSTD[sys.version_info < (3, 14)], "zst", "zst files").ZstdFile(stream)


_COMPRESSIONS: tuple[tuple[bytes, str, Callable[[BufferedReader], Any]], ...] = (
    (b"\x1f\x8b", "gzip file", open_gzip),
    (b"\x28\xb5\x2f\xfd", "zst file", _open_zstd),
    (b"BZh", "bzip2 file", bz2.BZ2File),
    (b"\xfd7zXZ\x00", "xz file", lzma.LZMAFile),
)
PACKED_SUFFIXES = (".gz", ".zst", ".bz2", ".xz")


@contextmanager
def open_input(path: Path, meter: Meter | None = None) -> Iterator[BufferedReader]:
    """Open a file, or standard input for `-`, without what it is compressed with, whatever its name.

    Raises:
        OSError: It cannot be opened, or is no regular file: a pipe or device could wait for ever or never
            end.
        MissingExtra: The library for its compression is not installed.
        Damaged: (while reading) the file is broken.
    """
    if path == STANDARD_INPUT:
        yield unpack(Unpacked(sys.stdin.buffer, "standard input").buffered())
        return
    with cast(BufferedReader, open(path, "rb", HEAD, opener=_open_without_waiting)) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(0, "not a regular file")
        if meter is not None:
            meter.open(cast(Any, stream.raw))
        yield unpack(stream)


def unpack(stream: BufferedReader) -> BufferedReader:
    """Return a stream without its compression, itself if it has none.

    Raises:
        MissingExtra: The library for it is not installed.
    """
    head = stream.peek(8)
    for magic, kind, open_packed in _COMPRESSIONS:
        if head.startswith(magic):
            return Unpacked(open_packed(stream), kind, stream.tell).buffered()
    return stream


class _UpToDamage(RawIOBase):
    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.damage: Damaged | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            piece = self._stream.read1(len(buffer))  # readinto1 may read on, and lose what it has
        except Damaged as damage:
            self.damage, piece = damage, b""
        buffer[: len(piece)] = piece
        return len(piece)


@contextmanager
def up_to_damage(stream: BufferedReader) -> Iterator[BufferedReader]:
    """Give a stream that ends where it is damaged; the damage is raised when all before it has been read.

    For readers that take pieces so large that what comes before the damage would be lost with them.
    """
    raw = _UpToDamage(stream)
    yield BufferedReader(cast(Any, raw), HEAD)
    if raw.damage:
        raise raw.damage


@contextmanager
def seekable(stream: BufferedReader) -> Iterator[IO[bytes]]:
    """Give a stream, or a copy of it on disk if one cannot go back in it."""
    if stream.seekable():
        yield stream
        return
    with TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy, 2**20)
        copy.seek(0)
        yield copy


def _open_without_waiting(path: str, flags: int) -> int:
    """Open a file; to open a pipe without O_NONBLOCK would be to wait for its writer."""
    return os.open(path, flags | os.O_NONBLOCK)
