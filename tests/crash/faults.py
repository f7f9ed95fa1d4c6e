"""Failures of the disk: one write, sync, rename or link of a process fails, as the system has it fail."""

from __future__ import annotations

import builtins
import errno
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Any
from unittest.mock import patch

ERRORS = (errno.ENOSPC, errno.EIO, errno.EINTR)
CALLS = ("fsync", "link", "mkdir", "rename", "replace")
"""Functions of `os` that change what is on disk or make it safe there; files are written by `_File`."""


class Faults:
    """Counts the steps of a process that may fail, and lets one fail; `met` are their names."""

    def __init__(self, step: int, error: int) -> None:
        self.met: list[str] = []
        self._step = step
        self._error = error

    def check(self, name: str) -> None:
        self.met.append(name)
        if len(self.met) - 1 == self._step:
            raise OSError(self._error, os.strerror(self._error), name)

    def calling(self, name: str) -> Callable[..., Any]:
        function = getattr(os, name)

        def call(*arguments: Any, **options: Any) -> Any:
            self.check(name)
            return function(*arguments, **options)

        return call

    def open(self, file: Any, mode: str = "r", buffering: int = -1, *more: Any, **options: Any) -> IO[Any]:
        """Opens as `open` does, but files that are written to with a raw file that may fail."""
        if mode.startswith("r") and "+" not in mode:
            return _open(file, mode, buffering, *more, **options)
        raw = _File(self, file, mode.replace("b", "").replace("t", ""))
        buffered = (io.BufferedRandom if "+" in mode else io.BufferedWriter)(raw)
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *more, **options)


class _File(io.FileIO):
    def __init__(self, faults: Faults, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._faults = faults

    def write(self, data: Any) -> int:
        self._faults.check("write")
        return super().write(data)


_open = open


@contextmanager
def failing(step: int, error: int) -> Iterator[Faults]:
    """Lets the step with that number, counted from 0, fail with `error`, once."""
    faults = Faults(step, error)
    with (
        patch.object(builtins, "open", faults.open),
        patch.object(io, "open", faults.open),
        patch.multiple(os, **{name: faults.calling(name) for name in CALLS}),
    ):
        yield faults
