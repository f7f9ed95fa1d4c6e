"""The page about the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask.testing import FlaskClient

from fihris.index import Article


def test_the_archive_is_described(client: FlaskClient) -> None:
    html = client.get("/about").text
    assert "٥ أخبار من ٣ مصادر" in html
    assert "من ١٠ يناير ٢٠٢٢ إلى ٥ سبتمبر ٢٠٢٣" in html
    assert "<bdi>وكالة سروانة للأنباء</bdi>" in html
    assert "5 articles from 3 sources" in client.get("/en/about").text


def test_an_empty_archive_too(client_of: Callable[[Iterable[Article]], FlaskClient]) -> None:
    assert "لا أخبار" in client_of([]).get("/about").text


def test_the_statistics_over_http(client: FlaskClient) -> None:
    answer = client.get("/api/stats").json
    assert answer is not None
    assert answer["articles"] == 5
    assert answer["first"] == "2022-01-10T06:30:00"
    assert ["المرقاب", 2] in answer["sources"]
