"""From the paths a user gives to the files that a reader can take."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from fihris.index.errors import InputMissing
from fihris.index.readers.dispatch import suffixes
from fihris.index.readers.items import Rejection

_Identity = tuple[int, int]
"""Device and inode: what two paths to one folder have in common."""


def find_files(
    paths: Sequence[Path],
    format: str | None,  # noqa: A002 - the name of the option
) -> Iterator[Path | Rejection]:
    """Return the files to read: those given by name, and those in folders that a reader knows by suffix.

    Folders are walked in order of names, through symbolic links, each folder once however many links lead to
    it. Hidden files are passed over, and those whose suffix no reader (or not the reader of `format`) knows.
    A folder that cannot be listed, or that a link leads back into, is yielded as a rejection.

    Raises:
        InputMissing: A path does not exist. No file is read before all paths are known to be there.
        UnknownFormat: There is no such format.
    """
    known = suffixes(format)
    for path in paths:
        if not os.path.lexists(path):
            raise InputMissing(f"There is no file or folder {str(path)!r}. Type a path that ls shows.")
    return _find(paths, known)


def _find(paths: Sequence[Path], known: tuple[str, ...]) -> Iterator[Path | Rejection]:
    """Walk with a stack of paths, each with the folders that led to it; those given by name have none."""
    todo: list[tuple[Path, frozenset[_Identity]]] = [(path, frozenset()) for path in reversed(paths)]
    walked: set[_Identity] = set()
    while todo:
        path, above = todo.pop()
        try:
            if not path.is_dir():
                if not above or path.name.lower().endswith(known):
                    yield path
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
