"""JSON lines: one article a line, under the field names that dumps of news commonly use."""

from __future__ import annotations

import codecs
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import BufferedReader
from typing import Any

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.article import Article
from fihris.index.decoding import Undecodable, decode
from fihris.index.readers.fields import arabic_letters, keywords, one_line, plain, published, split_keywords
from fihris.index.readers.items import Item, Origin

LONGEST_LINE = 32 * 2**20
"""Bytes of one document."""

_FIELDS = {
    "id": "id _id docno docid doc_id uuid guid",
    "title": "title headline العنوان عنوان",
    "body": "content body text article maintext articleBody full_text المحتوى النص نص",
    "published": (
        "published date_published datePublished published_at publish_date date_publish pubDate"
        " date التاريخ تاريخ_النشر date_extracted created_at timestamp"
    ),
    "source": "source publisher site site_name source_name domain source_domain المصدر",
    "url": "url link canonical_url permalink الرابط رابط",
    "author": "author authors byline creator الكاتب كاتب",
    "section": "category section categories القسم قسم",
    "keywords": "keywords tags الكلمات_الدلالية كلمات_دلالية كلمات",
}
"""Names of each field, the first that holds something wins; case, `_`, `-` and blanks make no difference."""


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold_exact(clean(name)))


_ROLES = {
    _fold(name): (role, rank) for role, names in _FIELDS.items() for rank, name in enumerate(names.split())
}


@lru_cache(maxsize=4096)
def _role(name: str) -> tuple[str, int] | None:
    """Return the field that a name stands for and its rank among that field's names, the best first."""
    return _ROLES.get(_fold(name))


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every line; a line that cannot be read is rejected by its number."""
    if b"\0" in (head := stream.peek(1)):
        utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        yield origin.rejection("JSON lines have to be in UTF-8, not UTF-16" if utf16 else "binary file")
        return
    empty = True
    for number, line in _lines(stream):
        if line is None:
            yield origin.rejection(f"line longer than {LONGEST_LINE // 2**20} MB", number)
        elif empty and line.strip() in (b"[", b"{", b"[{"):
            yield origin.rejection("JSON over several lines; JSON lines hold one object a line", number)
            return
        elif line.strip():
            yield from _read_line(line, number, origin)
        else:
            continue
        empty = False
    if empty:
        yield origin.rejection("empty file")


def _lines(stream: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Yield every line with its number; None for one that is too long, of which only so much is held."""
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) <= LONGEST_LINE or line.endswith(b"\n"):
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = stream.readline(2**20)


def _read_line(line: bytes, number: int, origin: Origin) -> Iterator[Item]:
    try:
        decoded = decode(line)
        record = json.loads(decoded.text, strict=False)
    except Undecodable as error:
        yield origin.rejection(str(error), number)
        return
    except json.JSONDecodeError as error:
        yield origin.rejection(f"broken JSON: {error.msg} at character {error.pos + 1}", number)
        return
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a list in a list in a list …
        yield origin.rejection(f"broken JSON: {error}", number)
        return
    if not isinstance(record, dict):
        yield origin.rejection("not a JSON object", number)
        return
    article, problem = _article(record)
    if not article.title and not article.body:
        yield origin.rejection("neither title nor body", number)
        return
    yield replace(article, id=article.stable_id())
    if decoded.damaged:
        yield origin.notice(f"{decoded.damaged} damaged characters of UTF-8 were replaced", number)
    if problem:
        yield origin.notice(problem, number)


def _article(record: dict[str, Any]) -> tuple[Article, str | None]:
    """Return the article of a record, and what was wrong with its date."""
    fields = _fields(record)
    only = {role: texts[0] for role, texts in fields.items()}
    moment, problem = published(only["published"]) if "published" in only else (None, None)
    words = fields.get("keywords", [])
    article = Article(
        id=only.get("id", ""),
        title=one_line(" ".join(fields.get("title", []))),
        body="\n".join(fields.get("body", [])),
        url=only.get("url"),
        source=arabic_letters(only["source"]) if "source" in only else None,
        author=one_line("، ".join(fields["author"])) if "author" in fields else None,
        section=one_line(only["section"]) if "section" in only else None,
        keywords=split_keywords(words[0]) if len(words) == 1 else keywords(words),
        published=moment,
    )
    return article, problem


def _fields(record: dict[str, Any]) -> dict[str, list[str]]:
    """Return the texts of each field that has any: those of the best of its names that hold something."""
    found: dict[str, tuple[int, list[str]]] = {}
    for name, value in record.items():
        if known := _role(name):
            role, rank = known
            texts = [text for text in map(_text, value if isinstance(value, list) else [value]) if text]
            if texts and (role not in found or rank < found[role][0]):
                found[role] = rank, texts
    return {role: texts for role, (_, texts) in found.items()}


def _text(value: Any) -> str:
    """Return a value as text; "" where it has none to give.

    An object gives its name ({"@type": "Person", "name": …}), or what MongoDB's export wraps in it.
    """
    if isinstance(value, dict):
        value = next((value[key] for key in ("name", "$oid", "$date") if key in value), None)
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return ""
    return str(int(value) if value == int(value) else value)
