"""Brings files to disk, those that are whole while others are still being written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path

from fihris.index.checksums import Described, describe_file


class Syncing:
    """Files that do not change any more, described and brought to disk in a thread of their own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._files: dict[str, Future[Described | None]] = {}

    def add(self, paths: Iterable[Path]) -> None:
        """Take files, known by their names; those that it has already are left as they are."""
        for path in paths:
            if path.name not in self._files:
                self._files[path.name] = self._thread.submit(_describe_and_sync, path)

    def done(self) -> dict[str, Described]:
        """Return size and checksum of each file that is on disk; raise OSError where that failed."""
        described = {name: file.result() for name, file in self._files.items() if file.done()}
        return {name: found for name, found in described.items() if found is not None}

    def finish(self) -> dict[str, Described]:
        """Return the same of all files, once they are there."""
        wait(self._files.values())
        return self.done()

    def close(self) -> None:
        """Wait for the file that is on its way, if there is one, and leave the others."""
        self._thread.shutdown(cancel_futures=True)


def _describe_and_sync(path: Path) -> Described | None:
    try:
        described = describe_file(path)
        sync(path)
    except FileNotFoundError:  # its segment was merged meanwhile
        return None
    return described


def sync(path: Path) -> None:
    """Bring a file, or the names in a directory, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
