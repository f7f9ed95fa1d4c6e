"""Requests that break other engines, over HTTP: every row of a table is asked of the application."""

import pytest
from flask.testing import FlaskClient
from hostile import rows, unescaped

TABLE = rows("hostile_requests.tsv")


@pytest.mark.parametrize(
    ("method", "address", "status", "holds", "lacks"), TABLE, ids=[r[1][:40] for r in TABLE]
)
def test_a_request_is_answered_as_its_row_says(
    client: FlaskClient, method: str, address: str, status: str, holds: str, lacks: str
) -> None:
    answer = client.open(unescaped(address), method=method)
    assert answer.status_code == int(status)
    assert unescaped(holds) in answer.text
    assert not lacks or unescaped(lacks) not in answer.text
    assert not any("\n" in value or "\r" in value or "etc" in value for _, value in answer.headers)
    assert all(name.lower() != "set-cookie" for name, _ in answer.headers)


@pytest.mark.parametrize(
    "header", ["Host", "X-Forwarded-Host", "X-Forwarded-Proto", "Accept-Language", "Cookie"]
)
def test_what_a_header_says_adds_no_other(client: FlaskClient, header: str) -> None:
    answer = client.get("/search?q=مياه", headers={header: "evil.example theme=../../x; a=b"})
    assert answer.status_code in (200, 400)
    assert "evil.example" not in answer.text
    assert all(name.lower() != "set-cookie" for name, _ in answer.headers)
