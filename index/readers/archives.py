"""Zip and tar archives: their members are read as files of a folder are, archives among them too.

A name in an archive is only a name: it leads nowhere. Links and devices are no files. A member that is
damaged, encrypted or a bomb is rejected alone. Nothing is written to disk, but for a zip within an archive
while it is read: the list of its members is at its end.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from typing import IO

from fihris.index.readers.items import Allowance, Item, Origin, escaped
from fihris.index.readers.opening import Unpacked, seekable

ReadMember = Callable[[BufferedReader, str, Origin], Iterator[Item]]
"""Reads a member of that name."""

ArchiveReader = Callable[[BufferedReader, Origin, ReadMember], Iterator[Item]]

SUFFIXES = (".zip", ".tar", ".tgz", ".tbz2", ".txz")
DEEPEST = 3
"""Archives within each other; more are no way to keep news."""

_BOMB_SIZE = 2**30
_BOMB_RATIO = 300


def archive_reader(head: bytes) -> ArchiveReader | None:
    """Return the reader for an archive that begins like this, None if it is none."""
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return read_zip
    return read_tar if head[257:262] == b"ustar" else None


def allowance(size: int) -> Allowance:
    """Return what the archives within the archives of a file of that size may unpack to, all together."""
    return Allowance(max(_BOMB_SIZE, _BOMB_RATIO * size))


def read_zip(stream: BufferedReader, origin: Origin, read: ReadMember) -> Iterator[Item]:
    """Yield what the members of a zip archive hold, in order of their names."""
    with seekable(stream) as file:
        size = file.seek(0, 2)
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            yield origin.rejection(f"damaged zip archive: {error}")
            return
        members = sorted((member for member in archive.infolist() if not member.is_dir()), key=_name)
        unpacked = sum(member.file_size for member in members)
        too_much = origin.archives > 1 and origin.allowance and not origin.allowance.spend(unpacked)
        if too_much or unpacked > max(_BOMB_SIZE, _BOMB_RATIO * size):
            yield origin.rejection(f"would unpack to {unpacked // 2**20} MB: taken for a bomb")
            return
        if not members:
            yield origin.rejection("empty archive")
        for member in members:
            inside = origin.inside(escaped(member.filename))
            if member.flag_bits & 1:
                yield inside.rejection("protected by a password: unpack it first")
                continue
            try:
                content: IO[bytes] = archive.open(member)
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error) as error:
                yield inside.rejection(f"damaged zip archive: {error}")
                continue
            with content:
                yield from read(Unpacked(content, "zip archive").buffered(), member.filename, inside)


def read_tar(stream: BufferedReader, origin: Origin, read: ReadMember) -> Iterator[Item]:
    """Yield what the members of a tar archive hold, in their order; it is read once, from front to end."""
    empty = True
    try:
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            for member in archive:
                inside = origin.inside(escaped(member.name))
                empty = False
                if member.issym() or member.islnk():
                    yield inside.rejection("a link in an archive: only files are read")
                elif content := archive.extractfile(member):
                    yield from read(Unpacked(content, "tar archive").buffered(), member.name, inside)
    except tarfile.TarError as error:
        yield origin.rejection(f"damaged tar archive: {error}")
    else:
        if empty:
            yield origin.rejection("empty archive")


def _name(member: zipfile.ZipInfo) -> str:
    return member.filename
