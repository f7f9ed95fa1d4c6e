"""Many readers and one writer: every answer is of one edition, and nothing is held for longer than needed."""

from __future__ import annotations

import gc
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from crash.editions import FIRST, answered_edition, print_edition
from crash.processes import open_while_swept, read_on, write_on

from fihris.index import reindex
from fihris.index.generations import Generations
from fihris.search import open_index

READERS = 3
SECONDS = 4.0
GROWTH = 8 * 1024  # kilobytes that a reader may gain between a third of the time and its end


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "news"


@pytest.fixture
def index(folder: Path, tmp_path: Path) -> Path:
    print_edition(FIRST, folder)
    reindex(folder, tmp_path / "index")
    return tmp_path / "index"


def test_every_answer_is_of_one_edition(processes: ForkServerContext, folder: Path, index: Path) -> None:
    with ProcessPoolExecutor(READERS + 1, mp_context=processes) as pool:
        readings = [pool.submit(read_on, SECONDS, index) for _ in range(READERS)]
        last = pool.submit(write_on, SECONDS - 0.5, folder, index).result()
        for reader in (reading.result() for reading in readings):
            assert reader.newest == last
            assert reader.answers > reader.editions > 5
            assert reader.last.memory - reader.warm.memory < GROWTH
            assert (reader.last.files, reader.last.columns) == (reader.first.files, reader.first.columns)


def test_a_reader_opens_what_comes_after_a_generation_swept_before_its_eyes(
    processes: ForkServerContext, folder: Path, index: Path
) -> None:
    with ProcessPoolExecutor(1, mp_context=processes) as pool:
        assert pool.submit(open_while_swept, folder, index).result() == FIRST + 1


def test_a_refreshed_reader_lets_go_of_the_generation_before_at_once(folder: Path, index: Path) -> None:
    news = open_index(index)
    gc.disable()
    try:
        for edition in (FIRST, FIRST + 1, FIRST + 2):
            print_edition(edition, folder)
            reindex(folder, index)
            news.refresh()
            assert answered_edition(news) == edition
        reindex(folder, index)
        held = [path.name for path in (index / "generations").iterdir()]
        assert held == [Generations(index).current()]
    finally:
        gc.enable()
