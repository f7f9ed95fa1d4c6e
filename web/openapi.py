"""The OpenAPI document of the HTTP API: what can be asked, and what is answered."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from fihris.search.facets import FACETS
from fihris.web.asked import NAMED, PAGE_SIZE, SORTS
from fihris.web.openapi_schemas import SCHEMAS
from fihris.web.params import (
    COMPLETION_FORMATS,
    COMPLETIONS,
    MAX_COMPLETIONS,
    MAX_LIMIT,
    MAX_OFFSET,
    MAX_QUERY,
    MAX_VALUES,
)
from fihris.web.trends import LINES, MOST_LINES, UNITS

Json = dict[str, Any]

DATE = "A year, a month or a day: 2023, 2023-09 or 2023-09-05"


def _query(name: str, schema: Json, says: str, *, required: bool = False) -> Json:
    return {"name": name, "in": "query", "required": required, "description": says, "schema": schema}


_Q = _query("q", {"type": "string", "maxLength": MAX_QUERY}, "What to search for, in the query language.")
_FILTERS = [
    *(
        _query(
            name,
            {"type": "array", "items": {"type": "string"}, "maxItems": MAX_VALUES},
            f"Only articles of this {name}; may be given several times, for any of them.",
        )
        for name in NAMED
    ),
    _query("since", {"type": "string"}, f"Only articles from then on. {DATE}."),
    _query("until", {"type": "string"}, f"Only articles up to then, its last day included. {DATE}."),
]
_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "The id of an article, as answers name it; it may hold slashes.",
    "schema": {"type": "string", "minLength": 1},
}


_FLAG: Json = {"type": "string", "enum": ["0", "1"], "default": "0"}
_RELATED = _query(
    "limit", {"type": "integer", "minimum": 0, "maximum": MAX_LIMIT, "default": 5}, "How many articles."
)


def _operation(name: str, summary: str, parameters: list[Json], schema: str, *failures: int) -> Json:
    """Return the GET operation that answers with a schema, or fails as a problem."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    says = {400: "An argument makes no sense; the detail says which.", 404: "There is no such article."}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": parameters,
            "responses": {
                "200": {
                    "description": "The answer.",
                    "headers": {
                        "ETag": {
                            "description": "Changes with the articles; in If-None-Match it saves the answer.",
                            "schema": {"type": "string"},
                        }
                    },
                    "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
                },
                "304": {"description": "The asker holds this very answer."},
                "429": {"description": "More was asked for than this server allows.", "content": problem},
                **{str(status): {"description": says[status], "content": problem} for status in failures},
            },
        }
    }


PATHS: Json = {
    "/api/search": _operation(
        "search",
        "Search the archive",
        [
            _Q,
            *_FILTERS,
            _query("sort", {"type": "string", "enum": list(SORTS), "default": SORTS[0]}, "The order."),
            _query("recency", {"type": "string"}, "Days after which an article counts a quarter less."),
            _query(
                "facet",
                {"type": "array", "items": {"type": "string", "enum": list(FACETS)}},
                "What to count; may be given several times.",
            ),
            _query("lang", {"type": "string", "enum": ["en", "ar"]}, "The language of the notices."),
            _query(
                "limit",
                {"type": "integer", "minimum": 0, "maximum": MAX_LIMIT, "default": PAGE_SIZE},
                "How many hits.",
            ),
            _query(
                "offset",
                {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
                "How many hits to leave out before them.",
            ),
            _query("cursor", {"type": "string"}, "The `next` of an earlier answer, instead of an offset."),
            _query(
                "new_since", {"type": "string"}, "Only what came, or changed, since that time (ISO 8601)."
            ),
            _query("group", _FLAG, "1: of articles that carry one text the first."),
            _query("explain", _FLAG, "1: say of each hit what its score is made of."),
        ],
        "Page",
        400,
    ),
    "/api/complete": _operation(
        "complete",
        "Complete what is being typed",
        [
            _query(
                "q", {"type": "string", "maxLength": MAX_QUERY}, "What was typed; a space at its end counts."
            ),
            _query(
                "limit",
                {"type": "integer", "minimum": 0, "maximum": MAX_COMPLETIONS, "default": COMPLETIONS},
                "How many completions.",
            ),
            _query(
                "format",
                {"type": "string", "enum": list(COMPLETION_FORMATS), "default": COMPLETION_FORMATS[0]},
                "The object below, or the pair of a text and its completions that browsers ask for.",
            ),
        ],
        "Completions",
        400,
    ),
    "/api/articles/{id}": _operation("article", "Read an article", [_ID], "Article", 404),
    "/api/related/{id}": _operation(
        "related", "Find articles about the same as one", [_ID, _RELATED], "Related", 400, 404
    ),
    "/api/related": _operation(
        "relatedToText",
        "Find articles about the same as a text",
        [_query("text", {"type": "string"}, "Any text."), _RELATED],
        "Related",
        400,
    ),
    "/api/copies/{id}": _operation("copies", "List the copies of an article", [_ID], "Copies", 404),
    "/api/timeline/{id}": _operation(
        "timeline",
        "Tell the story of an article in the order of time",
        [
            _ID,
            _query(
                "limit",
                {"type": "integer", "minimum": 0, "maximum": MAX_LIMIT, "default": 8},
                "How many others, the nearest of those that have a date.",
            ),
        ],
        "Timeline",
        400,
        404,
    ),
    "/api/trends": _operation(
        "trends",
        "Compare how often queries are written about",
        [
            _query(
                "q",
                {
                    "type": "array",
                    "items": {"type": "string", "maxLength": MAX_QUERY},
                    "maxItems": MOST_LINES,
                },
                "A query; may be given several times.",
            ),
            *_FILTERS,
            _query("by", {"type": "string", "enum": list(UNITS)}, "Dates are years or months."),
            _query(
                "lines",
                {"type": "string", "enum": list(LINES), "default": LINES[0]},
                "A line for each query, or for each source of the first query.",
            ),
        ],
        "Trends",
        400,
    ),
    "/api/stats": _operation("stats", "Ask what the archive holds", [], "Stats"),
}

# What browsers ask for has a type of its own: OpenSearch Suggestions 1.0.
PATHS["/api/complete"]["get"]["responses"]["200"]["content"]["application/x-suggestions+json"] = {
    "schema": {"type": "array", "minItems": 2, "maxItems": 2}
}


@cache
def document() -> Json:
    """Return the document, OpenAPI 3.1."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fihris",
            "version": version("fihris"),
            "summary": "Full-text search in Arabic news",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "paths": PATHS,
        "components": {"schemas": SCHEMAS},
    }
