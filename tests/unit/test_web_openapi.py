"""The OpenAPI document says what the HTTP API does: nothing less, nothing more."""

from __future__ import annotations

import re

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from fihris.web.openapi import document

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="session")
def described(app: Flask) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", app)


@pytest.mark.parametrize("path", document()["paths"])
def test_whatever_is_asked_the_answer_is_a_documented_one(
    described: schemathesis.BaseSchema, path: str
) -> None:
    @given(case=described[path]["GET"].as_strategy())
    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()


def test_every_address_of_the_api_is_documented(app: Flask) -> None:
    served = {
        re.sub(r"<[^>]*>", "{id}", rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
    }
    assert served - {"/api/openapi.json"} == set(document()["paths"])


def test_the_answers_to_real_questions_are_as_described(described: schemathesis.BaseSchema) -> None:
    for path, values in (
        ("/api/search", {"query": {"q": "برزمة", "limit": 3}}),
        ("/api/search", {"query": {"q": "x", "sort": "best"}}),
        ("/api/complete", {"query": {"q": "بر"}}),
        ("/api/complete", {"query": {"q": "بر", "format": "opensearch"}}),
        ("/api/articles/{id}", {"path_parameters": {"id": "missiles"}}),
        ("/api/articles/{id}", {"path_parameters": {"id": "undated"}}),
        ("/api/articles/{id}", {"path_parameters": {"id": "nope"}}),
        ("/api/trends", {"query": {"q": ["برزمة", "صواريخ"]}}),
        ("/api/trends", {"query": {"q": ["برزمة"], "lines": "source", "by": "month"}}),
        ("/api/stats", {}),
    ):
        described[path]["GET"].Case(**values).call_and_validate(checks=CHECKS)


def test_the_document_is_served_and_shown(client: FlaskClient) -> None:
    assert client.get("/api/openapi.json").json == document()
    html = client.get("/en/api").text
    for path, operations in document()["paths"].items():
        assert f"<code>GET {path}</code>" in html
        for parameter in operations["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in html
