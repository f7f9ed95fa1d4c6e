"""Synonyms of the user's own, in Python, on the command line and over HTTP."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.cli import main
from fihris.search import Engine, open_index
from fihris.search.synonyms import Synonyms, SynonymsUnusable
from fihris.web import create_app

LISTED = """# the words of this archive
نيسارا، المملكة البحرية   # with its other name
مناورات, تدريبات
تمر، تمور
صحراء => وادي السنام
"""
MORE = (Article(id="kingdom", title="سفينة", body="أبحرت سفينة من المملكة البحرية أمس. والمملكة واسعة."),)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("synonyms") / "index"
    reindex([*ARTICLES, *MORE], path)
    return path


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    path = tmp_path / "synonyms.txt"
    path.write_text(LISTED, encoding="utf-8")
    return path


@pytest.fixture
def news(index: Path, listed: Path) -> Engine:
    return open_index(index, synonyms=listed)


def found(news: Engine, query: str) -> set[str]:
    return {hit.id for hit in news.search(query).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("نيسارا", {"missiles", "kingdom"}),
        ("المملكة البحرية", {"missiles", "kingdom"}),  # several words, for one
        ("نيسارا صواريخ", {"missiles"}),
        ("نيسارا سفينة", {"kingdom", "missiles"}),  # half of the best score is enough
        ("التدريبات", {"missiles", "drill"}),
        ("صحراء", {"undated"}),
        ("وادي السنام", {"undated"}),
        ("السنام", {"undated"}),
        ('"نيسارا"', {"missiles"}),
        ('"المملكة البحرية"', {"kingdom"}),
        ("=نيسارا", {"missiles"}),
        ("نيسار*", {"missiles"}),
        ("سفينة -نيسارا", {"kingdom", "drill"}),
        ("المملكة", {"kingdom"}),  # a part of an entry is not the entry
        ("المملكة في البحرية", {"kingdom"}),
        ("عنوان:مناورات", {"drill"}),  # in a field, too
        ("عنوان:نيسارا", {"missiles"}),
        ('عنوان:"مناورات"', set()),
        ("كلمات:تدريبات", {"drill"}),  # its keyword is مناورات
        ("المملكة OR البحرية", {"kingdom", "drill", "missiles"}),  # an entry does not reach over an operator
        ("المملكة أو برزمة", {"kingdom", "water", "leaders"}),
        ("(سفن المملكة) OR (البحرية زعيم)", {"kingdom", "leaders"}),
        ("المملكة عنوان:البحرية", set()),  # nor into a field
        ("قطار", set()),
    ],
)
def test_synonyms_find_each_other(news: Engine, query: str, expected: set[str]) -> None:
    assert found(news, query) == expected


def test_an_arrow_leads_one_way(index: Path, tmp_path: Path) -> None:
    path = tmp_path / "one-way.txt"
    path.write_text("صحراء => الشتاء", encoding="utf-8")
    news = open_index(index, synonyms=path)
    assert found(news, "صحراء") == {"undated"}
    assert found(news, "الشتاء صحراء") == {"undated"}
    assert news.search("=صحراء").total == 0


def test_synonyms_are_marked(news: Engine) -> None:
    (hit,) = [hit for hit in news.search("نيسارا").hits if hit.id == "kingdom"]
    assert [text for text, matched in hit.snippet if matched][:2] == ["المملكة", "البحرية"]
    (hit,) = [hit for hit in news.search("تمر").hits if hit.id == "undated"]
    assert ("التمور", True) in hit.snippet


def test_without_a_file_nothing_is_a_synonym(index: Path) -> None:
    assert found(open_index(index), "نيسارا") == {"missiles"}


def test_a_file_that_changes_is_read_again_without_a_reindex(news: Engine, listed: Path) -> None:
    listed.write_text("نيسارا، برزمة", encoding="utf-8")
    os.utime(listed, (1, 1))
    assert found(news, "نيسارا") == {"missiles", "kingdom"}
    news.refresh()
    assert found(news, "نيسارا") == {"missiles", "water", "leaders"}


def test_a_file_that_breaks_leaves_the_words_before_it(news: Engine, listed: Path) -> None:
    listed.write_text("نيسارا", encoding="utf-8")
    with pytest.raises(SynonymsUnusable, match="Line 1"):
        news.refresh()
    assert found(news, "نيسارا") == {"missiles", "kingdom"}
    news.refresh()
    listed.unlink()
    news.refresh()
    assert found(news, "نيسارا") == {"missiles", "kingdom"}


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("كلمة", "Line 2 of mine has one word alone"),
        ("كلمة،", "Line 2 of mine has an empty entry"),
        ("=> كلمة", "an empty entry"),
        ("كلمة =>", "an empty entry"),
        ("كلمة, ـــ", "an empty entry"),
        (f"كلمة, {'كلمة ' * 7}", "an entry of 7 words"),
    ],
)
def test_a_line_that_makes_no_sense_is_named(line: str, message: str) -> None:
    with pytest.raises(SynonymsUnusable, match=message):
        Synonyms(["# mine", line], default_chain(), "mine")


def test_files_that_are_none(index: Path, tmp_path: Path) -> None:
    with pytest.raises(SynonymsUnusable, match="cannot be read"):
        open_index(index, synonyms=tmp_path / "missing")
    latin = tmp_path / "latin"
    latin.write_bytes("كلمة, أخرى".encode("cp1256"))
    with pytest.raises(SynonymsUnusable, match="cannot be read"):
        open_index(index, synonyms=latin)


def test_python_command_line_and_http_find_the_same(index: Path, listed: Path, news: Engine) -> None:
    args = ["search", "نيسارا", "--index", str(index), "--synonyms", str(listed), "--json"]
    printed = json.loads(CliRunner().invoke(main, args).output)
    over_http = create_app(index, synonyms=listed).test_client().get("/api/search?q=نيسارا").json
    expected = news.search("نيسارا").as_json()
    for answer in (printed, over_http):
        assert answer["hits"] == expected["hits"]
        assert answer["total"] == expected["total"] == 2


def test_a_file_that_is_missing_is_a_users_mistake(index: Path) -> None:
    result = CliRunner().invoke(main, ["search", "x", "--index", str(index), "--synonyms", "nowhere"])
    assert result.exit_code == 2
    assert "fihris: The synonyms nowhere cannot be read" in result.output


def test_an_explanation_tells_of_words_in_a_row(news: Engine) -> None:
    for hit in news.search("نيسارا", explain=True).hits:
        assert hit.explanation is not None
        assert hit.explanation.score == pytest.approx(hit.score, rel=1e-4)
