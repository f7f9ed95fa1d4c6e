"""RSS and Atom files: an article an entry, with what of its text the feed holds.

The library feedparser reads all dialects of both. An entry lives under the address it links to, so that it is
the same article as the page there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BufferedReader, BytesIO
from typing import Any

from fihris.index.article import Article
from fihris.index.readers.extras import extra
from fihris.index.readers.fields import arabic_letters, keywords, one_line, published
from fihris.index.readers.items import Item, Origin
from fihris.index.readers.markup import without_markup

LARGEST_FEED = 64 * 2**20
"""Bytes; a feed of the last hundred articles has a thousandth of it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed as an article, without id, and what was wrong with its date."""

    article: Article
    identifier: str
    problem: str | None


class BrokenFeed(ValueError):
    """What cannot be read as a feed; the message says why."""


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every entry.

    Raises:
        MissingExtra: feedparser is not installed.
    """
    data = stream.read(LARGEST_FEED + 1)
    try:
        entries, damage = parse_feed(data, origin.url)
    except BrokenFeed as error:
        yield origin.rejection(str(error), None, data)
        return
    if damage:
        yield origin.notice(f"not well-formed: {damage}; what could be read of it was kept", None, data)
    for number, entry in enumerate(entries, 1):
        article = entry.article
        if not article.title and not article.body:
            yield origin.rejection(f"entry {number}: neither title nor body", None, article.url or "")
            continue
        article = replace(article, id="" if article.url else entry.identifier)
        yield article.identified()
        if entry.problem:
            yield origin.notice(f"entry {number}: {entry.problem}", None, article.title)


def parse_feed(data: bytes, url: str | None = None) -> tuple[list[Entry], str]:
    """Return the entries of a feed that was found at `url`, and what is wrong with its XML, "" for nothing.

    Raises:
        BrokenFeed: It is no feed, has no entries, or is a danger to read.
        MissingExtra: feedparser is not installed.
    """
    feedparser = extra("feedparser", "feeds", "Feeds")
    if len(data) > LARGEST_FEED:
        raise BrokenFeed(f"too large for a feed: more than {LARGEST_FEED // 2**20} MB")
    if b"<!ENTITY" in data:
        raise BrokenFeed("the XML declares entities of its own: taken for a bomb")
    headers = {"content-type": "application/xml"} | ({"content-location": url} if url else {})
    parsed = feedparser.parse(BytesIO(data), response_headers=headers)
    damage = one_line(str(parsed.get("bozo_exception", ""))) if parsed.bozo else ""
    if not parsed.entries:
        raise BrokenFeed(f"no entry of a feed in it{f': {damage}' if damage else ''}")
    name = arabic_letters(without_markup(parsed.feed.get("title", ""))) or None
    return [_entry(entry, name) for entry in parsed.entries], damage


def _entry(entry: Any, feed: str | None) -> Entry:
    moment, problem = _date(entry)
    texts = [content.get("value", "") for content in entry.get("content", [])] + [entry.get("summary", "")]
    link = entry.get("link") or ""
    article = Article(
        title=one_line(without_markup(entry.get("title", ""))),
        body=max(map(without_markup, texts), key=len),
        url=link if link.startswith(("http://", "https://")) else None,  # a guid may pass for a link
        source=arabic_letters(entry.get("source", {}).get("title", "")) or feed,
        author=one_line(entry.get("author", "")) or None,
        keywords=keywords(tag.get("label") or tag.get("term") or "" for tag in entry.get("tags", [])),
        published=moment,
    )
    return Entry(article, entry.get("id", ""), problem)


def _date(entry: Any) -> tuple[datetime | None, str | None]:
    """Return the date of an entry, Arabic ones too, which feedparser does not read."""
    for name in ("published", "created", "updated"):
        if written := entry.get(name):
            if read := entry.get(f"{name}_parsed"):
                return datetime(*read[:6]), None
            return published(written)
    return None, None
