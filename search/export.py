"""Export: hits as CSV or JSON lines, one after the other, so that any number of them can be written."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from fihris.search.results import Hit

FIELDS = (
    "id",
    "title",
    "url",
    "source",
    "published",
    "section",
    "author",
    "keywords",
    "score",
    "copies",
    "snippet",
)
BOM = "\ufeff"
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def as_csv(hits: Iterable[Hit], *, bom: bool = False) -> Iterator[str]:
    """Yield hits as the lines of a CSV file (RFC 4180), a header first.

    `bom` puts a byte order mark before it, by which Excel knows UTF-8. A cell that a spreadsheet would take
    for a formula (it begins with = + - @, a tab or the end of a line) gets an apostrophe before it, as OWASP
    advises; control characters are left out.
    """
    yield (BOM if bom else "") + _line(FIELDS)
    for hit in hits:
        found = hit.as_json()
        found["keywords"] = "; ".join(hit.keywords)
        found["snippet"] = "".join(text for text, _ in hit.snippet)
        yield _line([_safe(found[name]) for name in FIELDS])


def as_jsonl(hits: Iterable[Hit]) -> Iterator[str]:
    """Yield hits as JSON objects, those of `Hit.as_json`, a line each."""
    for hit in hits:
        yield json.dumps(hit.as_json(), ensure_ascii=False) + "\n"


def _safe(value: object) -> object:
    if not isinstance(value, str):
        return value
    text = _UNSEEN.sub("", value)
    return f"'{text}" if _FORMULA.match(text) else text


def _line(cells: Iterable[object]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()
