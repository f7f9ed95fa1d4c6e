"""A first load that is broken off goes on from its last checkpoint, and nobody takes it for the whole."""

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain, count, islice
from pathlib import Path
from time import sleep

import pytest

from archive import ARTICLES
from fihris.index import Article, checkpoints, generation_writer, inputs, reindex, update
from fihris.index.errors import IndexMissing
from fihris.index.generation import Generation
from fihris.index.generations import CHECKPOINT, Generations
from fihris.index.manifest import read_manifest
from fihris.index.reindexing import Progress
from fihris.index.verify import verify
from fihris.search import open_index

FEW = 10
MEMORY = 0.0001  # MB, so that each article is a segment
SEVERAL = 0.1  # MB, so that a worker writes two or three of a batch


class Broken(Exception):
    pass


def endless(first: int = 0) -> Iterator[Article]:
    for number in count(first):
        like = ARTICLES[number % len(ARTICLES)]
        yield replace(like, id=f"n{number:04}", url=None, body=f"خبر {number % 7}. {like.body}")


def many(number: int) -> list[Article]:
    return list(islice(endless(), number))


@pytest.fixture(autouse=True)
def small_checkpoints(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "FEWEST", FEW)
    monkeypatch.setattr(checkpoints, "PAUSE", 0)
    monkeypatch.setattr(update, "LOOK", 1)


def kept(index: Path) -> int:
    """Returns how many documents the checkpoint has."""
    pointer = index / CHECKPOINT
    if not pointer.exists():
        return 0
    return read_manifest(index / "generations" / pointer.read_text().strip(), index).documents


def until_kept(index: Path, documents: int, articles: Iterable[Article]) -> Iterator[Article]:
    """Yields articles until a checkpoint has so many documents, and breaks off then."""
    for article in articles:
        if kept(index) >= documents:
            raise Broken
        yield article
        sleep(0.002)  # the disk takes its time


def break_off(articles: Iterable[Article], index: Path, documents: int, workers: int = 1) -> int:
    """Loads until a checkpoint has so many documents, breaks off, and returns how many it has."""
    memory = MEMORY if workers == 1 else SEVERAL
    with pytest.raises(Broken):
        reindex(until_kept(index, documents, articles), index, memory_mb=memory, workers=workers)
    return kept(index)


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


@pytest.mark.parametrize("documents", [1, 3 * FEW])
def test_a_load_that_was_broken_off_goes_on(tmp_path: Path, documents: int) -> None:
    index = tmp_path / "index"
    known = break_off(endless(), index, documents)
    with pytest.raises(IndexMissing, match="goes on where"):
        open_index(index)
    articles = many(known + 7)
    report = reindex(articles, index)
    assert (report.unchanged, report.indexed, report.documents) == (known, 7, known + 7)
    assert report.generation == "g000001"
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_a_checkpoint_is_not_worth_it_for_a_few(tmp_path: Path) -> None:
    with pytest.raises(Broken):
        reindex(chain(many(FEW - 1), until_kept(tmp_path, 0, endless())), tmp_path, memory_mb=MEMORY)
    with pytest.raises(IndexMissing, match="There is no index"):
        open_index(tmp_path)


def test_no_checkpoint_follows_before_the_pause_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "PAUSE", 1e6)
    met: set[int] = set()

    def articles() -> Iterator[Article]:
        for number, article in enumerate(endless()):
            met.add(kept(tmp_path))
            if number > 3 * max(FEW, *met) + 20 and len(met) > 1:
                return
            yield article
            sleep(0.002)  # the disk takes its time

    reindex(articles(), tmp_path, memory_mb=MEMORY, workers=1)
    assert len(met) == 2, "none, then the first"
    assert verify(tmp_path).sound


def test_it_may_be_broken_off_again_and_its_input_may_change(tmp_path: Path) -> None:
    index = tmp_path / "index"
    first = break_off(endless(), index, 2 * FEW)
    articles = many(first)
    articles[3] = replace(articles[3], body="نص آخر")
    del articles[11], articles[5]
    second = break_off(chain(articles, endless(first)), index, 2 * first)
    articles += islice(endless(first), second)
    del articles[30], articles[2]
    report = reindex(articles, index, memory_mb=MEMORY)
    assert report.documents == len(articles)
    assert report.unchanged == second - 4, "but those that are gone"
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_what_is_whole_is_kept_while_others_are_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generation_writer, "FEW", 0)
    index = tmp_path / "index"
    known = break_off(endless(), index, FEW, workers=2)
    articles = many(known + 300)
    report = reindex(articles, index, workers=2)
    assert (report.unchanged, report.indexed) == (known, 300)
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_checkpoints_change_nothing_in_what_comes_of_a_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    articles, ids = many(60), []
    for index, fewest in ((tmp_path / "with", FEW), (tmp_path / "without", 1000)):
        monkeypatch.setattr(checkpoints, "FEWEST", fewest)
        reindex(articles, index, memory_mb=20 * MEMORY)
        generation = Generation(index)
        ids.append([[each.documents[n].id for n in range(len(each))] for each in generation.segments])
    assert ids[0] == ids[1]


