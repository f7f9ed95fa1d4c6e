"""The article as one JSON object: what `fihris export --all` writes, and reads back unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, datetime
from typing import Any

from fihris.index.article import Article

_TEXTS = ("id", "title", "body")
_TEXTS_OR_NOTHING = ("url", "source", "author", "section", "excerpt_of")
_NAMES = ("id", "source", "author", "section")
_HALF = re.compile("[\ud800-\udfff]")
_FIELDS = frozenset(field.name for field in fields(Article))


def as_json(article: Article) -> dict[str, Any]:
    """Return an article as an object with all of its fields, the date in ISO 8601."""
    published = article.published.isoformat() if article.published else None
    return asdict(article) | {"keywords": list(article.keywords), "published": published}


def as_line(article: Article) -> str:
    r"""Return an article as a JSON line; half a character, which UTF-8 has no bytes for, as \ud800."""
    line = json.dumps(as_json(article), ensure_ascii=False) + "\n"
    return line.encode("utf-8", "backslashreplace").decode("utf-8")


def from_json(record: Mapping[str, Any]) -> Article | None:
    """Return the article that `as_json` made this object of; None if it is no such object.

    It has exactly the fields of an article, with values of their kinds. Nothing in them is cleaned or guessed
    as in records from elsewhere: what was exported comes back letter by letter. No index holds an id or a
    name with half a character, so that an object with one was never exported.
    """
    if record.keys() != _FIELDS:
        return None
    keywords, published = record["keywords"], record["published"]
    right = (
        all(isinstance(record[name], str) for name in _TEXTS)
        and all(record[name] is None or isinstance(record[name], str) for name in _TEXTS_OR_NOTHING)
        and isinstance(keywords, list)
        and all(isinstance(keyword, str) for keyword in keywords)
        and not any(_HALF.search(record[name] or "") for name in _NAMES)
        and not any(map(_HALF.search, keywords))
    )
    try:
        moment = datetime.fromisoformat(published) if published is not None else None
    except (TypeError, ValueError):
        return None
    if moment is not None and moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return Article(**{**record, "keywords": tuple(keywords), "published": moment}) if right else None
