"""Brings files to disk, those that are whole while others are still being written."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from fihris.index.checksums import Described, describe_file


class Syncing:
    """Files that do not change any more, described and brought to disk in a thread of their own."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._thread = ThreadPoolExecutor(1)
        self._files: dict[str, Future[Described]] = {
            path.name: self._thread.submit(_describe_and_sync, path) for path in paths
        }

    def finish(self) -> dict[str, Described]:
        """Return size and checksum of each file, once all are on disk; raise OSError where that failed."""
        return {name: file.result() for name, file in self._files.items()}

    def close(self) -> None:
        """Wait for the file that is on its way, if there is one, and leave the others."""
        self._thread.shutdown(cancel_futures=True)


def _describe_and_sync(path: Path) -> Described:
    described = describe_file(path)
    sync(path)
    return described


def sync(path: Path) -> None:
    """Bring a file, or the names in a directory, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
