import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.article_json import as_json, as_line, from_json
from fihris.index.readers import read_file
from fihris.search import Engine, open_index

EngineOf = Callable[[Iterable[Article]], Engine]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
articles = st.builds(
    Article,
    id=texts.filter(bool),
    title=texts,
    body=texts,
    url=st.none() | texts,
    source=st.none() | texts,
    author=st.none() | texts,
    section=st.none() | texts,
    keywords=st.lists(texts, max_size=3).map(tuple),
    published=st.none() | st.datetimes(),
    excerpt_of=st.none() | texts,
)


@given(articles)
def test_any_article_comes_back_as_it_was(article: Article) -> None:
    line = as_line(article)
    assert line.count("\n") == 1
    assert from_json(json.loads(line)) == article


def test_half_a_character_comes_back_too() -> None:
    article = Article(id="a", title="نصف \ud83d حرف")
    line = as_line(article)
    line.encode()
    assert from_json(json.loads(line)) == article


@pytest.mark.parametrize(
    "change",
    [
        {"more": 1},
        {"title": None},
        {"keywords": "صواريخ، نيسارا"},
        {"keywords": [1]},
        {"published": "5 آذار 2023"},
        {"published": 1678000000},
        {"url": {}},
    ],
)
def test_what_looks_alike_is_no_export(change: dict[str, object]) -> None:
    assert from_json(as_json(ARTICLES[0])) == ARTICLES[0]
    assert from_json(as_json(ARTICLES[0]) | change) is None


@pytest.mark.parametrize("name", ["id", "source", "author", "section", "keywords"])
def test_half_a_character_in_an_id_or_a_name_is_mended(name: str, tmp_path: Path) -> None:
    record = as_json(Article(id="1", title="مطر", body="غزير")) | {name: "ب\ud800"}
    if name == "keywords":
        record[name] = [record[name]]
    dump = tmp_path / "dump.jsonl"
    dump.write_text(f"{json.dumps(record)}\n{as_line(Article(id='2', title='رعد'))}", "utf-8")
    reindex([dump], index=tmp_path / "index")
    news = open_index(tmp_path / "index")
    assert news.search("رعد").total == 1
    (hit,) = news.search("مطر").hits
    assert getattr(hit, name) == (("ب\ufffd",) if name == "keywords" else "ب\ufffd")


def test_a_moment_with_an_offset_is_taken_to_utc() -> None:
    moment = datetime(2023, 3, 5, 2, tzinfo=timezone(timedelta(hours=3)))
    found = from_json(as_json(ARTICLES[0]) | {"published": moment.isoformat()})
    assert found is not None
    assert found.published == moment.astimezone(UTC).replace(tzinfo=None)


def test_an_index_made_of_an_export_is_the_same(engine_of: EngineOf, tmp_path: Path) -> None:
    """What the readers would clean or part in records from elsewhere is what comes back here."""
    odd = Article(
        id="حرف/غريب ١",
        title=" عنوان\nمن سطرين\t ",
        body="\u200fنص\x0bفيه \u2028 كل شيء\r\n",
        url="https://marqab.example/?utm_source=x#y",
        source="کیهان",
        author="سعاد، سلمى",
        keywords=("واحدة - من كلمتين", "مياه، برزمة"),
        published=datetime(1899, 12, 31, 23, 59, 59),
        excerpt_of="water",
    )
    one = replace(odd, id="one", url=None, keywords=("مياه، برزمة",), excerpt_of=None)
    news = engine_of([*ARTICLES, odd, one, Article(id="bare")])
    export = tmp_path / "all.jsonl"
    export.write_text("".join(map(as_line, news.articles())), encoding="utf-8")
    reindex([export], tmp_path / "again")
    again = open_index(tmp_path / "again")
    assert list(again.articles()) == list(news.articles()) == [*ARTICLES, odd, one, Article(id="bare")]
    assert reindex([export], tmp_path / "again").unchanged == len(news)


def test_an_export_with_other_names_is_a_record_like_any(tmp_path: Path) -> None:
    record = as_json(replace(ARTICLES[0], id="e", excerpt_of="water"))
    del record["author"]
    file = tmp_path / "some.jsonl"
    file.write_text(json.dumps(record) + "\n")
    (article,) = read_file(file, None)
    assert article == replace(ARTICLES[0], id="e", excerpt_of="water", author=None)
