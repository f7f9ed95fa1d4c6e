from pathlib import Path

import pytest

from fihris.index.article import Article
from fihris.index.readers import Item, Rejection
from formats import read


def table(folder: Path, text: str | bytes, name: str = "a.csv") -> list[Item]:
    return read(folder, name, text if isinstance(text, bytes) else text.encode())


def titles(items: list[Item]) -> list[str]:
    return [item.title for item in items if isinstance(item, Article)]


def told(items: list[Item]) -> list[tuple[int | None, str]]:
    return [(item.line, item.reason) for item in items if not isinstance(item, Article)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_dialect_is_found_out(delimiter: str, end: str, tmp_path: Path) -> None:
    rows = [["العنوان", "النص", "التاريخ"], ["أول", '"نص، ""بعلامات""\nوسطر"', "2023-03-05"], ["ثان", "", ""]]
    (first, second) = table(tmp_path, end.join(delimiter.join(row) for row in rows))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.body) == ("أول", 'نص، "بعلامات"\nوسطر')
    assert str(first.published) == "2023-03-05 00:00:00"
    assert (second.title, second.body, second.published) == ("ثان", "", None)


def test_a_quotation_mark_that_is_never_closed_takes_no_other_row_with_it(tmp_path: Path) -> None:
    rows = ["title,content", '"أول,نص', "ثان,نص", '"ثالث","نص"', 'رابع,"نص', "خامس,نص"]
    items = table(tmp_path, "\n".join(rows))
    assert titles(items) == ['"أول', "ثان", "ثالث", "خامس"]
    assert told(items) == [(5, "broken row: unexpected end of data")]


def test_many_marks_that_are_never_closed_are_not_each_looked_for_through_the_table(tmp_path: Path) -> None:
    rows = ["title\tcontent"] + [f'خبر {number}\t"{"نص " * 200}' for number in range(2000)]
    items = table(tmp_path, "\n".join(rows), "a.tsv")
    assert len(titles(items)) == 2000, "in TSV, marks are but text"


def test_rows_that_do_not_fit_are_told(tmp_path: Path) -> None:
    rows = [
        "title,content,date",
        "سطر",
        "ثان,نص,2023,زائد",
        ",,2023-03-05",
        "",
        " ,",
        "ثالث,نص,,,",
        "رابع,نص",
    ]
    items = table(tmp_path, "\n".join(rows))
    assert titles(items) == ["ثالث", "رابع"]
    assert told(items) == [
        (2, "1 cells in the row of a table with 3 columns"),
        (3, "4 cells in the row of a table with 3 columns"),
        (4, "neither title nor body"),
        (8, "2 cells in the row of a table with 3 columns"),
    ]


def test_excel_in_arabic(tmp_path: Path) -> None:
    text = "العنوان;النص\nوزيرة المياه تعلن تجديد الشبكة;تبدأ البلدية تجديد الشبكة غدا\n"
    for encoding in ("windows-1256", "utf-16", "utf-8-sig"):
        assert titles(table(tmp_path, text.encode(encoding))) == ["وزيرة المياه تعلن تجديد الشبكة"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,b\n1,2\n", "no column is called title or body: name them with --fields"),
        ("title,content\n", "a table without rows"),
        ("\n\n", "empty file"),
        ("", "empty file"),
    ],
)
def test_tables_without_articles(text: str, reason: str, tmp_path: Path) -> None:
    (item,) = table(tmp_path, text)
    assert isinstance(item, Rejection)
    assert item.reason == reason


def test_a_huge_cell_and_a_nul_byte(tmp_path: Path) -> None:
    items = table(tmp_path, 'title,content\nأول,"' + "نص " * 2**20 + '"\nثا\0ن,نص\n', "a.csv")
    assert titles(items)[0] == "أول"
    assert titles(items)[1:] == ["ثان"]
