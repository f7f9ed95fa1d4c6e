"""The application over the small archive, for the tests of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fihris.index import Article, reindex
from fihris.web import create_app


@pytest.fixture(scope="session")
def app(archive: Path) -> Flask:
    return create_app(archive)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def client_of(tmp_path: Path) -> Callable[[Iterable[Article]], FlaskClient]:
    """Indexes the given articles and asks the application over them."""

    def build(articles: Iterable[Article]) -> FlaskClient:
        reindex(list(articles), tmp_path / "index", full=True)
        return create_app(tmp_path / "index").test_client()

    return build
