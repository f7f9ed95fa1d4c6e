"""However many segments and processes an index is written by, it holds and answers the same."""

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest
from stock_whoosh import postings

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.article_json import as_line
from fihris.index.generation import Generation
from fihris.index.generation_writer import FEW
from fihris.index.generations import Generations
from fihris.index.merge_policy import MOST_SMALL
from fihris.search import open_index

QUERIES = ("مياه", "فجر الصاروخ", '"مياه الشرب"', "برزمة -الزعيمين", '"خبر 7"', "الحرب والسلام")
TINY = 0.05  # MB: a few dozen of the articles below


def many(count: int) -> Iterator[Article]:
    for number in range(count):
        like = ARTICLES[number % len(ARTICLES)]
        yield Article(
            id=f"n{number}",
            title=f"{like.title} {number}",
            body=f"خبر {number % 97}. {like.body}",
            source=like.source,
            published=like.published,
        )


def answers(index: Path) -> list[object]:
    news = open_index(index)
    pages = [news.search(query, limit=1000) for query in QUERIES]
    # Which of equals are among the best twenty, whose passages are looked at, is left to their numbers.
    return [
        (
            page.total,
            page.facets["source"],
            {(hit.id, hit.snippet) for hit in page.hits},
            sorted(round(hit.score, 4) for hit in page.hits),
        )
        for page in pages
    ]


def segments(index: Path) -> list[list[str]]:
    generation = Generation(index)
    ids = [[each.documents[n].id for n in range(len(each))] for each in generation.segments]
    generation.close()
    return ids


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("one")
    reindex(many(FEW + 300), index, workers=1)
    return index


def test_a_tiny_memory_makes_many_segments_that_answer_as_one(tmp_path: Path) -> None:
    reindex(many(600), tmp_path / "one")
    report = reindex(many(600), tmp_path / "several", memory_mb=TINY)
    ids = segments(tmp_path / "several")
    assert len(ids) > MOST_SMALL, "a fresh build is not compacted"
    assert report.generation == "g000001"
    assert [each for segment in ids for each in segment] == segments(tmp_path / "one")[0]
    assert answers(tmp_path / "several") == answers(tmp_path / "one")
    assert postings(tmp_path / "several", every=7) == postings(tmp_path / "one", every=7)


def test_two_workers_write_what_one_does(one: Path, tmp_path: Path) -> None:
    report = reindex(many(FEW + 300), tmp_path, workers=2)
    assert report.indexed == report.documents == FEW + 300
    ids = segments(tmp_path)
    assert len(ids) == 2
    assert sorted(id_ for segment in ids for id_ in segment) == sorted(segments(one)[0])
    assert answers(tmp_path) == answers(one)
    assert postings(tmp_path, every=7) == postings(one, every=7)


def test_a_worker_loads_what_it_needs() -> None:
    loaded = "import sys, fihris.index.workers; print(*sys.modules)"
    modules = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "fihris.index.writer" in modules
    assert not {"fihris.index.readers", "fihris.index.update", "hijridate", "click", "rich"} & set(modules)


def test_workers_get_every_character(tmp_path: Path) -> None:
    odd = [
        Article(id=f"o{number}", title="خبر", body=body)
        for number, body in enumerate(["خبر \ud83d نصف", "\ude00\0\n", "خبر \U0001f600", "", "plain"])
    ]
    for workers in (1, 2):
        reindex([*odd, *many(FEW + 300)], tmp_path / str(workers), workers=workers)
    one, two = ({hit.id: hit for hit in whole(tmp_path / str(workers))} for workers in (1, 2))
    assert two == one
    assert [one[article.id] for article in odd] == odd


def whole(index: Path) -> list[Article]:
    generation = Generation(index)
    articles = [segment.documents[n] for segment in generation.segments for n in range(len(segment))]
    generation.close()
    return articles


def test_the_same_articles_make_the_same_segments(tmp_path: Path) -> None:
    for name in ("first", "second"):
        reindex(many(FEW + 200), tmp_path / name, workers=2, memory_mb=2)
    assert segments(tmp_path / "first") == segments(tmp_path / "second")


def test_few_articles_are_one_segment_whatever_the_workers(tmp_path: Path) -> None:
    reindex(many(40), tmp_path, workers=4)
    assert len(segments(tmp_path)) == 1


def in_a_file(path: Path, count: int) -> Path:
    path.write_text("".join(map(as_line, many(count))), encoding="utf-8")
    return path


def test_workers_that_start_early_write_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = in_a_file(tmp_path / "news.jsonl", FEW + 200)
    reindex(file, tmp_path / "late", workers=2)
    monkeypatch.setattr("fihris.index.reindexing.MUCH", 0)
    reindex(file, tmp_path / "early", workers=2)
    assert segments(tmp_path / "early") == segments(tmp_path / "late")


def test_workers_that_few_articles_do_not_need_are_gone(tmp_path: Path) -> None:
    file = in_a_file(tmp_path / "news.jsonl", 40)
    script = (
        "import os, sys; from fihris.index import reindex, reindexing; reindexing.MUCH = 0;"
        "reindex(sys.argv[1], sys.argv[2], workers=2); os.waitpid(-1, os.WNOHANG)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, file, tmp_path / "index"], capture_output=True, text=True, check=False
    )
    assert "ChildProcessError" in done.stderr, "no process is left to wait for"
    assert len(segments(tmp_path / "index")) == 1


def test_documents_are_replaced_and_removed_while_workers_write(one: Path, tmp_path: Path) -> None:
    reindex(many(10), tmp_path)
    report = reindex(islice(many(FEW + 300), 5, None), tmp_path, workers=2)
    assert (report.unchanged, report.documents) == (5, FEW + 295)
    assert {article.id for article in Generation(tmp_path).articles()} == {
        article.id for article in many(FEW + 300)
    } - {f"n{number}" for number in range(5)}


def test_only_small_or_worn_segments_are_written_anew(tmp_path: Path) -> None:
    reindex(many(200), tmp_path, memory_mb=TINY)
    full = len(segments(tmp_path)) - 1
    served = Generations(tmp_path).served
    before = {path.name for path in served().glob("*.fx")}
    for count in range(201, 202 + MOST_SMALL):
        reindex(many(count), tmp_path, memory_mb=TINY)
    kept = before & {path.name for path in served().glob("*.fx")}
    assert len(kept) >= full
    assert len(segments(tmp_path)) <= full + MOST_SMALL
    assert len(open_index(tmp_path)) == 201 + MOST_SMALL
    worn = segments(tmp_path)[0]
    reindex(
        [article for article in many(201 + MOST_SMALL) if article.id not in worn[1:]],
        tmp_path,
        memory_mb=TINY,
    )
    assert worn[0] in {id_ for segment in segments(tmp_path) for id_ in segment}
    assert worn[1] not in {id_ for segment in segments(tmp_path) for id_ in segment}
