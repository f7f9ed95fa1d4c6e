from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import Article, Report, reindex
from fihris.index.errors import InputMissing, UnknownFormat
from fihris.index.generation import Generation
from fihris.index.merge_policy import MOST_SMALL
from fihris.index.reindexing import Progress
from fihris.search import open_index

WritePage = Callable[..., Path]


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return report.indexed, report.updated, report.unchanged, report.removed, report.rejected


@pytest.fixture
def folder(write_page: WritePage) -> Path:
    write_page("a.txt", "صواريخ نيسارا", "أطلقت نيسارا صاروخا.")
    write_page("b.txt", "مياه الشرب", "تجدد برزمة شبكة المياه.")
    return write_page("deep/c.txt", "كأس الكرة", "فاز شباب سلوان بالكأس.").parents[1]


def test_a_folder_is_indexed_and_counted(folder: Path, tmp_path: Path) -> None:
    report = reindex([folder], tmp_path / "index")
    assert counts(report) == (3, 0, 0, 0, 0)
    assert (report.documents, report.generation, report.errors_file) == (3, "g000001", None)
    assert {hit.title for hit in open_index(tmp_path / "index").newest(9)} == {
        "صواريخ نيسارا",
        "مياه الشرب",
        "كأس الكرة",
    }


def test_nothing_changed_does_next_to_nothing(folder: Path, tmp_path: Path) -> None:
    reindex([folder], tmp_path / "index")
    report = reindex([folder], tmp_path / "index")
    assert counts(report) == (0, 0, 3, 0, 0)
    assert report.generation == "g000001"


def test_only_what_changed_is_written(folder: Path, tmp_path: Path, write_page: WritePage) -> None:
    reindex([folder], tmp_path / "index")
    write_page("b.txt", "مياه الشرب", "انتهى تجديد شبكة المياه في برزمة.")
    write_page("d.txt", "معرض الكتاب", "افتتح معرض الكتاب.")
    (folder / "deep" / "c.txt").unlink()
    report = reindex([folder], tmp_path / "index")
    assert counts(report) == (1, 1, 1, 1, 0)
    news = open_index(tmp_path / "index")
    assert len(news) == report.documents == 3
    assert news.search("الكأس").total == 0
    assert news.search("انتهى").total == 1
    assert news.search("معرض").total == 1


def test_an_updated_index_answers_like_a_fresh_one(tmp_path: Path) -> None:
    changed = [replace(ARTICLES[0], body="سقط صاروخ في البحر."), *ARTICLES[2:]]
    reindex(ARTICLES, tmp_path / "updated")
    reindex(changed, tmp_path / "updated")
    reindex(changed, tmp_path / "fresh")
    updated, fresh = open_index(tmp_path / "updated"), open_index(tmp_path / "fresh")
    for query in ("صاروخ", "بحر العقيق", "برزمة", "مياه برزمة -الزعيمين", '"بحر العقيق"'):
        pages = [engine.search(query) for engine in (updated, fresh)]
        assert {(hit.id, round(hit.score, 4), hit.snippet) for hit in pages[0].hits} == {
            (hit.id, round(hit.score, 4), hit.snippet) for hit in pages[1].hits
        }
        assert {k: sorted(v) for k, v in pages[0].facets.items()} == {
            k: sorted(v) for k, v in pages[1].facets.items()
        }


def test_full_builds_everything_anew(folder: Path, tmp_path: Path) -> None:
    reindex([folder], tmp_path / "index")
    report = reindex([folder], tmp_path / "index", full=True)
    assert counts(report) == (3, 0, 0, 0, 0)
    assert report.generation == "g000002"


