"""The shapes of what the HTTP API answers with, as JSON schemas."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_TEXT_OR_NULL: Json = {"type": ["string", "null"]}
_COUNT: Json = {"type": "integer", "minimum": 0}
_TEXTS: Json = {"type": "array", "items": _TEXT}


def _object(properties: Json) -> Json:
    """Return the schema of an object that has all of these properties."""
    return {"type": "object", "required": list(properties), "properties": properties}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _pair(*kinds: str) -> Json:
    return {"type": "array", "items": {"type": list(kinds)}, "minItems": 2, "maxItems": 2}


_PIECES = _list(_pair("string", "boolean")) | {
    "description": "Text as it stands in the article, piece by piece, and whether the piece matched."
}
_COUNTS = _list(_pair("string", "integer")) | {"description": "Values with their number of articles."}
_PUBLISHED = _TEXT_OR_NULL | {"description": "ISO 8601, without an offset where the source names none."}
_WRITTEN = {
    "id": _TEXT,
    "title": _TEXT,
    "url": _TEXT_OR_NULL,
    "source": _TEXT_OR_NULL,
    "published": _PUBLISHED,
    "section": _TEXT_OR_NULL,
    "author": _TEXT_OR_NULL,
    "keywords": _TEXTS,
}

SCHEMAS: Json = {
    "Page": _object(
        {
            "query": _TEXT,
            "interpreted": _TEXT | {"description": "The query as it was understood."},
            "notices": _TEXTS | {"description": "What there is to say about the query."},
            "suggestion": _TEXT_OR_NULL | {"description": "Another query that may have been meant."},
            "total": _COUNT | {"description": "How many articles were found, on all pages."},
            "took_ms": {"type": "number", "minimum": 0},
            "hits": _list({"$ref": "#/components/schemas/Hit"}),
            "facets": {"type": "object", "additionalProperties": _COUNTS},
            "next": _TEXT_OR_NULL | {"description": "The cursor of the following page; null on the last."},
        }
    ),
    "Completions": _object(
        {"query": _TEXT, "completions": _list({"$ref": "#/components/schemas/Completion"})}
    ),
    "Completion": _object(
        {
            "text": _TEXT | {"description": "The whole text that is then typed."},
            "kind": {"type": "string", "enum": ["word", "phrase", "name", "keyword", "headline"]},
            "count": _COUNT | {"description": "How many articles have it, about."},
        }
    ),
    "Hit": _object(
        _WRITTEN
        | {
            "score": {"type": "number"},
            "snippet": _PIECES,
            "title_pieces": _PIECES,
            "copies": _COUNT | {"description": "Other articles with the same text."},
        }
    ),
    "Article": _object(
        _WRITTEN
        | {
            "body": _TEXT,
            "excerpt_of": _TEXT_OR_NULL
            | {"description": "The article on whose page this excerpt was quoted."},
        }
    ),
    "Related": _object({"id": _TEXT_OR_NULL, "hits": _list({"$ref": "#/components/schemas/Hit"})}),
    "Copies": _object({"id": _TEXT, "copies": _list({"$ref": "#/components/schemas/Headline"})}),
    "Timeline": _object({"id": _TEXT, "timeline": _list({"$ref": "#/components/schemas/Headline"})}),
    "Headline": _object({name: _WRITTEN[name] for name in ("id", "title", "url", "source", "published")}),
    "Trends": _object(
        {
            "by": _TEXT,
            "dates": _TEXTS,
            "articles": _list(_COUNT) | {"description": "All articles of each date."},
            "lines": _list(
                _object(
                    {
                        "query": _TEXT,
                        "sources": _TEXTS,
                        "counts": _list(_COUNT),
                        "shares": _list({"type": "number", "minimum": 0, "maximum": 1}),
                    }
                )
            ),
        }
    ),
    "Stats": _object(
        {
            "articles": _COUNT,
            "sources": _COUNTS,
            "keywords": _COUNTS,
            "first": _PUBLISHED,
            "last": _PUBLISHED,
            "generation": _TEXT | {"description": "Changes when the articles do."},
        }
    ),
    "Problem": _object({"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT})
    | {"description": "RFC 9457."},
}
