"""What the processes of these tests do."""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import sys
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter

from crash.editions import FIRST, answered_edition, print_edition

from fihris.index import checkpoints, reindex, update
from fihris.index.arabic import default_chain
from fihris.index.generation_writer import MEMORY
from fihris.index.generations import Generations
from fihris.search import open_index

default_chain().forms("حبر")  # loads what every process would load anew

TINY = 0.0001  # MB, so that each article is a segment
STEPS = {"os.mkdir", "os.link", "os.rename", "os.remove", "os.rmdir"}
"""What Python tells its audit hooks when a process is about to change a directory."""


def reindex_once(pipe: Connection, folder: Path, index: Path, full: bool) -> None:
    """Reindexes, for the first time with checkpoints, and says when it begins and when it has ended."""
    checkpoints.FEWEST, checkpoints.PAUSE, update.LOOK = 5, 0, 1
    first = Generations(index).current() is None
    pipe.send("begins")
    reindex(folder, index, full=full, workers=1, memory_mb=TINY if first else MEMORY / 2**20)
    pipe.send("ends")


def reindex_up_to(step: int, folder: Path, index: Path) -> None:
    """Reindexes, and is killed before it changes a directory for the time `step`, counted from 0."""
    steps = count()

    def kill(event: str, _: object) -> None:
        if event in STEPS and next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(kill)
    reindex(folder, index)


def write_on(seconds: float, folder: Path, index: Path) -> int:
    """Indexes one edition after the other and returns the last."""
    began, edition = perf_counter(), FIRST
    while perf_counter() - began < seconds:
        edition += 1
        print_edition(edition, folder)
        reindex(folder, index)
    return edition


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process has: kilobytes in memory, open files, mapped columns."""

    memory: int
    files: int
    columns: int

    @classmethod
    def now(cls) -> Usage:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return cls(
            memory=pages * os.sysconf("SC_PAGESIZE") // 1024,
            files=sum(1 for _ in Path("/proc/self/fd").iterdir()),
            columns=Path("/proc/self/maps").read_text().count(".fx"),
        )


@dataclass(frozen=True, slots=True)
class Readings:
    """What a reader has gone through: its answers, how many editions they were of, and what it used.

    `first` is before it opened the index, `warm` after a third of the time, `last` after it let go.
    """

    answers: int
    editions: int
    newest: int
    first: Usage
    warm: Usage
    last: Usage


def read_on(seconds: float, index: Path) -> Readings:
    """Refreshes and reads, and checks every answer."""
    first, warm, answers, editions = Usage.now(), None, 0, [FIRST]
    news, began = open_index(index), perf_counter()
    while (elapsed := perf_counter() - began) < seconds:
        newest = Generations(index).current()
        news.refresh()
        assert newest is not None
        assert news.stats().generation >= newest
        edition = answered_edition(news)
        assert edition >= editions[-1]
        if edition > editions[-1]:
            editions.append(edition)
        answers += 1
        if warm is None and elapsed > seconds / 3:
            warm = Usage.now()
    news.refresh()
    newest_edition = answered_edition(news)
    del news
    assert warm is not None
    return Readings(answers, len(editions), newest_edition, first, warm, Usage.now())


def open_while_swept(folder: Path, index: Path) -> int:
    """Opens the index while a writer renews it: when the reader has found its files, but holds none yet."""
    editions = [FIRST + 1]

    def publish(event: str, arguments: tuple[object, ...]) -> None:
        if event == "fcntl.flock" and arguments[1] == fcntl.LOCK_SH and editions:
            print_edition(editions.pop(), folder)
            reindex(folder, index)

    sys.addaudithook(publish)
    return answered_edition(open_index(index))
