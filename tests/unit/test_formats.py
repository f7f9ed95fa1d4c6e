"""The same articles are the same whatever format they come in."""

import json
from pathlib import Path

import pytest

from fihris.index import reindex
from fihris.index.article import Article
from fihris.index.readers import FieldNames, read_file
from formats import RECORDS, articles, as_lines, everything, read

EVERYTHING = everything()


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_format_gives_the_same_articles(name: str, tmp_path: Path) -> None:
    expected = articles(read(tmp_path, "expected.jsonl", as_lines()))
    found = articles(read(tmp_path, name, EVERYTHING[name]))
    assert [article.title for article in found] == [" ".join(record["title"].split()) for record in RECORDS]
    assert found == expected


def test_a_folder_of_all_formats_holds_each_article_once(tmp_path: Path) -> None:
    for name, data in EVERYTHING.items():
        (tmp_path / name).write_bytes(data)
    report = reindex([tmp_path], tmp_path / "index")
    assert (report.documents, report.rejected, report.notices) == (3, 0, 0)
    assert report.duplicates == 3 * (len(EVERYTHING) - 1)


def test_own_names_of_fields_go_before_the_common_ones(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    record = {
        "title": "x",
        "عنوان رئيسي": "عنوان",
        "story": {"text": "نص"},
        "section": "رياضة",
        "by": {"name": "سلمى"},
    }
    path.write_text(json.dumps(record), encoding="utf-8")
    names = FieldNames(
        {"title": ("missing", "عنوان_رئيسي"), "body": ("story.text",), "author": ("by",), "section": ()},
        {"source": "المرقاب"},
    )
    (found,) = read_file(path, None, names)
    assert isinstance(found, Article)
    assert (found.title, found.body, found.author) == ("عنوان", "نص", "سلمى")
    assert (found.section, found.source) == (None, "المرقاب")
