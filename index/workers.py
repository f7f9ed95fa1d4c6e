"""Processes that write segments side by side.

Each is a Python of its own, started anew and not forked, since numpy has threads and the caller may have
some. What goes to it and what comes back are pickles, through its standard input and output. It ends when it
is done, or a moment after the process that started it has gone.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import subprocess
import sys
import threading
import time
from codecs import utf_16_le_decode, utf_16_le_encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment

from fihris.index.article import Article
from fihris.index.errors import FihrisError
from fihris.index.writer import SegmentWriter

BATCH = 64  # articles that are sent at once
_PIPE = 2**20  # bytes of batches that wait, so that neither side does; Linux gives no user more
_FIELDS = ("body", *(field.name for field in fields(Article) if field.name != "body"))
_fields_of = attrgetter(*_FIELDS)  # a tuple is pickled in half the time of an article
_LOOK = 0.05  # seconds between two looks at whether the parent is there


class Workers:
    """A number of processes that write segments into `directory`, each holding `memory` bytes of articles.

    Batches go to them in turn, so that the same articles always make the same segments.
    """

    def __init__(self, directory: Path, memory: int, number: int) -> None:
        self._workers = [_Worker(directory, memory) for _ in range(number)]
        self._batch: list[tuple[Any, ...]] = []
        self._turn = 0

    def add(self, article: Article) -> None:
        """Take the next article; raise `FihrisError` when a process has ended before its time."""
        self._batch.append(_packed(article))
        if len(self._batch) == BATCH:
            self._send()

    def finish(self) -> list[Segment]:
        """Return all segments, as Whoosh describes them, by worker; raise as `add` does."""
        self._send()
        for worker in self._workers:
            worker.send(None)
        segments = [segment for worker in self._workers for segment in worker.receive()]
        self.close()
        return segments

    def close(self) -> None:
        """End all processes, whether or not they are done."""
        for worker in self._workers:
            worker.close()

    def _send(self) -> None:
        self._workers[self._turn].send(self._batch)
        self._batch = []
        self._turn = (self._turn + 1) % len(self._workers)


class _Worker:
    """One process, as its parent sees it."""

    def __init__(self, directory: Path, memory: int) -> None:
        arguments = [str(directory), *map(str, (memory, os.getpid()))]
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            process_group=0,  # Ctrl+C is for the parent, which ends its workers
        )
        assert self._process.stdin
        assert self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        with suppress(AttributeError, OSError):  # only Linux knows it, and may refuse it
            fcntl.fcntl(self._in, fcntl.F_SETPIPE_SZ, _PIPE)

    def send(self, message: Sequence[Any] | None) -> None:
        try:
            pickle.dump(message, self._in, pickle.HIGHEST_PROTOCOL)
            self._in.flush()
        except BrokenPipeError:
            raise self._ended() from None

    def receive(self) -> Any:
        try:
            return pickle.load(self._out)
        except EOFError:
            raise self._ended() from None

    def close(self) -> None:
        self._process.kill()
        with suppress(BrokenPipeError):  # what was not sent is not wanted any more
            self._in.close()
        self._out.close()
        self._process.wait()

    def _ended(self) -> FihrisError:
        return FihrisError(
            f"A process that wrote a part of the index ended with status {self._process.wait()}; the index "
            "is as it was. If memory was short, try again with less: fihris reindex --workers 1 --memory 256"
        )


def _packed(article: Article) -> tuple[Any, ...]:
    """Return the fields of an article, the body as UTF-16: pickle's UTF-8 takes four times as long."""
    body, *others = _fields_of(article)
    try:
        return utf_16_le_encode(body)[0], *others
    except UnicodeEncodeError:  # half a character: pickle keeps it as it is
        return body, *others


def _unpacked(packed: tuple[Any, ...]) -> Article:
    body, *others = packed
    if isinstance(body, bytes):
        body, _ = utf_16_le_decode(body)
    return Article(**dict(zip(_FIELDS, (body, *others), strict=True)))


def _work(directory: Path, memory: int) -> None:
    """Write the articles that come in as segments, and answer with what Whoosh has to know of them."""
    gc.disable()  # what is held of a segment is no garbage, and takes long to be looked through
    writer = SegmentWriter(directory, memory)
    while (batch := _receive()) is not None:
        for packed in batch:
            writer.add(_unpacked(packed))
    _answer(writer.finish())


def _receive() -> Any:
    try:
        return pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):
        os._exit(1)  # the parent has gone before it was done


def _answer(message: Any) -> None:
    try:
        pickle.dump(message, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.flush()
    except BrokenPipeError:
        os._exit(1)  # the parent has gone just now: nobody has to be told


def _end_with(parent: int) -> None:
    """End this process when the parent has gone: nobody else may find it writing into the index."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


if __name__ == "__main__":
    memory_, parent_ = map(int, sys.argv[2:])
    threading.Thread(target=_end_with, args=(parent_,), daemon=True).start()
    _work(Path(sys.argv[1]), memory_)
