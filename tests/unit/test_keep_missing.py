"""Documents whose file is gone, files to be read again though they look the same, standard input."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import reindex
from fihris.index.errors import IndexDamaged
from fihris.index.generations import Generations
from fihris.index.readers import extras
from fihris.search import open_index
from formats import as_csv, as_parquet, as_zip

WritePage = Callable[..., Path]
MAIN = "from fihris.index.cli import main; main()"


def test_documents_of_a_missing_file_stay_if_asked_to(write_page: WritePage, tmp_path: Path) -> None:
    gone = write_page("1.txt", "جسر الوادي", "افتتح الجسر أمس.")
    write_page("2.txt", "مهرجان الكتاب", "يفتتح المهرجان غدا.")
    index = tmp_path / "index"
    reindex([gone.parent], index)
    gone.unlink()
    write_page("3.txt", "أمطار غزيرة", "هطلت أمطار على الساحل.")
    report = reindex([gone.parent], index, keep_missing=True)
    assert (report.indexed, report.unchanged, report.kept, report.removed) == (1, 1, 1, 0)
    assert report.documents == len(open_index(index)) == 3
    again = reindex([gone.parent], index, keep_missing=True)
    assert (again.kept, again.changed, again.generation) == (1, 0, report.generation)
    last = reindex([gone.parent], index)
    assert (last.kept, last.removed, last.documents) == (0, 1, 2)


def test_a_document_that_moved_to_another_file_is_not_kept_twice(
    write_page: WritePage, tmp_path: Path
) -> None:
    page = write_page("1.txt", "جسر الوادي", "افتتح الجسر أمس.")
    reindex([page.parent], tmp_path / "index")
    page.rename(page.with_name("2.txt"))
    report = reindex([page.parent], tmp_path / "index", keep_missing=True)
    assert (report.documents, report.unchanged, report.kept) == (1, 1, 0)


def test_a_text_that_is_gone_from_a_file_that_is_there_is_removed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "title": "أول"}\n{"id": "2", "title": "ثان"}\n', encoding="utf-8")
    reindex([path], tmp_path / "index")
    path.write_text('{"id": "2", "title": "ثان"}\n', encoding="utf-8")
    assert reindex([path], tmp_path / "index", keep_missing=True).removed == 1


def test_articles_of_a_program_add_up_if_asked_to(tmp_path: Path) -> None:
    reindex(ARTICLES[:2], tmp_path / "index")
    report = reindex(ARTICLES[2:], tmp_path / "index", keep_missing=True)
    assert (report.indexed, report.kept, report.documents) == (3, 2, 5)
    assert reindex(ARTICLES[:1], tmp_path / "index", keep_missing=True).documents == 5


def test_standard_input(tmp_path: Path) -> None:
    def run(data: bytes, *options: str) -> str:
        command = [sys.executable, "-c", MAIN, "reindex", "-", "--index", str(tmp_path / "i"), *options]
        done = subprocess.run(command, input=data, capture_output=True, check=True)
        return done.stdout.decode()

    assert "3 indexed" in run(as_csv())
    assert "3 unchanged" in run(as_zip({"a.parquet": as_parquet()}))
    assert "0 removed, 0 rejected, 3 kept" in run('{"title": "خبر"}'.encode(), "--keep-missing")
    assert "empty file" in run(b"", "--keep-missing")


def test_other_names_of_fields_read_an_unchanged_file_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "1", "title": "أول", "lead": "نص"}\n', encoding="utf-8")
    names = tmp_path / "fields.toml"
    names.write_text('body = "lead"\n', encoding="utf-8")
    reindex([path], tmp_path / "index")
    assert reindex([path], tmp_path / "index", fields=names).updated == 1
    assert reindex([path], tmp_path / "index", fields=names).unchanged == 1
    article = open_index(tmp_path / "index").article("1")
    assert article.body == "نص"


def test_a_missing_library_is_named_and_stops_no_other_file(
    tmp_path: Path, write_page: WritePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_page("1.txt", "جسر الوادي", "افتتح الجسر أمس.").parent
    (folder / "2.parquet").write_bytes(as_parquet())
    (folder / "3.zip").write_bytes(as_zip({"a.parquet": as_parquet(), "b.csv": as_csv()}))

    def missing(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name!r}")

    with monkeypatch.context() as patched:
        patched.setattr(extras, "import_module", missing)
        report = reindex([folder], tmp_path / "index")
    assert (report.documents, report.rejected) == (4, 2)
    assert report.errors_file is not None
    problems = [
        json.loads(line) for line in Path(report.errors_file).read_text(encoding="utf-8").splitlines()
    ]
    assert [(Path(problem["file"]).name, problem["member"]) for problem in problems] == [
        ("2.parquet", None),
        ("3.zip", "a.parquet"),
    ]
    assert {problem["reason"] for problem in problems} == {
        "Parquet files need the extra 'parquet': pip install 'fihris[parquet]'"
    }
    # Once it is installed, the same files are read.
    assert reindex([folder], tmp_path / "index").rejected == 0


def test_what_cannot_be_opened_is_not_built_anew_without_what_it_holds(tmp_path: Path) -> None:
    reindex(ARTICLES, tmp_path)
    next(Generations(tmp_path).served().glob("*.trm")).unlink()
    with pytest.raises(IndexDamaged):
        reindex(ARTICLES[:1], tmp_path, keep_missing=True)
    assert reindex(ARTICLES[:1], tmp_path).documents == 1
