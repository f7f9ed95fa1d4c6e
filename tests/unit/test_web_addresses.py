"""Addresses of the page: quoted, short, and made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, url_for
from hypothesis import given
from hypothesis import strategies as st

from fihris.search import Engine
from fihris.web import create_app
from fihris.web.addresses import LONG, Address, Argument, address, quoted, with_args

LARGEST = 40_000  # bytes of a page of results


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/search"):
        yield


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=3 * LONG))
def test_what_is_quoted_is_read_back(text: str) -> None:
    assert parse_qs(f"q={quoted(text)}", keep_blank_values=True) == {"q": [text]}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
ARGUMENTS = st.dictionaries(st.sampled_from("abc"), WORDS | st.lists(WORDS.filter(bool), max_size=3))


@given(ARGUMENTS, ARGUMENTS)
def test_a_changed_address_is_the_one_made_anew(
    args: dict[str, Argument], changes: dict[str, Argument]
) -> None:
    every = {"a": "", "b": "", "c": ""} | args
    assert Address("/search", every).but(**changes) == with_args("/search", every | changes)
    read = parse_qs(urlsplit(with_args("/search", args)).query)
    assert read == {name: [said] if isinstance(said, str) else said for name, said in args.items() if said}


def test_only_a_long_text_keeps_its_letters() -> None:
    assert quoted("مياه") == "%D9%85%D9%8A%D8%A7%D9%87"
    assert (
        quoted("مياه الشرب، «في» برزمة & ضواحيها <b>")
        == "مياه+الشرب%D8%8C+%C2%ABفي%C2%BB+برزمة+%26+ضواحيها+%3Cb%3E"
    )


def test_an_address_is_what_flask_makes(app: Flask) -> None:
    for values in ({}, {"lang": "en"}, {"_external": True}, {"q": "مياه"}, {"q": ["مياه", "نهر"]}):
        for _ in range(2):
            assert address("pages.search", **values) == url_for("pages.search", **values)
    assert with_args("/search", {"q": "مياه", "source": ["أ", "ب"]}).count("source=") == 2
    with app.test_request_context("/en/search", base_url="http://x.example/news"):
        app.preprocess_request()
        assert address("pages.search") == "/news/en/search"
    assert address("pages.search") == "/search"


def test_a_page_about_a_headline_or_a_sentence_stays_small(demo: Engine, demo_index: Path) -> None:
    client = create_app(demo_index).test_client()
    articles = list(demo.articles())
    headline = max((article.title for article in articles), key=len)
    texts = [" ".join(article.body.split())[:300] for article in articles if len(article.body) > 1000]
    for query in (headline, texts[0][:150], *texts[:6]):
        for path in ("/search", "/en/search"):
            answer = client.get(path, query_string={"q": query})
            assert '<li class="hit">' in answer.text
            assert len(answer.data) < LARGEST
