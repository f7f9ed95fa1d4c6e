"""From the paths a user gives to the files that a reader can take."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fihris.index.errors import InputMissing
from fihris.index.readers import archives
from fihris.index.readers.items import Rejection
from fihris.index.readers.opening import STANDARD_INPUT
from fihris.index.readers.recognising import SUFFIXES, known_format, without_compression

_COMPANION_SUFFIXES = """
    md rst css js mjs map ico png jpg jpeg gif webp svg bmp avif tif tiff woff woff2 ttf otf eot
    mp3 mp4 m4a webm ogg wav avi mov md5 sha1 sha256 sha512 asc sig torrent
    py sh toml yaml yml ini cfg lock log bak tmp part crdownload swp orig cdx
"""
_COMPANIONS = frozenset(_COMPANION_SUFFIXES.split())
"""What lies beside news and is none: the files of a saved page, checksums, notes, half downloads."""

_COMPANION_NAMES = "readme license licence copying notice changelog makefile manifest __macosx"
_NAMES_OF_COMPANIONS = frozenset(_COMPANION_NAMES.split())

_OF_INDEXES = ("CURRENT", "CHECKPOINT", "LOCK")
"""Files by which an index is known, also one that is being loaded."""

_Identity = tuple[int, int]
"""Device and inode: what two paths to one folder have in common."""


def find_files(
    paths: Sequence[Path],
    format: str | None,  # noqa: A002 - the name of the option
) -> Iterator[Path | Rejection]:
    """Return the files to read: those given by name, and those in folders that may hold news.

    Folders are walked in order of names, through symbolic links, each folder once however many links lead to
    it. Hidden files are passed over, files that are no documents by their names (pictures, style sheets, a
    README), and indexes of Fihris; with a `format`, all whose suffix is not of that format or an archive's.
    A folder that cannot be listed, or that a link leads back into, is yielded as a rejection.

    Raises:
        InputMissing: A path does not exist. No file is read before all paths are known to be there.
        UnknownFormat: There is no such format.
    """
    known_format(format)
    known = SUFFIXES[format] + archives.SUFFIXES if format else ("",)
    for path in paths:
        if path != STANDARD_INPUT and not os.path.lexists(path):
            raise InputMissing(f"There is no file or folder {str(path)!r}. Type a path that ls shows.")
    return _find(paths, known)


def _find(paths: Sequence[Path], known: tuple[str, ...]) -> Iterator[Path | Rejection]:
    """Walk with a stack of paths, each with the folders that led to it; those given by name have none."""
    todo: list[tuple[Path, frozenset[_Identity]]] = [(path, frozenset()) for path in reversed(paths)]
    walked: set[_Identity] = set()
    while todo:
        path, above = todo.pop()
        try:
            if path == STANDARD_INPUT or not path.is_dir():
                if not above or (
                    without_compression(path.name).endswith(known) and not is_companion(path.name)
                ):
                    yield path
                continue
            if (path / "generations").is_dir() and any((path / name).is_file() for name in _OF_INDEXES):
                continue
            status = path.stat()
            inside = sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield Rejection(str(path), None, None, f"cannot be read: {error.strerror}")
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            yield Rejection(str(path), None, None, "folder loop: a link that leads back to a folder it is in")
        if identity not in walked:
            walked.add(identity)
            through = above | {identity}
            todo.extend((child, through) for child in inside if not child.name.startswith("."))


def is_companion(name: str) -> bool:
    """Say whether a file in a folder of news is no document, by its name."""
    stem, _, suffix = name.lower().rpartition(".")
    return suffix in _COMPANIONS or (stem or suffix) in _NAMES_OF_COMPANIONS or name.endswith("~")
