"""The Whoosh schema: what any Whoosh can open, read and search without Fihris."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.fields import DATETIME, ID, STORED, TEXT, Schema

from fihris.index.article import Article

VERSION = 6
"""Raised whenever an index written before cannot be read, or told from a damaged one, as it stands."""

INDEX_NAME = "MAIN"


def make_schema() -> Schema:
    """Return the schema of an index.

    The terms of title and body are stems, with their positions. Whoosh is told that words are parted by
    spaces, so that the tokenizer that it pickles into the index is its own: the index opens without Fihris.
    """
    published = DATETIME(stored=True)
    # One term a moment instead of eight: Whoosh finds a range of dates by either, and we in the columns.
    published.shift_step = 0
    return Schema(
        id=ID(stored=True, unique=True),
        title=TEXT(stored=True, phrase=True, analyzer=SpaceSeparatedTokenizer()),
        body=TEXT(stored=True, phrase=True, analyzer=SpaceSeparatedTokenizer()),
        source=ID(stored=True),
        published=published,
        url=STORED,
        author=STORED,
        section=STORED,
        keywords=STORED,
        excerpt_of=STORED,
    )


def date_term(moment: datetime) -> bytes:
    """Return the term of a moment in the field `published`, in a tenth of the time that Whoosh takes."""
    microseconds = (moment - datetime.min) // _MICROSECOND
    return (_FIRST_DATE + microseconds).to_bytes(_DATE_BYTES, "big")


_MICROSECOND = timedelta(microseconds=1)
_DATE_BYTES = len(DATETIME().to_bytes(datetime.min))
_FIRST_DATE = int.from_bytes(DATETIME().to_bytes(datetime.min), "big")


def to_fields(article: Article) -> dict[str, Any]:
    """Return what is stored of an article, by field."""
    fields: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "source": article.source,
        "published": article.published,
        "url": article.url,
        "author": article.author,
        "section": article.section,
        "keywords": list(article.keywords) or None,
        "excerpt_of": article.excerpt_of,
    }
    return {name: value for name, value in fields.items() if value is not None}


def from_fields(fields: Mapping[str, Any]) -> Article:
    """Return the article of which `fields` are stored."""
    return Article(**{**fields, "keywords": tuple(fields.get("keywords", ()))})
