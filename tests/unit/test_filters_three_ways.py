"""Python, command line and HTTP answer the same query with the same filters alike."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from fihris.index.cli import main
from fihris.search import Engine

CASES: list[tuple[str, dict[str, Any]]] = [
    ("صواريخ أو برزمة", {}),
    ("عنوان:(مياه أو صواريخ)", {"sort": "oldest"}),
    ("مصدر:المرقاب تاريخ:[2022-01 إلى كانون الأول 2022]", {}),
    ("برزمة", {"source": ["المرقاب", "بريد برزمة"], "since": "آذار 2023"}),
    ("برزمة", {"keyword": ["برزمة", "مياه الشرب"], "facet": ["keyword", "month"]}),
    ("صواريخ", {"section": ["سياسة"], "author": ["سعاد الريمي"], "until": "2022"}),
    ("برزمة أو بحر", {"recency": "30", "limit": "2", "offset": "1"}),
    ('"مياه مجهول:x', {"lang": "ar"}),
]
PLURAL = {
    "source": "sources",
    "section": "sections",
    "keyword": "keywords",
    "author": "authors",
    "facet": "facets",
}


@pytest.mark.parametrize(("query", "options"), CASES)
def test_the_same_answer(
    archive: Path, news: Engine, client: FlaskClient, query: str, options: dict[str, Any]
) -> None:
    in_python = {PLURAL.get(name, name): value for name, value in options.items()}
    language = in_python.pop("lang", "en")
    for name, number in (("recency", float), ("limit", int), ("offset", int)):
        if name in in_python:
            in_python[name] = number(in_python[name])
    expected = json.loads(json.dumps(news.search(query, **in_python).as_json(language)))
    over_http = client.get("/api/search", query_string={"q": query, **options}).json
    words = ["search", "--json", "--index", str(archive)]
    for name, value in options.items():
        for each in value if isinstance(value, list) else [value]:
            words += [f"--{name}", each]
    in_shell = json.loads(CliRunner().invoke(main, [*words, "--", query]).output)
    assert expected["total"] > 0 or language == "ar"
    for answer in (over_http, in_shell):
        assert {**answer, "took_ms": 0} == {**expected, "took_ms": 0}
