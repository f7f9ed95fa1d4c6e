"""What the home page says of the archive."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from flask.testing import FlaskClient

from fihris.index import Article
from fihris.search import Engine
from fihris.web.front import front


def test_every_ready_search_finds_what_it_says(app: Flask, news: Engine) -> None:
    with app.test_request_context("/"):
        shown = front(news)
    assert shown.words
    assert shown.sources
    assert shown.examples
    for link in (*shown.words, *shown.sources):
        asked = parse_qs(urlsplit(link.url).query)
        assert (
            news.search(asked.get("q", [""])[0], sources=tuple(asked.get("source", ()))).total == link.count
        )
    assert all(news.search(query).total for query in shown.examples)


def test_links_stay_in_the_language_whoever_came_first(client: FlaskClient) -> None:
    for prefix in ("", "/en", ""):
        links = re.findall(r'<ul class="index">.*?</ul>', client.get(f"{prefix}/").text, re.DOTALL)
        hrefs = re.findall(r'href="([^"]*)"', "".join(links))
        assert hrefs
        assert all(href.startswith(f"{prefix}/search?") for href in hrefs)


def test_words_come_most_found_first(app: Flask, news: Engine) -> None:
    with app.test_request_context("/"):
        counts = [link.count or 0 for link in front(news).words]
    assert counts == sorted(counts, reverse=True)


def test_without_keywords_the_headlines_give_the_words(
    app: Flask, engine_of: Callable[[Iterable[Article]], Engine]
) -> None:
    news = engine_of([Article(title="افتتاح مهرجان الزيتون في القرية", body="بدأ أمس.")])
    with app.test_request_context("/"):
        shown = front(news)
    assert shown.examples == ("«مهرجان الزيتون»", "مهرجان الزيتون")
    assert [link.text for link in shown.words] == ["مهرجان الزيتون"]


def test_an_empty_archive_has_no_examples(
    app: Flask, engine_of: Callable[[Iterable[Article]], Engine]
) -> None:
    with app.test_request_context("/"):
        shown = front(engine_of([]))
    assert shown.examples == ()
    assert shown.stats.articles == 0
