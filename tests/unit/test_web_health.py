"""Addresses for whoever watches over the process."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from fihris.index import Article, reindex
from fihris.web import create_app


def test_alive_and_ready(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ready: 5 articles\n"


def test_while_the_newest_generation_cannot_be_opened_the_one_before_is_served(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    reindex([Article(title="الخبر الأول", body="نص.")], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    (tmp_path / "index" / "CURRENT").write_text("g999999\n")
    assert client.get("/readyz").status_code == 503
    assert "not ready" in caplog.text
    assert client.get("/healthz").status_code == 200
    assert "الخبر الأول" in client.get("/").text
