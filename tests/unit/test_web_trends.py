"""Trends: shares of what was published at the time, by query and by source."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict

from fihris.index import Article
from fihris.search import Engine
from fihris.web.params import BadParameter
from fihris.web.trends import Trends, comparison_of, trends
from fihris.web.trends_chart import HEIGHT, TOP, picture
from fihris.web.trends_views import inert

EngineOf = Callable[[Iterable[Article]], Engine]


def article(title: str, year: int, source: str = "المرقاب") -> Article:
    body = f"نص {title} {year} {source}"
    return Article(title=title, body=body, published=datetime(year, 3, 1), source=source)


@pytest.fixture
def decade(engine_of: EngineOf) -> Engine:
    """Water in one of four articles of 2015, in both of 2018; bread once in 2018."""
    return engine_of(
        [
            article("مياه", 2015),
            *(article(title, 2015) for title in ("قمح", "زيت", "تمر")),
            article("مياه", 2018),
            article("مياه خبز", 2018, "بريد برزمة"),
            Article(title="مياه بلا تاريخ", body="نص."),
        ]
    )


def ask(news: Engine, *args: tuple[str, str]) -> Trends:
    return trends(news, comparison_of(MultiDict(args)))


def test_a_share_is_of_the_articles_of_its_time(decade: Engine) -> None:
    found = ask(decade, ("q", "مياه"), ("q", "خبز"))
    assert [date.iso for date in found.dates] == ["2015", "2016", "2017", "2018"]
    assert found.articles == (4, 0, 0, 2)
    water, bread = found.lines
    assert (water.counts, water.shares) == ((1, 0, 0, 2), (0.25, 0.0, 0.0, 1.0))
    assert (bread.counts, bread.shares) == ((0, 0, 0, 1), (0.0, 0.0, 0.0, 0.5))


def test_by_source_each_share_is_of_that_source(decade: Engine) -> None:
    found = ask(decade, ("q", "مياه"), ("lines", "source"))
    shares = {line.name: line.shares for line in found.lines}
    assert shares == {"المرقاب": (0.25, 0.0, 0.0, 1.0), "بريد برزمة": (0.0, 0.0, 0.0, 1.0)}


def test_a_source_and_a_span_narrow_both_sides_of_the_share(decade: Engine) -> None:
    found = ask(decade, ("q", "مياه"), ("source", "المرقاب"), ("since", "2016"), ("by", "year"))
    assert [date.iso for date in found.dates] == ["2018"]
    assert (found.articles, found.lines[0].counts, found.lines[0].shares) == ((1,), (1,), (1.0,))


def test_few_years_are_told_by_month_unless_asked_otherwise(news: Engine) -> None:
    assert ask(news, ("q", "برزمة")).by == "month"
    assert ask(news, ("q", "برزمة"), ("by", "year")).by == "year"


def test_nothing_found_has_no_dates(news: Engine) -> None:
    found = ask(news, ("q", "كرواسون"))
    assert found.dates == ()
    assert picture(found) is None


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([("by", "week")], "by is one of year, month"),
        ([("lines", "author")], "lines is one of query, source"),
        ([("q", str(number)) for number in range(6)], "At most 5 queries"),
        ([("q", "x" * 1001)], "1,001 characters"),
        ([("since", "متى")], "since is a year"),
    ],
)
def test_what_cannot_be_compared_is_refused(args: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(BadParameter, match=said):
        comparison_of(MultiDict(args))


def test_the_picture_keeps_to_the_plot(app: Flask, decade: Engine) -> None:
    with app.test_request_context("/en/trends"):
        app.preprocess_request()
        drawn = picture(ask(decade, ("q", "مياه"), ("q", "خبز")))
    assert drawn is not None
    points = [tuple(map(float, point.split(","))) for curve in drawn.curves for point in curve.points.split()]
    assert all(0 <= x <= 1000 and 0 <= y <= HEIGHT for x, y in points)
    assert drawn.reading == "مياه: at most 100.0%, 2018; خبز: at most 50.0%, 2018"
    assert [share for _, share in drawn.levels] == ["50%", "100%"]
    assert [y for y, _ in drawn.levels] == [TOP + HEIGHT / 2, TOP]


def test_the_page_shows_picture_table_and_file(client: FlaskClient) -> None:
    html = client.get("/trends?q=برزمة&q=صواريخ").text
    assert html.count("<polyline") == 2
    assert "سبتمبر ٢٠٢٣" in html
    assert "&amp;format=csv" in html


def test_the_page_before_anything_is_asked(client: FlaskClient) -> None:
    html = client.get("/trends").text
    assert html.count('name="q" dir="auto"') == 2
    assert "<table" not in html
    assert "لا خبر مؤرّخاً" in client.get("/trends?q=كرواسون").text


def test_the_file_holds_what_the_table_shows(client: FlaskClient) -> None:
    answer = client.get("/trends?q=برزمة&q=صواريخ&by=year&format=csv")
    assert answer.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows == [
        ["date", "articles", "برزمة (articles)", "برزمة (share)", "صواريخ (articles)", "صواريخ (share)"],
        ["2022", "2", "0", "0.0", "1", "0.5"],
        ["2023", "2", "2", "1.0", "0", "0.0"],
    ]


@pytest.mark.parametrize(("text", "safe"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("مياه", "مياه")])
def test_no_cell_is_a_formula(text: str, safe: str) -> None:
    assert inert(text) == safe


def test_over_http_as_in_python(client: FlaskClient, news: Engine) -> None:
    answer = client.get("/api/trends?q=برزمة&by=year").json
    assert answer == ask(news, ("q", "برزمة"), ("by", "year")).as_json()
    assert answer["lines"][0]["shares"] == [1.0]
