"""Records become articles: names with values, whether they were JSON, a row of a table or tags."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from fihris.index.article import Article, id_at
from fihris.index.article_json import from_json
from fihris.index.readers.fields import arabic_letters, keywords, one_line, plain, published, split_keywords
from fihris.index.readers.items import Item, Origin
from fihris.index.readers.names import FieldNames

LONGEST = 32 * 2**20
"""Bytes of one document."""

BROKEN_BYTES = "surrogateescape"
"""How readers decode a text with broken bytes in it: they can be counted, and become U+FFFD in the end."""

_BROKEN_BYTES = re.compile("[\udc80-\udcff]+")
_WRAPPED = "_source"
_NOTHING = (None,)


def read_record(
    record: Mapping[str, Any], origin: Origin, line: int | None, data: bytes | str = b"", damaged: int = 0
) -> Iterator[Item]:
    """Yield the article of a record, or its rejection, and what was dropped of it.

    `data` is the record as it was written, `damaged` how many characters of it could not be decoded. What
    Fihris exported itself is taken as it is, unless the user says what its fields mean.
    """
    if not (damaged or origin.names.fingerprint) and (exported := from_json(record)):
        yield exported.identified()
        return
    if isinstance(wrapped := record.get(_WRAPPED), dict):  # a dump of Elasticsearch
        record = {**record, **wrapped}
    article, problem = _article(record, origin.names)
    if not article.title and not article.body:
        yield origin.rejection("neither title nor body", line, data)
        return
    yield article.identified()
    if isinstance(data, str):
        damaged += len(_BROKEN_BYTES.findall(data))
    if damaged:
        yield origin.notice(f"{damaged} damaged characters of the text were replaced", line, data)
    if problem:
        yield origin.notice(problem, line, data)


def _article(record: Mapping[str, Any], names: FieldNames) -> tuple[Article, str | None]:
    """Return the article of a record, and what was wrong with its date."""
    fields = _fields(record, names)
    moment, problem = published(fields["published"][0]) if "published" in fields else (None, None)
    words = fields.get("keywords", ())
    url = fields.get("url", _NOTHING)[0]
    article = Article(
        id=fields.get("id", _NOTHING)[0] or (id_at(url) if url else ""),
        title=one_line(" ".join(fields.get("title", ()))),
        body="\n".join(fields.get("body", ())),
        url=url,
        source=arabic_letters(fields["source"][0]) if "source" in fields else None,
        author=one_line("، ".join(fields["author"])) if "author" in fields else None,
        section=one_line(fields["section"][0]) if "section" in fields else None,
        keywords=(split_keywords(words[0]) if len(words) == 1 else keywords(words)) if words else (),
        published=moment,
        excerpt_of=fields.get("excerpt_of", _NOTHING)[0],
    )
    return article, problem


def _fields(record: Mapping[str, Any], names: FieldNames) -> dict[str, list[str]]:
    """Return the texts of each field that has any: those of the best of its names that hold something."""
    found: dict[str, list[str]] = {}
    for role, name in names.order(tuple(record)):
        if role not in found:
            value = _follow(record, names.paths[name]) if name not in record else record[name]
            if isinstance(value, list):
                if texts := [*filter(None, map(_text, value))]:
                    found[role] = texts
            elif text := plain(value) if isinstance(value, str) else _text(value):
                found[role] = [text]
    for role, value in names.always.items():
        found.setdefault(role, [value])
    return found


def _follow(value: Any, steps: tuple[str, ...]) -> Any:
    for step in steps:
        if not isinstance(value, dict):
            return None
        value = value.get(step)
    return value


def _text(value: Any) -> str:
    """Return a value as text; "" where it has none to give.

    An object gives its name ({"@type": "Person", "name": …}), or what MongoDB's export wraps in it.
    """
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return _text(next((value[key] for key in ("name", "$oid", "$date") if key in value), None))
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return ""
    return str(int(value) if value == int(value) else value)
