"""The histogram: bars that keep what they promise, and time that runs as the reader reads."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fihris.search import Engine
from fihris.web.bars import FLOOR, TALLEST, histogram
from fihris.web.params import Asked
from fihris.web.periods import spread

QUERY = "برزمة OR بحر"


def test_every_bar_leads_to_as_many_articles_as_it_says(client: FlaskClient) -> None:
    html = client.get("/search", query_string={"q": QUERY}).text
    table = re.findall(r'<td><a href="([^"]*)">([٠-٩]+)</a></td>', html.split("<figcaption>")[1])
    assert len(table) == html.count('class="hit-area"') == 3
    for address, count in table:
        found = client.get(unescape(address).replace("/search", "/api/search")).json
        assert found is not None
        assert found["total"] == int(count)


@pytest.mark.parametrize(("address", "oldest_first"), [("/en/search", True), ("/search", False)])
def test_time_runs_as_the_reader_reads(app: Flask, news: Engine, address: str, *, oldest_first: bool) -> None:
    with app.test_request_context(address):
        app.preprocess_request()
        chart = histogram(Asked(QUERY), spread(news, Asked(QUERY)))
    assert chart is not None
    across = [bar.x for bar in chart.bars]
    assert across == sorted(across, reverse=not oldest_first)
    assert all(0 <= bar.x <= bar.x + bar.width <= 100 for bar in chart.bars)


def test_the_highest_bar_is_the_highest_and_is_told(app: Flask, news: Engine) -> None:
    with app.test_request_context("/search"):
        chart = histogram(Asked(QUERY), spread(news, Asked(QUERY)))
    assert chart is not None
    highest = max(chart.bars, key=lambda bar: bar.link.count or 0)
    assert highest.highest
    assert (highest.height, highest.y) == (TALLEST, FLOOR - TALLEST)
    assert chart.reading == "الأكثر: خبران، يناير ٢٠٢٢"


def test_no_chart_where_there_is_nothing_to_compare(client: FlaskClient) -> None:
    assert "<figure" not in client.get("/search?q=صواريخ").text


def test_the_months_of_a_year_are_filters(client: FlaskClient) -> None:
    html = client.get("/search", query_string={"q": QUERY, "since": "2023", "until": "2023"}).text
    months = re.findall(r'<a href="([^"]*)"><bdi>(مارس|سبتمبر)</bdi><span class="count">([^<]*)<', html)
    assert [(month, count) for _, month, count in months] == [("مارس", "١"), ("سبتمبر", "١")]
    assert "since=2023-03" in months[0][0]
