"""A first load that is broken off goes on from its last checkpoint, and nobody takes it for the whole."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import Article, checkpoints, generation_writer, inputs, reindex
from fihris.index.errors import IndexMissing
from fihris.index.generation import Generation
from fihris.index.generations import CHECKPOINT, Generations
from fihris.index.reindexing import Progress
from fihris.index.verify import verify
from fihris.search import open_index

BATCH = 10
MEMORY = 0.0001  # MB, so that batches are of as few articles as may be


class Broken(Exception):
    pass


def many(count: int) -> list[Article]:
    like = [ARTICLES[number % len(ARTICLES)] for number in range(count)]
    return [
        replace(each, id=f"n{number:03}", url=None, body=f"خبر {number % 7}. {each.body}")
        for number, each in enumerate(like)
    ]


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "FEWEST", BATCH)


def break_off(articles: object, index: Path, after: int, workers: int = 1) -> None:
    def stop(progress: Progress) -> None:
        if progress.documents == after:
            raise Broken

    with pytest.raises(Broken):
        reindex(articles, index, memory_mb=MEMORY, workers=workers, progress=stop)  # type: ignore[arg-type]


def assert_like_a_fresh_one(index: Path, articles: Sequence[Article], fresh: Path) -> None:
    """Asserts that the index holds those articles, answers like one that was built at once, and is alone."""
    assert verify(index).findings == ()
    assert {path.name for path in index.iterdir()} == {"CURRENT", "LOCK", "generations"}
    assert [path.name for path in (index / "generations").iterdir()] == [Generations(index).current()]
    reindex(articles, fresh)
    engines = [open_index(index), open_index(fresh)]
    assert sorted(article.id for article in Generation(index).articles()) == [each.id for each in articles]
    for query in ("برزمة", "تدريبات بحرية", "خبر 3", '"مياه الشرب"'):
        one, other = (news.search(query, limit=1000) for news in engines)
        assert one.total == other.total
        assert dict(one.facets["source"]) == dict(other.facets["source"])
        assert {(hit.id, hit.copies) for hit in one.hits} == {(hit.id, hit.copies) for hit in other.hits}


@pytest.mark.parametrize("after", [BATCH - 1, BATCH, BATCH + 1, 4 * BATCH + 3])
def test_a_load_that_was_broken_off_goes_on(tmp_path: Path, after: int) -> None:
    index, articles = tmp_path / "index", many(50)
    break_off(articles, index, after)
    with pytest.raises(IndexMissing, match="goes on where" if after >= BATCH else "There is no index"):
        open_index(index)
    report = reindex(articles, index)
    assert report.unchanged == after // BATCH * BATCH
    assert (report.indexed, report.documents) == (50 - report.unchanged, 50)
    assert report.generation == "g000001"
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_it_may_be_broken_off_again_and_its_input_may_change(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", many(60)
    break_off(articles, index, 25)
    articles[3] = replace(articles[3], body="نص آخر")
    del articles[11], articles[5]
    break_off(articles, index, 45)
    del articles[30], articles[2]
    report = reindex(articles, index, memory_mb=MEMORY)
    assert report.documents == len(articles) == 56
    assert report.unchanged > 2 * BATCH
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_files_that_were_read_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, news, articles = tmp_path / "index", tmp_path / "news", many(50)
    news.mkdir()
    for first in range(0, 50, 7):
        lines = [
            f'{{"id": "{each.id}", "title": "{each.title}", "body": "{each.id}"}}\n'
            for each in articles[first : first + 7]
        ]
        (news / f"{first:02}.jsonl").write_text("".join(lines))
    break_off([news], index, 33)
    opened = []
    read_file = inputs.read_file

    def told(path: Path, *more: object, **options: object) -> Iterator[object]:
        opened.append(path.name)
        return read_file(path, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read_file", told)
    report = reindex([news], index)
    assert opened == ["28.jsonl", "35.jsonl", "42.jsonl", "49.jsonl"]
    assert (report.indexed, report.unchanged) == (20, 30)
    assert reindex([news], index).unchanged == 50
    assert verify(index).sound


def test_articles_come_into_the_index_when_it_is_served(tmp_path: Path) -> None:
    articles = many(25)
    break_off(articles, tmp_path, 21)
    reindex(articles, tmp_path)
    news = open_index(tmp_path)
    moments = set(Generation(tmp_path).indexed.tolist())
    assert len(moments) == 1
    assert news.search("*", new_since=news.updated - timedelta(minutes=1)).total == 25


def test_a_checkpoint_that_cannot_be_used_is_left_out(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", many(30)
    break_off(articles, index, 25)
    next((index / "generations").glob("checkpoint*/*.fx")).unlink()
    assert reindex(articles, index).unchanged == 0
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_building_anew_goes_on_from_nothing(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", many(30)
    break_off(articles, index, 25)
    assert reindex(articles, index, full=True).unchanged == 0
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_an_index_that_is_served_leaves_no_checkpoints(tmp_path: Path) -> None:
    reindex(many(5), tmp_path)
    break_off(many(40), tmp_path, 35)
    assert not (tmp_path / CHECKPOINT).exists()
    assert len(open_index(tmp_path)) == 5
    assert reindex(many(40), tmp_path).indexed == 35


def test_an_index_that_is_being_loaded_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("عنوان\n\nنص الخبر")
    break_off(many(40), tmp_path / "index", 35)
    assert reindex([tmp_path], tmp_path / "other").documents == 1


KILLED = """
    import os, signal, sys
    from fihris.index import checkpoints, generation_writer, reindex
    from unit.test_checkpoints import BATCH, MEMORY, many

    checkpoints.FEWEST, generation_writer.FEW = BATCH, 0

    def kill(progress):
        if progress.documents == 13:
            os.kill(os.getpid(), signal.SIGKILL)

    if __name__ == "__main__":
        reindex(many(25), sys.argv[1], memory_mb=MEMORY, workers=2, progress=kill)
"""


def test_killed_with_its_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, tests = tmp_path / "index", Path(__file__).parents[1]
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(index)],
        cwd=tests,
        env=os.environ | {"PYTHONPATH": str(tests)},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    monkeypatch.setattr(generation_writer, "FEW", 0)
    report = reindex(many(25), index, workers=2)
    assert (report.unchanged, report.indexed) == (10, 15)
    assert_like_a_fresh_one(index, many(25), tmp_path / "fresh")
