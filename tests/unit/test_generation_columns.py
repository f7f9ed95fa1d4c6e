from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import Article, generation_writer, reindex, update
from fihris.index.generation import Generation
from fihris.index.generation_columns import FILE_NAME, UNKNOWN
from fihris.index.generations import Generations
from fihris.index.ledger import FILE_NAME as LEDGER
from fihris.index.repair import repair
from fihris.index.verify import verify

At = Callable[[int], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the clock that a run stamps what is new with."""
    return lambda moment: monkeypatch.setattr(update, "time", lambda: float(moment))


@pytest.fixture
def index(tmp_path: Path, at: At) -> Path:
    """Two articles came at 100, two more at 200."""
    for moment, count in ((100, 2), (200, 4)):
        at(moment)
        reindex(ARTICLES[:count], tmp_path / "index")
    at(300)
    return tmp_path / "index"


CAME = {"missiles": 100, "drill": 100, "water": 200, "leaders": 200}


def moments(index: Path) -> dict[str, int]:
    generation = Generation(index)
    documents = [
        (segment.documents[number].id, int(generation.indexed[segment.base + number]))
        for segment in generation.segments
        for number in segment.alive.nonzero()[0].tolist()
    ]
    assert verify(index).sound
    return dict(documents)


def test_articles_keep_the_moment_at_which_they_came(index: Path) -> None:
    assert moments(index) == CAME
    reindex(ARTICLES[:4], index)
    assert moments(index) == CAME
    reindex(ARTICLES, index)
    assert moments(index) == CAME | {"undated": 300}


def test_a_new_text_is_new_and_what_is_gone_is_forgotten(index: Path, at: At) -> None:
    changed = replace(ARTICLES[0], body="نص آخر تماماً")
    reindex([changed, *ARTICLES[1:3]], index)
    assert moments(index) == {"missiles": 300, "drill": 100, "water": 200}
    at(400)
    reindex(ARTICLES[:4], index)
    assert moments(index) == {"missiles": 400, "drill": 100, "water": 200, "leaders": 400}


def test_building_anew_makes_nothing_new(index: Path) -> None:
    reindex(ARTICLES, index, full=True)
    assert moments(index) == CAME | {"undated": 300}


def test_merging_keeps_the_moments(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation_writer, "choose", lambda sizes, _: [list(range(len(sizes)))])
    assert len(Generation(index).segments) == 2
    reindex(ARTICLES, index)
    assert len(Generation(index).segments) == 1
    assert moments(index) == CAME | {"undated": 300}


@pytest.mark.parametrize(
    "lost", [[FILE_NAME], [LEDGER], ["*.fx"], [FILE_NAME, "*.fx"], [LEDGER, "*.fx"]], ids=" and ".join
)
def test_repair_keeps_the_moments(index: Path, lost: list[str]) -> None:
    for pattern in lost:
        for path in list(Generations(index).served().glob(pattern)):
            path.unlink()
    repair(index)
    assert moments(index) == CAME
    reindex(ARTICLES[:4], index)
    assert moments(index) == CAME


def test_when_nothing_remembers_them_articles_are_not_called_new(index: Path) -> None:
    for name in (FILE_NAME, LEDGER):
        (Generations(index).served() / name).unlink()
    repair(index)
    assert moments(index) == dict.fromkeys(CAME, UNKNOWN)
    reindex([*ARTICLES[:4], Article(id="new", title="خبر")], index)
    assert moments(index) == dict.fromkeys(CAME, UNKNOWN) | {"new": 300}


def test_an_article_that_moves_to_another_file_is_not_new(
    tmp_path: Path, at: At, write_page: Callable[..., Path]
) -> None:
    page = write_page("a.txt", "صواريخ نيسارا", "أطلقت نيسارا صاروخا.")
    at(100)
    reindex(page.parent, tmp_path / "index")
    before = moments(tmp_path / "index")
    at(200)
    page.rename(page.with_name("b.txt"))
    reindex(page.parent, tmp_path / "index")
    assert list(before.values()) == list(moments(tmp_path / "index").values()) == [100]
