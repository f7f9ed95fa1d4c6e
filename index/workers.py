"""Processes that write segments side by side.

Each is a Python of its own, started anew and not forked, since numpy has threads and the caller may have
some. What goes to it and what comes back are pickles, through its standard input and output: batches of
articles, and each segment as soon as it is whole. It ends when it is done, or a moment after the process that
started it has gone.

While one writes a segment it takes no articles, and the others go on: so batches wait for it in the parent,
as many as have some bytes, and nobody waits for anybody before.
"""

from __future__ import annotations

import fcntl
import gc
import os
import pickle
import select
import subprocess
import sys
import threading
import time
from codecs import utf_16_le_decode, utf_16_le_encode
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from multiprocessing.connection import Connection
from operator import attrgetter
from pathlib import Path
from typing import Any

from whoosh.codec.base import Segment

from fihris.index.article import Article
from fihris.index.errors import FihrisError
from fihris.index.writer import SegmentWriter, Whole

BATCH = 64  # articles that are sent at once
_PIPE = 2**20  # bytes of batches on their way, so that neither side waits; Linux gives no user more
AHEAD = 1 / 6  # of the memory of a worker: batches that wait in the parent while it writes a segment
_FIELDS = ("body", *(field.name for field in fields(Article) if field.name != "body"))
_fields_of = attrgetter(*_FIELDS)  # a tuple is pickled in half the time of an article
_LOOK = 0.05  # seconds between two looks at whether the parent is there


class Workers:
    """A number of processes that write segments into `directory`, each holding `memory` bytes of articles.

    Batches go to them in turn, so that the same articles always make the same segments.
    """

    def __init__(self, directory: Path, memory: int, number: int) -> None:
        self._workers = [_Worker(directory, memory) for _ in range(number)]
        self._ahead = int(AHEAD * memory)
        self._batch: list[Article] = []
        self._turn = 0

    def add(self, article: Article) -> None:
        """Take the next article; raise `FihrisError` when a process has ended before its time."""
        self._batch.append(article)
        if len(self._batch) == BATCH:
            self._send()
            self._exchange(lambda worker: worker.waiting <= self._ahead)

    @property
    def whole(self) -> list[Whole]:
        """The segments that are known to be written, by worker."""
        return [segment for worker in self._workers for segment in worker.whole]

    @property
    def held(self) -> Iterator[str]:
        """The ids of the articles that are in none yet."""
        for worker in self._workers:
            yield from worker.held
        yield from (article.id for article in self._batch)

    def finish(self) -> None:
        """Let all segments be written; raise as `add` does."""
        self._send()
        for worker in self._workers:
            worker.send(None)
        self._exchange(lambda worker: worker.ended)
        self.close()

    def close(self) -> None:
        """End all processes, whether or not they are done."""
        for worker in self._workers:
            worker.close()

    def _send(self) -> None:
        worker = self._workers[self._turn]
        worker.send([_packed(article) for article in self._batch])
        worker.held.extend(article.id for article in self._batch)
        self._batch = []
        self._turn = (self._turn + 1) % len(self._workers)

    def _exchange(self, enough: Callable[[_Worker], bool]) -> None:
        """Write to the workers what they take, and read what they answer, until it is `enough` for each."""
        while True:
            for worker in self._workers:
                worker.write()
            done = all(map(enough, self._workers))
            ready = select.poll()
            for worker in self._workers:
                if not worker.ended:
                    ready.register(worker.answers, select.POLLIN)
                if worker.waiting:
                    ready.register(worker.pipe, select.POLLOUT)
            found = {descriptor for descriptor, _ in ready.poll(0 if done else None)}
            for worker in self._workers:
                if worker.answers.fileno() in found:
                    worker.receive()
            if done:
                return


class _Worker:
    """One process, as its parent sees it.

    `waiting` bytes of batches wait in the parent until its `pipe` takes them. `whole` are the segments that
    were among its `answers`, `held` the ids of the articles that went to it and are in none of these. Once it
    has `ended` there are no others.
    """

    def __init__(self, directory: Path, memory: int) -> None:
        self.ended = False
        self.waiting = 0
        self.whole: list[Whole] = []
        self.held: list[str] = []
        self._batches: deque[memoryview] = deque()
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
        self._in, self.pipe = self._process.stdin, self._process.stdin.fileno()
        with self._process.stdout as out:
            self.answers = Connection(os.dup(out.fileno()), writable=False)
        os.set_blocking(self.pipe, False)
        with suppress(AttributeError, OSError):  # only Linux knows it, and may refuse it
            fcntl.fcntl(self.pipe, fcntl.F_SETPIPE_SZ, _PIPE)

    def send(self, message: Sequence[Any] | None) -> None:
        """Let a message wait until it is written."""
        data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        self._batches.append(memoryview(data))
        self.waiting += len(data)

    def write(self) -> None:
        """Write of what waits as much as goes into the pipe."""
        try:
            while self._batches:
                written = os.write(self.pipe, self._batches[0])
                self.waiting -= written
                self._batches[0] = self._batches[0][written:]
                if not self._batches[0]:
                    self._batches.popleft()
        except BlockingIOError:
            pass
        except BrokenPipeError:
            raise self._died() from None

    def receive(self) -> None:
        """Take notice of the next segment that is whole, or that there is none any more."""
        try:
            segment = self.answers.recv()
        except (EOFError, OSError):
            raise self._died() from None
        if segment is None:
            self.ended = True
            return
        count = segment.doc_count_all()
        self.whole.append(Whole(segment, self.held[:count]))
        del self.held[:count]

    def close(self) -> None:
        self._process.kill()
        self._in.close()
        self.answers.close()
        self._process.wait()

    def _died(self) -> FihrisError:
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


def _work(directory: Path, memory: int, answers: Connection) -> None:
    """Write the articles that come in as segments, and answer with what Whoosh has to know of each."""
    gc.disable()  # what is held of a segment is no garbage, and takes long to be looked through
    writer = SegmentWriter(directory, memory)
    while (batch := _receive()) is not None:
        for packed in batch:
            writer.add(_unpacked(packed))
        if writer.whole:
            _tell(answers, writer)
            gc.collect()  # Whoosh's writer and its parts know each other
    writer.finish()
    _tell(answers, writer)
    _answer(answers, None)


def _tell(answers: Connection, writer: SegmentWriter) -> None:
    """Tell of the segments that have become whole; the parent knows the articles."""
    for segment, _ in writer.whole:
        _answer(answers, segment)
    writer.whole.clear()


def _receive() -> Any:
    try:
        return pickle.load(sys.stdin.buffer)
    except (EOFError, pickle.UnpicklingError):
        os._exit(1)  # the parent has gone before it was done


def _answer(answers: Connection, message: Segment | None) -> None:
    try:
        answers.send(message)
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
    _work(Path(sys.argv[1]), memory_, Connection(sys.stdout.fileno(), readable=False))