def test_files_that_were_read_are_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, news, articles = tmp_path / "index", tmp_path / "news", many(700)
    news.mkdir()
    for first in range(0, 700, 7):
        lines = [
            f'{{"id": "{each.id}", "title": "{each.title}", "body": "{each.id}"}}\n'
            for each in articles[first : first + 7]
        ]
        (news / f"{first:03}.jsonl").write_text("".join(lines))

    def stop(_: Progress) -> None:
        if kept(index) > 14:
            raise Broken
        sleep(0.002)  # the disk takes its time

    with pytest.raises(Broken):
        reindex([news], index, memory_mb=MEMORY, workers=1, progress=stop)
    known, opened = kept(index), []
    read_file = inputs.read_file

    def told(path: Path, *more: object, **options: object) -> Iterator[object]:
        opened.append(path.name)
        return read_file(path, *more, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(inputs, "read_file", told)
    report = reindex([news], index)
    assert opened == [f"{first:03}.jsonl" for first in range(known // 7 * 7, 700, 7)]
    assert (report.indexed, report.unchanged) == (700 - known, known)
    assert reindex([news], index).unchanged == 700
    assert verify(index).sound


def test_articles_come_into_the_index_when_it_is_served(tmp_path: Path) -> None:
    articles = many(break_off(endless(), tmp_path, FEW) + 5)
    reindex(articles, tmp_path)
    news = open_index(tmp_path)
    moments = set(Generation(tmp_path).indexed.tolist())
    assert len(moments) == 1
    assert news.search("*", new_since=news.updated - timedelta(minutes=1)).total == len(articles)


def test_a_checkpoint_that_cannot_be_used_is_left_out(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", many(30)
    break_off(endless(), index, FEW)
    next((index / "generations").glob("checkpoint*/*.fx")).unlink()
    assert reindex(articles, index).unchanged == 0
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_building_anew_goes_on_from_nothing(tmp_path: Path) -> None:
    index, articles = tmp_path / "index", many(30)
    break_off(endless(), index, FEW)
    assert reindex(articles, index, full=True).unchanged == 0
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")


def test_an_index_that_is_served_leaves_no_checkpoints(tmp_path: Path) -> None:
    reindex(many(5), tmp_path)
    with pytest.raises(Broken):
        reindex(until_kept(tmp_path, 0, endless()), tmp_path)
    with pytest.raises(Broken):
        reindex(chain(many(40), until_kept(tmp_path, 0, endless())), tmp_path, memory_mb=MEMORY)
    assert not (tmp_path / CHECKPOINT).exists()
    assert len(open_index(tmp_path)) == 5
    assert reindex(many(40), tmp_path).indexed == 35


def test_an_index_that_is_being_loaded_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("عنوان\n\nنص الخبر")
    break_off(endless(), tmp_path / "index", FEW)
    assert reindex([tmp_path], tmp_path / "other").documents == 1


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from fihris.index import checkpoints, generation_writer, reindex, update
    from unit.test_checkpoints import Broken, FEW, SEVERAL, endless, until_kept

    checkpoints.FEWEST, checkpoints.PAUSE, update.LOOK, generation_writer.FEW = FEW, 0, 1, 0

    def articles():
        try:
            yield from until_kept(Path(sys.argv[1]), FEW, endless())
        except Broken:
            os.kill(os.getpid(), signal.SIGKILL)

    if __name__ == "__main__":
        reindex(articles(), sys.argv[1], memory_mb=SEVERAL, workers=2)
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
    known = kept(index)
    assert known >= FEW
    articles = many(known + 300)  # those of the second worker may be known, and not yet the first ones
    report = reindex(articles, index, workers=2)
    assert (report.unchanged, report.indexed) == (known, 300)
    assert_like_a_fresh_one(index, articles, tmp_path / "fresh")
