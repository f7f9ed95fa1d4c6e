"""The timeline beside an article."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fihris.index import Article
from fihris.search.results import Headline
from fihris.web.timeline import entries


def headline(*day: int) -> Headline:
    return Headline("-".join(map(str, day)), "عنوان", None, None, datetime(*day))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "silence"),
    [
        ((2020, 1, 1), (2020, 3, 30), ""),
        ((2020, 1, 1), (2020, 4, 2), "٣ أشهر"),
        ((2020, 1, 1), (2020, 7, 1), "٥ أشهر"),
        ((2020, 1, 1), (2020, 12, 1), "١١ شهراً"),
        ((2020, 1, 1), (2021, 2, 1), "سنة"),
        ((2020, 1, 1), (2022, 2, 1), "سنتان"),
        ((1974, 10, 11), (1998, 11, 30), "٢٤ سنة"),
    ],
)
def test_a_long_silence_is_told(
    app: Flask, first: tuple[int, ...], second: tuple[int, ...], silence: str
) -> None:
    with app.test_request_context("/"):
        one, other = entries([headline(*first), headline(*second)], "-".join(map(str, second)))
    assert (one.silence, one.current) == ("", False)
    assert (other.silence, other.current) == (silence, True)


def test_the_page_tells_the_story_in_order(client_of: Callable[[Iterable[Article]], FlaskClient]) -> None:
    articles = [
        Article(
            id=f"strike{number}",
            title=f"إضراب عمال الميناء {word}",
            body=f"قالت نقابة عمال ميناء العقيق إن الإضراب على أرصفة الميناء {word}",
            source="المرقاب",
            published=datetime(2020 + number, 3, 6),
        )
        for number, word in ((2, "انتهى"), (0, "يبدأ"), (1, "مستمر"))
    ]
    client = client_of(articles)
    page = client.get("/article/strike1").text
    (story,) = re.findall(r"<ol class=\"timeline\".*?</ol>", page, re.DOTALL)
    assert re.findall(r'datetime="(\d{4})', story) == ["2020", "2021", "2022"]
    assert re.findall(r'href="/article/(\w+)"', story) == ["strike0", "strike2"]
    assert re.findall(r'aria-current="true".*?<strong>(.*?)</strong>', story, re.DOTALL) == [
        "إضراب عمال الميناء مستمر"
    ]
    assert re.findall(r'silence small">(.*?)<', story) == ["سنة", "سنة"]
    assert "القصة من أولها" in page
    assert "The story from its beginning" in client.get("/en/article/strike1").text


def test_an_article_that_stands_alone_has_none(client: FlaskClient) -> None:
    assert "timeline" not in client.get("/article/undated").text
