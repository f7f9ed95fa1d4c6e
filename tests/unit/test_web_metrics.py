"""What Prometheus learns, and what it does not."""

from __future__ import annotations

from flask.testing import FlaskClient


def test_requests_are_counted_by_what_answered_them(client: FlaskClient) -> None:
    def count() -> float:
        lines = client.get("/metrics").text.splitlines()
        wanted = 'fihris_requests_total{endpoint="pages.search",method="GET",status="200"} '
        return float(next((line for line in lines if line.startswith(wanted)), "0 0").split()[-1])

    before = count()
    client.get("/search?q=مياه")
    client.get("/search?q=برزمة")
    assert count() == before + 2


def test_the_index_is_described(client: FlaskClient) -> None:
    text = client.get("/metrics").text
    assert "fihris_articles 5.0" in text
    assert "fihris_generation 1.0" in text


def test_nothing_of_a_search_or_an_odd_request_becomes_a_label(client: FlaskClient) -> None:
    client.get("/search?q=سرّي")
    client.open("/nope-سرّي", method="BREW")
    text = client.get("/metrics").text
    assert "سر" not in text
    assert 'endpoint="none",method="other",status="404"' in text
