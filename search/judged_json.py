"""Judged sets in one JSON file, plain or gzip.

    {"docs": [{"id", "title"?, "body"}, …],
     "queries": [{"id", "query", "doc" | "docs"}, …]}

"doc" is the id of the document that answers the query; "docs" is a list of several ids, or maps each to its
grade.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from fihris.index.article import Article
from fihris.index.readers.opening import Damaged, open_input
from fihris.search.judged import JudgedQuery, JudgedSet, JudgedSetError


def read_json(path: Path) -> JudgedSet:
    """Return the judged set of a file; raise `JudgedSetError` if it does not look like one."""
    try:
        with open_input(path) as stream:
            given = json.load(stream)
    except OSError as error:
        raise JudgedSetError(f"{path} cannot be read: {error.strerror or error}.") from error
    except (Damaged, ValueError, RecursionError) as error:
        raise JudgedSetError(f"{path} is not JSON: {error}.") from error
    if not isinstance(given, dict) or not all(
        isinstance(given.get(key), list) for key in ("docs", "queries")
    ):
        raise JudgedSetError(f'{path} is no judged set: it has to be {{"docs": […], "queries": […]}}.')
    return JudgedSet.of(
        [_article(entry, f"document {number} of {path}") for number, entry in enumerate(given["docs"], 1)],
        [_query(entry, f"query {number} of {path}") for number, entry in enumerate(given["queries"], 1)],
    )


def _article(entry: Any, name: str) -> Article:
    return Article(id=_id(entry, name), title=_text(entry, "title", name), body=_text(entry, "body", name))


def _query(entry: Any, name: str) -> JudgedQuery:
    id_ = _id(entry, name)
    given = entry.get("docs", entry.get("doc"))
    if isinstance(given, str | int):
        given = [given]
    if isinstance(given, list):
        given = dict.fromkeys(map(str, given), 1)
    if not isinstance(given, dict) or not all(isinstance(grade, int) for grade in given.values()):
        raise JudgedSetError(
            f'The answer to {name} is missing: it needs "doc" with an id, or "docs" with a list of ids or a '
            "whole number as grade for each."
        )
    return JudgedQuery(id_, _text(entry, "query", name), given)


def _id(entry: Any, name: str) -> str:
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str | int) or entry["id"] == "":
        raise JudgedSetError(f'There is no "id" in {name}.')
    return str(entry["id"])


def _text(entry: dict[str, Any], key: str, name: str) -> str:
    text = entry.get(key) or ""
    if not isinstance(text, str):
        raise JudgedSetError(f'The "{key}" of {name} is not text.')
    return text
