"""A build by several processes that breaks off leaves the index as it was, and no process behind."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import Article, FihrisError, reindex
from fihris.index.generation_writer import FEW, GenerationWriter
from fihris.index.generations import BUILDING
from fihris.index.workers import Workers
from fihris.search import open_index

BUILD = """
    import sys
    from itertools import count
    from archive import ARTICLES
    from fihris.index import Article, reindex
    articles = (Article(id=f"n{number}", title="خبر", body=ARTICLES[0].body) for number in count())
    reindex(articles, sys.argv[1], workers=2)
"""


def workers(index: Path) -> list[int]:
    """Return the process numbers of the workers that write the index."""
    listed = subprocess.run(["ps", "-ewwo", "pid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=1) for line in listed.splitlines()]
    return [int(pid) for pid, args in rows if "fihris.index.workers" in args and f"{index}/" in args]


def resident(process: int) -> float:
    """Returns how many megabytes of a process are in memory."""
    command = ["ps", "-o", "rss=", "-p", str(process)]
    return int(subprocess.run(command, capture_output=True, check=True).stdout) / 1024


def wait_for(number: int, index: Path) -> None:
    end = time.monotonic() + 20
    while len(workers(index)) != number:
        assert time.monotonic() < end, f"{workers(index)} run, not {number}"
        time.sleep(0.02)


@pytest.fixture
def index(tmp_path: Path) -> Path:
    reindex(ARTICLES, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    made = tmp_path / "generations" / "g000001"
    made.mkdir(parents=True)
    GenerationWriter(made)
    return made


def test_they_tell_of_each_segment_when_it_is_whole(directory: Path) -> None:
    started = Workers(directory, memory=1, number=2)  # so each article is a segment
    given = [f"n{number:03}" for number in range(150)]
    for id_ in given:
        started.add(Article(id=id_, title="خبر"))
        assert len([*started.held]) + len(started.whole) == int(id_[1:]) + 1
    started.finish()
    assert [*started.held] == []
    one, other = given[:64] + given[128:], given[64:128]
    assert [[*each.ids] for each in started.whole] == [[id_] for id_ in one + other]
    started.close()


def test_a_worker_lets_go_of_the_segments_that_it_has_written(directory: Path) -> None:
    started, used = Workers(directory, memory=4 * 2**20, number=1), [0]
    for number in count():
        started.add(replace(ARTICLES[number % len(ARTICLES)], id=f"n{number}"))
        if len(started.whole) == len(used):
            used.append(resident(*workers(directory.parent)))
        if len(used) > 5:
            break
    started.close()
    assert used[5] - used[2] < 6, "megabytes that three segments have left"


def check_untouched(index: Path) -> None:
    wait_for(0, index)
    assert len(open_index(index)) == len(ARTICLES)
    assert reindex(ARTICLES[1:], index).removed == 1
    assert not list((index / "generations").glob(f"*{BUILDING}"))


def test_a_killed_worker_is_told_and_ends_the_build(index: Path) -> None:
    def articles() -> Iterator[Article]:
        for number in range(FEW + 5_000):
            if number == FEW + 500:
                os.kill(workers(index)[0], signal.SIGKILL)
            yield Article(id=f"n{number}", title="خبر", body=ARTICLES[0].body)

    with pytest.raises(FihrisError, match=r"status -9.*--workers 1 --memory"):
        reindex(articles(), index, workers=2)
    check_untouched(index)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("delay", [0.0, 0.5])
def test_workers_end_with_their_parent(index: Path, how: signal.Signals, delay: float) -> None:
    tests = Path(__file__).parents[1]
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(BUILD), str(index)],
        cwd=tests,
        env=os.environ | {"PYTHONPATH": str(tests)},
        stderr=subprocess.PIPE,
    )
    try:
        wait_for(2, index)
        time.sleep(delay)
        process.send_signal(how)
        _, told = process.communicate(timeout=20)
    finally:
        process.kill()
    assert told.count(b"Traceback") <= 1, "the workers have nothing to say"
    check_untouched(index)
