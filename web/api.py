"""The HTTP API: the same answers as the Python API, as JSON."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from fihris.index.article_json import as_json
from fihris.web.archive import archive
from fihris.web.openapi import document
from fihris.web.params import MAX_LIMIT, for_api, for_completion, for_number
from fihris.web.trends import comparison_of, trends

api = Blueprint("api", __name__, url_prefix="/api")
KEYWORDS = 100  # of the statistics: an archive may have a million
RELATED = 5
OTHERS = 8


@api.get("/search")
def search() -> Response:
    """Answer with a page of results: the JSON object of `Page.as_json`."""
    language = "ar" if request.args.get("lang") == "ar" else "en"
    return jsonify(for_api(request.args).answer(archive()).as_json(language))


@api.get("/complete")
def complete() -> Response:
    """Answer with completions of what is being typed, or with what browsers ask for: `format=opensearch`."""
    asked = for_completion(request.args)
    found = archive().complete(asked.q, asked.limit)
    if asked.for_browsers:
        answer = jsonify([asked.q, [each.text for each in found]])
        answer.mimetype = "application/x-suggestions+json"
        return answer
    return jsonify({"query": asked.q, "completions": [each.as_json() for each in found]})


@api.get("/articles/<anything:article_id>")
def article(article_id: str) -> Response:
    """Answer with an article: its fields by their names, the date in ISO 8601."""
    return jsonify(as_json(archive().article(article_id)))


@api.get("/trends")
def compare() -> Response:
    """Answer with how often queries are written about: the JSON object of `Trends.as_json`."""
    return jsonify(trends(archive(), comparison_of(request.args)).as_json())


@api.get("/stats")
def stats() -> Response:
    """Answer with what the archive holds; of its keywords the most frequent."""
    found = archive().stats()
    return jsonify(
        {
            "articles": found.articles,
            "sources": found.sources,
            "keywords": found.keywords[:KEYWORDS],
            "first": found.first.isoformat() if found.first else None,
            "last": found.last.isoformat() if found.last else None,
            "generation": found.generation,
        }
    )


@api.get("/openapi.json")
def openapi() -> Response:
    """Answer with the OpenAPI document of all this."""
    return jsonify(document())


@api.get("/related/<anything:article_id>")
def related(article_id: str) -> Response:
    """Answer with the articles that are about the same as one, the nearest first."""
    hits = archive().related(article_id, for_number(request.args, "limit", RELATED, MAX_LIMIT))
    return jsonify({"id": article_id, "hits": [hit.as_json() for hit in hits]})


@api.get("/related")
def related_to_text() -> Response:
    """Answer with the articles that are about the same as the text in `text`."""
    limit = for_number(request.args, "limit", RELATED, MAX_LIMIT)
    hits = archive().related(limit=limit, text=request.args.get("text", ""))
    return jsonify({"id": None, "hits": [hit.as_json() for hit in hits]})


@api.get("/copies/<anything:article_id>")
def copies(article_id: str) -> Response:
    """Answer with the other articles that carry the text of one, nearly word for word, the oldest first."""
    found = [headline.as_json() for headline in archive().copies(article_id)]
    return jsonify({"id": article_id, "copies": found})


@api.get("/timeline/<anything:article_id>")
def timeline(article_id: str) -> Response:
    """Answer with an article among those that tell its story at other times, the oldest first."""
    limit = for_number(request.args, "limit", OTHERS, MAX_LIMIT)
    found = [headline.as_json() for headline in archive().timeline(article_id, limit)]
    return jsonify({"id": article_id, "timeline": found})
