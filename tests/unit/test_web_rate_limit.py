"""A limit for the public, and the proxies before the server."""

from __future__ import annotations

from pathlib import Path

import pytest

from fihris.web import create_app
from fihris.web.rate_limit import LimitUnreadable


def test_who_asks_too_much_is_told_when_to_come_back(archive: Path) -> None:
    client = create_app(archive, rate_limit="2/minute").test_client()
    assert [client.get("/search?q=مياه").status_code for _ in range(3)] == [200, 200, 429]
    page = client.get("/")
    assert page.status_code == 429
    assert "طلبات كثيرة" in page.text
    assert int(page.headers["Retry-After"]) > 0
    problem = client.get("/api/search?q=مياه")
    assert (problem.status_code, problem.mimetype) == (429, "application/problem+json")
    assert client.get("/healthz").status_code == 200
    assert client.get("/static/fihris.css", buffered=True).status_code == 200


def test_another_address_is_not_made_to_pay(archive: Path) -> None:
    client = create_app(archive, rate_limit="1/minute", proxies=1).test_client()
    statuses = [
        client.get("/", headers={"X-Forwarded-For": address}).status_code
        for address in ("192.0.2.1", "192.0.2.2", "192.0.2.1")
    ]
    assert statuses == [200, 200, 429]


def test_a_proxy_is_believed_only_where_there_is_one(archive: Path) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "news.example"}
    for proxies, address in ((0, "http://localhost/about"), (1, "https://news.example/about")):
        html = create_app(archive, proxies=proxies).test_client().get("/about", headers=forged).text
        assert f'rel="canonical" href="{address}"' in html


def test_without_a_limit_nobody_is_counted(archive: Path) -> None:
    client = create_app(archive).test_client()
    assert {client.get("/about").status_code for _ in range(100)} == {200}


def test_a_rate_that_is_none_is_refused(archive: Path) -> None:
    with pytest.raises(LimitUnreadable, match="60/minute"):
        create_app(archive, rate_limit="often")
