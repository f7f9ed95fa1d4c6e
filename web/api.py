"""The HTTP API: the same answers as the Python API, as JSON."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from fihris.web.archive import archive
from fihris.web.params import for_api

api = Blueprint("api", __name__, url_prefix="/api")


@api.get("/search")
def search() -> Response:
    """Answer with a page of results: the JSON object of `Page.as_json`."""
    return jsonify(for_api(request.args).answer(archive()).as_json())


@api.get("/articles/<anything:article_id>")
def article(article_id: str) -> Response:
    """Answer with an article: its fields by their names, the date in ISO 8601."""
    found = asdict(archive().article(article_id))
    published = found["published"]
    return jsonify(found | {"published": published.isoformat() if published else None})
