import json
from collections.abc import Container
from pathlib import Path

import pytest

from fihris.index import Article, reindex
from fihris.index.readers import Item, Notice, Recollection, Rejection, Unchanged, read_file
from formats import RECORDS, as_csv, as_lines, as_zip, everything, warc
from webpages import page

Prints = dict[str, str]


def read(path: Path, known: Prints, met: Container[str] = ()) -> tuple[list[Item], Prints]:
    made: Prints = {}
    return list(read_file(path, None, named=False, once=Recollection(known, made, met).once)), made


def ids(items: list[Item]) -> list[str]:
    return [item.id for item in items if isinstance(item, Article | Unchanged)]


AGENCY = """<DOC><DOCNO> MRQ.1 </DOCNO><HEADLINE> خبر </HEADLINE><TEXT> نصه </TEXT></DOC>
<DOC><DOCNO> MRQ.2 </DOCNO><HEADLINE> ثان </HEADLINE><TEXT> نص آخر </TEXT></DOC>"""
FILES = everything() | {
    "agency": AGENCY.encode(),
    "a.warc.gz": warc(("https://marqab.example/7", "200 OK", "text/html", page().encode())),
    "page.html": page().encode(),
    "pages.zip": as_zip({"1.html": page().encode(), "2.html": page(title="<h1>خبر ثان</h1>").encode()}),
}


@pytest.mark.parametrize("name", FILES)
def test_what_was_read_is_not_read_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    items, made = read(path, {})
    assert items
    assert all(isinstance(item, Article) for item in items)
    again, kept = read(path, made)
    assert again == [Unchanged(id_) for id_ in ids(items)]
    assert kept == made


def test_a_line_is_known_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    lines = as_lines().splitlines()
    path.write_bytes(b"\n".join(lines))
    items, made = read(path, {})
    new = json.dumps({"title": "خبر", "content": "جديد"}).encode()
    path.write_bytes(b"\r\n".join([lines[2], new, lines[0]]))
    again, kept = read(path, made)
    assert [type(item) for item in again] == [Unchanged, Article, Unchanged]
    assert ids(again) == [ids(items)[2], ids(again)[1], ids(items)[0]]
    assert len(kept) == 3


def test_a_row_under_other_names_is_another_record(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(as_csv())
    _, made = read(path, {})
    path.write_bytes(as_csv().replace(b"author", b"editor", 1))
    again, _ = read(path, made)
    assert all(isinstance(item, Article) for item in again)


def test_of_what_was_found_wanting_it_is_told_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    odd = json.dumps({"title": "خبر", "date": "3024-01-01"})
    path.write_text(f"{{broken\n{odd}\n")
    items, made = read(path, {})
    assert [type(item) for item in items] == [Rejection, Article, Notice]
    assert not made
    path.write_text(f"\n{{broken\n{odd}\n")
    assert [item.line for item in read(path, made)[0] if isinstance(item, Rejection | Notice)] == [2, 3]


def test_who_has_an_id_first_is_found_out_each_time(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(as_lines())
    items, made = read(path, {})
    again, kept = read(path, made, met={ids(items)[1]})
    assert [type(item) for item in again] == [Unchanged, Article, Unchanged]
    assert len(kept) == 2


def test_other_names_of_fields_make_other_articles_of_what_is_known(tmp_path: Path) -> None:
    path, index = tmp_path / "a.jsonl", tmp_path / "index"
    path.write_bytes(as_lines())
    reindex([path], index)
    names = tmp_path / "names.toml"
    names.write_text('title = "source"\n')
    report = reindex([path], index, fields=names)
    assert report.unchanged == 0
    assert reindex([path], index, fields=names).unchanged == report.documents == len(RECORDS)


def test_one_line_more_is_all_that_is_written(tmp_path: Path) -> None:
    path, index = tmp_path / "a.jsonl", tmp_path / "index"
    path.write_bytes(as_lines())
    reindex([path], index)
    for number in range(3):
        with path.open("a") as file:
            file.write(json.dumps({"title": f"خبر {number}", "content": "وصل الآن"}) + "\n")
        report = reindex([path], index)
        assert (report.indexed, report.updated, report.removed) == (1, 0, 0)
        assert report.unchanged == len(RECORDS) + number
