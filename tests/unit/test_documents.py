from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article
from fihris.index.documents import DocumentColumns, Documents

texts = st.text(st.characters(codec=None))
moments = st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1))
articles = st.builds(
    Article,
    id=texts,
    title=texts,
    body=texts,
    url=st.none() | texts,
    source=st.none() | texts.filter(bool),
    author=st.none() | texts.filter(bool),
    section=st.none() | texts.filter(bool),
    keywords=st.lists(texts, max_size=3).map(tuple),
    published=st.none() | moments.map(lambda moment: moment.replace(microsecond=0)),
)


def read_back(given: list[Article]) -> Documents:
    columns = DocumentColumns()
    for article in given:
        columns.add(article)
    return Documents(*columns.arrays())


def test_articles_come_back_whole() -> None:
    documents = read_back(list(ARTICLES))
    assert [documents[number] for number in range(len(documents))] == list(ARTICLES)


@given(st.lists(articles, max_size=4))
def test_any_article_comes_back_whole(given: list[Article]) -> None:
    documents = read_back(given)
    assert [documents[number] for number in range(len(documents))] == given


def test_an_article_can_be_had_without_its_body() -> None:
    assert read_back([ARTICLES[0]]).article(0) == replace(ARTICLES[0], body="")


@pytest.mark.parametrize("body", ["", "مطر غزير", "abc"])
def test_parts_of_a_body_are_read_alone(body: str) -> None:
    bodies = read_back([ARTICLES[0], Article(body=body), ARTICLES[1]]).bodies
    assert bodies.part(1, 0) == bodies.part(1, 0, len(body) + 9) == body
    for start in range(len(body)):
        assert bodies.part(1, start, len(body)) == body[start:]
        assert bodies.part(1, 0, start) == body[:start]
