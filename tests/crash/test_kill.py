"""A writer killed at any moment leaves a whole generation, and nothing that the next one does not clear."""

from __future__ import annotations

import gc
import shutil
import signal
from itertools import count
from multiprocessing import Pipe
from multiprocessing.context import ForkServerContext
from pathlib import Path
from random import Random
from time import perf_counter, sleep

import pytest
from crash.editions import FIRST, answered_edition, print_edition
from crash.processes import reindex_once, reindex_up_to

from fihris.index import reindex
from fihris.index.generation import Generation
from fihris.index.generation_columns import FILE_NAME as GENERATION
from fihris.index.generations import Generations
from fihris.index.manifest import FILE_NAME, describe_files
from fihris.search import open_index

SEED = 20230905
KILLS = 35  # of each kind of run
PAUSE = 0.005  # seconds without reading, so that the kill comes at its moment


def served_edition(index: Path) -> int | None:
    """Returns the edition that whoever opens the index now finds in it, None if there is no index yet."""
    return answered_edition(open_index(index)) if Generations(index).current() else None


def assert_nothing_is_left(index: Path) -> None:
    generations = Generations(index)
    assert {path.name for path in index.iterdir()} == {"CURRENT", "LOCK", "generations"}
    assert [path.name for path in (index / "generations").iterdir()] == [generations.current()]
    directory, served = generations.served(), Generation(index)
    assert served.manifest.files == describe_files(directory, {})
    # Every file belongs to a segment that is read, or is one of the four that a generation has once.
    segments = {path.stem for path in directory.glob("*.fx")}
    assert len(segments) == len(served.segments)
    others = {path.name for path in directory.iterdir() if path.name.split(".")[0] not in segments}
    assert others - {path.name for path in directory.glob("*.toc")} == {FILE_NAME, "ledger.jsonl", GENERATION}
    assert len(others) == 4
    served.close()


def recover(index: Path, folder: Path, edition: int) -> None:
    """Runs a writer to its end over that edition, when no reader is left."""
    gc.collect()
    print_edition(edition, folder)
    reindex(folder, index)
    assert served_edition(index) == edition
    assert_nothing_is_left(index)


class Trial:
    """A writer in a process of its own that may be killed after so many seconds."""

    def __init__(self, processes: ForkServerContext, folder: Path, index: Path, *, full: bool) -> None:
        self.index = index
        self._pipe, there = Pipe(duplex=False)
        self._process = processes.Process(target=reindex_once, args=(there, folder, index, full))
        self._process.start()
        there.close()
        assert self._pipe.recv() == "begins"
        self._began = perf_counter()

    def length(self) -> float:
        """Lets the writer run to its end and returns how many seconds it took."""
        assert self._pipe.recv() == "ends"
        length = perf_counter() - self._began
        self._process.join()
        self._pipe.close()
        return length

    def kill(self, delay: float, allowed: set[int | None]) -> bool:
        """Reads until the moment has come, kills the writer, and says whether it was not at its end yet."""
        while self._left(delay) > PAUSE:
            assert served_edition(self.index) in allowed
        sleep(max(0.0, self._left(delay)))
        self._process.kill()
        self._process.join()
        self._pipe.close()
        return self._process.exitcode == -signal.SIGKILL

    def _left(self, delay: float) -> float:
        return self._began + delay - perf_counter()


@pytest.mark.parametrize("kind", ["first", "full", "changes"])
def test_killed_at_any_moment(kind: str, processes: ForkServerContext, tmp_path: Path) -> None:
    folder, index = tmp_path / "news", tmp_path / "index"
    random, lengths, kills = Random(SEED), [0.0], 0
    served = FIRST
    recover(index, folder, served)
    while kills < KILLS:
        before: int | None = served
        if kind == "first":
            shutil.rmtree(index)
            before = None
        wanted = served + 1
        print_edition(wanted, folder)
        held = open_index(index) if before else None
        trial = Trial(processes, folder, index, full=kind == "full")
        if len(lengths) < 4:
            lengths.append(trial.length())
            assert served_edition(index) == wanted
        else:
            delay = random.uniform(0, max(lengths))
            print(f"seed {SEED}, kill {kills} after {delay * 1000:.1f} of {max(lengths) * 1000:.1f} ms")
            killed = trial.kill(delay, {before, wanted})
            kills += killed
            assert served_edition(index) in ({before, wanted} if killed else {wanted})
            assert held is None or answered_edition(held) == before
        del held
        # Back, once more, or on: the next writer need not be given what the killed one was.
        served = random.choice([served, wanted, wanted + 1])
        recover(index, folder, served)


def test_killed_before_every_change_of_a_directory(processes: ForkServerContext, tmp_path: Path) -> None:
    folder, index, template = tmp_path / "news", tmp_path / "index", tmp_path / "template"
    recover(template, folder, FIRST)
    wanted = FIRST + 2  # so much is new that a second generation, of one segment, follows
    found = []
    for step in count():
        print(f"step {step}")
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(template, index)
        print_edition(wanted, folder)
        writer = processes.Process(target=reindex_up_to, args=(step, folder, index))
        writer.start()
        writer.join()
        found.append(served_edition(index))
        # Nothing is new where the old edition is served: the next writer has only to clear away.
        recover(index, folder, FIRST)
        if writer.exitcode == 0:
            break
        assert writer.exitcode == -signal.SIGKILL
    assert len(found) > 20
    assert found == sorted(found, key=lambda edition: edition or 0)
    assert set(found) == {FIRST, wanted}
