"""Pages for requests that cannot be answered."""

from __future__ import annotations

import logging
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fihris.search import Engine, Page
from fihris.web.numerals import digits


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nope", 404, "ليست هذه الصفحة في الأرشيف"),
        ("/article/nope", 404, "ليست هذه الصفحة في الأرشيف"),
        ("/search?q=" + "x" * 1001, 400, "الحدّ ألف حرف"),
        ("/search?q=x&since=2023-02-30", 400, "لم نفهم التاريخ"),
        ("/theme", 405, "لا يُفتح هذا العنوان هكذا"),
    ],
)
def test_an_error_page_says_what_and_helps_on(
    client: FlaskClient, address: str, status: int, said: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert f"خطأ {digits(status)}" in answer.text
    assert said in answer.text
    assert "لقاء الزعيمين" in answer.text  # the newest article
    assert 'role="search"' in answer.text


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """An application with a bug in its engine."""

    def search(self: Engine, query: str, **options: object) -> Page:
        raise RuntimeError(f"secret of {query}")

    monkeypatch.setattr(Engine, "search", search)
    return app.test_client()


def test_a_bug_gets_a_number_that_the_log_knows(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = broken.get("/search?q=سر\nجديد")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    (incident,) = re.findall(r"F-\d{8}-[0-9a-f]{6}", answer.text)
    assert incident in caplog.text
    assert "secret of" in caplog.text
    assert "RuntimeError" in caplog.text


def test_a_bug_behind_the_api_is_a_problem_with_the_number(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = broken.get("/api/search?q=سر")
    assert answer.status_code == 500
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json(force=True)["incident"] in caplog.text
    assert "secret" not in answer.text


def test_what_somebody_typed_cannot_write_lines_into_the_log(
    broken: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    broken.get("/search?q=x%0Aincident%20F-1:%20\u202e")
    first_line = caplog.records[0].getMessage()
    assert "\n" not in first_line
    assert "\u202e" not in first_line
