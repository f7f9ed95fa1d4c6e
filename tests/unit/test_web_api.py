"""The HTTP API answers what the Python API answers."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from fihris.search import Engine


def ask(client: FlaskClient, **args: Any) -> Any:
    answer = client.get("/api/search", query_string=args)
    assert answer.status_code == 200
    assert answer.mimetype == "application/json"
    return answer.json


@pytest.mark.parametrize(
    ("over_http", "in_python"),
    [
        ({"q": "برزمة"}, {}),
        ({"q": "برزمة", "limit": "1", "offset": "1"}, {"limit": 1, "offset": 1}),
        ({"q": "برزمة OR بحر", "sort": "oldest"}, {"sort": "oldest"}),
        ({"q": "برزمة", "source": ["المرقاب", "بريد برزمة"]}, {"sources": ("المرقاب", "بريد برزمة")}),
        ({"q": "برزمة", "since": "٢٠٢٣", "until": "2023-06"}, {"since": "2023", "until": "2023-06"}),
        ({"q": "لا شيء كهذا"}, {}),
        ({"q": '"بحرية مشتركة" -صواريخ'}, {}),
        ({"q": ""}, {}),
    ],
)
def test_the_same_object(
    client: FlaskClient, news: Engine, over_http: dict[str, Any], in_python: dict[str, Any]
) -> None:
    answer = ask(client, **over_http)
    expected = news.search(over_http["q"], **in_python).as_json()
    del answer["took_ms"], expected["took_ms"]
    assert answer == expected
    assert list(answer) == list(expected)


def test_the_cursor_of_an_answer_continues_it(client: FlaskClient) -> None:
    seen, cursor = [], None
    while True:
        answer = ask(client, q="برزمة OR بحر", limit=1, **({"cursor": cursor} if cursor else {}))
        seen += [hit["id"] for hit in answer["hits"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == answer["total"] == 4


def test_arabic_is_not_escaped(client: FlaskClient) -> None:
    assert "نيسارا تطلق" in client.get("/api/search?q=صواريخ").text


def test_an_article(client: FlaskClient) -> None:
    answer = client.get("/api/articles/missiles")
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["title"] == "نيسارا تطلق ثلاثة صواريخ"
    assert answer.json["published"] == "2022-01-10T06:30:00"
    assert answer.json["keywords"] == ["صواريخ", "نيسارا"]
    assert client.get("/api/articles/undated").json["published"] is None  # type: ignore[index]


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/search?q=x&limit=101", 400, "limit is a whole number from 0 to 100."),
        ("/api/search?q=x&sort=best", 400, "sort is one of relevance, newest, oldest."),
        ("/api/search?q=" + "x" * 1001, 400, "q has 1,001 characters"),
        ("/api/articles/nope", 404, "nope"),
        ("/api/nope", 404, ""),
    ],
)
def test_errors_are_problems(client: FlaskClient, address: str, status: int, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.mimetype == "application/problem+json"
    problem = answer.get_json(force=True)
    assert problem["status"] == status
    assert problem["type"] == "about:blank"
    assert problem["title"] in ("Bad Request", "Not Found")
    assert said in problem["detail"]


def test_another_method_is_a_problem_too(client: FlaskClient) -> None:
    answer = client.post("/api/search", json={"q": "x"})
    assert answer.status_code == 405
    assert answer.mimetype == "application/problem+json"
    assert "GET" in answer.headers["Allow"]
