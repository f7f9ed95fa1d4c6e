"""A disk that is full or broken at any moment leaves a whole generation, and the next run to its end."""

from __future__ import annotations

import shutil
from itertools import count
from pathlib import Path

import pytest
from crash.editions import FIRST, print_edition, stories
from crash.faults import ERRORS, failing
from crash.test_kill import assert_nothing_is_left, recover, served_edition

from fihris.index import generation_writer, reindex
from fihris.index.errors import IndexUnwritable
from fihris.index.generation import Generation

WANTED = FIRST + 1


def held_edition(index: Path) -> int:
    """Returns the edition whose articles the index holds, and no others."""
    generation = Generation(index)
    held = {article.id: article for article in generation.articles()}
    generation.close()
    return next(edition for edition in (FIRST, WANTED) if held == stories(edition))


# Whoosh leaves files that it could not finish to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("kind", ["full", "changes"])
def test_every_step_fails_once(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation_writer, "choose", lambda sizes, _: [list(range(len(sizes)))])
    folder, index, template = tmp_path / "news", tmp_path / "index", tmp_path / "template"
    recover(template, folder, FIRST)
    print_edition(WANTED, folder)
    steps: list[str] = []
    for step in count():
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(template, index)
        failed = True
        with failing(step, ERRORS[step % len(ERRORS)]) as faults:
            try:
                reindex(folder, index, full=kind == "full")
                failed = False
            except IndexUnwritable as error:
                print(f"step {step}, {faults.met[-1]}: {error}")
        assert held_edition(index) in ({FIRST, WANTED} if failed else {WANTED})
        assert not list(index.glob("generations/*.building")), "what failed takes no room"
        reindex(folder, index)
        assert held_edition(index) == WANTED
        assert_nothing_is_left(index)
        if len(faults.met) <= step:
            break
        steps.append(faults.met[step])
    assert served_edition(index) == WANTED
    assert set(steps) >= {"fsync", "mkdir", "rename", "write"}
    assert kind != "changes" or "link" in steps