def test_a_dry_run_counts_and_changes_nothing(folder: Path, tmp_path: Path, write_page: WritePage) -> None:
    assert counts(reindex([folder], tmp_path / "index", dry_run=True)) == (3, 0, 0, 0, 0)
    assert not (tmp_path / "index").exists()
    reindex([folder], tmp_path / "index")
    write_page("d.txt", "معرض الكتاب", "افتتح معرض الكتاب.")
    (folder / "a.txt").unlink()
    report = reindex([folder], tmp_path / "index", dry_run=True)
    assert counts(report) == (1, 0, 2, 1, 0)
    assert report.generation == "g000001"
    assert len(open_index(tmp_path / "index")) == 3


def test_broken_files_go_to_the_error_file_and_stop_nothing(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\x00\x01\x02" * 100)
    first = reindex([folder], tmp_path / "index")
    again = reindex([folder], tmp_path / "index")
    assert counts(first) == (3, 0, 0, 0, 2)
    assert counts(again) == (0, 0, 3, 0, 2)
    assert first.errors_file == again.errors_file == str(tmp_path / "index" / "errors.jsonl")
    lines = Path(first.errors_file).read_text(encoding="utf-8").splitlines()
    assert sorted(Path(line.split('"')[3]).name for line in lines) == ["binary.txt", "empty.txt"]
    (folder / "empty.txt").unlink()
    (folder / "binary.txt").unlink()
    assert reindex([folder], tmp_path / "index").errors_file is None
    assert not (tmp_path / "index" / "errors.jsonl").exists()


def test_the_same_article_twice_counts_once_until_the_first_is_gone(folder: Path, tmp_path: Path) -> None:
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    report = reindex([folder], tmp_path / "index")
    assert (report.documents, report.duplicates) == (3, 1)
    (folder / "a.txt").unlink()
    report = reindex([folder], tmp_path / "index")
    assert (report.documents, report.unchanged, report.removed) == (3, 3, 0)
    assert open_index(tmp_path / "index").search("صاروخ").total == 1


def test_one_id_with_two_texts_keeps_the_first_and_names_the_second(tmp_path: Path) -> None:
    twice = [Article(id="x", title="الأول"), Article(id="x", title="الثاني")]
    report = reindex(twice, tmp_path)
    assert (report.indexed, report.rejected) == (1, 1)
    assert open_index(tmp_path).article("x").title == "الأول"


def test_articles_without_a_body_are_counted_and_found(tmp_path: Path) -> None:
    report = reindex([Article(id="x", title="عنوان وحيد"), *ARTICLES], tmp_path)
    assert report.without_body == 1
    assert [hit.id for hit in open_index(tmp_path).search("وحيد").hits] == ["x"]


def test_many_small_runs_are_compacted(tmp_path: Path) -> None:
    articles = [Article(id=str(n), title=f"خبر {n}", body="نص الخبر.") for n in range(MOST_SMALL + 3)]
    for count in range(1, len(articles) + 1):
        reindex(articles[:count], tmp_path)
    generation = Generation(tmp_path)
    assert len(generation.segments) <= MOST_SMALL
    assert {article.id for article in generation.articles()} == {article.id for article in articles}
    generation.close()
    assert reindex(articles, tmp_path).unchanged == len(articles)


def test_nothing_indexes_to_an_empty_index(tmp_path: Path) -> None:
    assert reindex([], tmp_path).documents == 0
    news = open_index(tmp_path)
    assert len(news) == 0
    assert news.search("برزمة").total == 0
    assert news.newest() == ()
    assert news.stats().first is None


def test_progress_tells_how_far_it_is(folder: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    size = sum(path.stat().st_size for path in folder.rglob("*.txt"))
    reindex([folder], tmp_path / "index", progress=told.append)
    assert told[-1] == Progress(3, 3, 3, size, size)
    assert [progress.documents for progress in told] == sorted(progress.documents for progress in told)


def test_a_path_that_is_not_there_stops_before_anything_is_done(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="nowhere"):
        reindex([folder, tmp_path / "nowhere"], tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_an_unknown_format_is_named_with_the_known_ones(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormat, match="pages"):
        reindex([folder], tmp_path / "index", format="docx")
