"""The feed: hits as an Atom feed (RFC 4287), for readers that look again and again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from fihris.search.results import Hit

_NOT_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed says of itself.

    `updated` is when the index changed last; `address` is where the feed stands and `page` where a reader
    sees the same, None where there are no such places; `link` gives the address of an article.
    """

    title: str
    updated: datetime
    address: str | None = None
    page: str | None = None
    link: Callable[[Hit], str | None] = lambda hit: hit.url


def as_atom(hits: Iterable[Hit], feed: Feed) -> Iterator[str]:
    """Yield the feed piece by piece.

    An entry is updated when its article came into the index as it is, so that a reader shows it again when
    its text has changed.
    """
    identifier = uuid5(NAMESPACE_URL, feed.address or f"fihris:{quote(feed.title, errors='replace')}")
    yield '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
    yield f"<title>{_text(feed.title)}</title>\n<id>urn:uuid:{identifier}</id>\n"
    yield f"<updated>{_moment(feed.updated)}</updated>\n<generator>Fihris</generator>\n"
    if feed.address:
        yield f'<link rel="self" type="application/atom+xml" href={_attribute(feed.address)}/>\n'
    if feed.page:
        yield f'<link rel="alternate" type="text/html" href={_attribute(feed.page)}/>\n'
    for hit in hits:
        yield _entry(hit, feed)
    yield "</feed>\n"


def _entry(hit: Hit, feed: Feed) -> str:
    link, updated = feed.link(hit), hit.indexed or hit.published or feed.updated
    identifier = uuid5(NAMESPACE_URL, f"fihris:article:{quote(hit.id, errors='replace')}")
    lines = [
        f"<title>{_text(hit.title)}</title>",
        f"<id>urn:uuid:{identifier}</id>",
        f"<updated>{_moment(updated)}</updated>",
        f"<author><name>{_text(hit.author or hit.source or 'Fihris')}</name></author>",
    ]
    if hit.published:
        lines.append(f"<published>{_moment(hit.published)}</published>")
    if link:
        lines.append(f"<link href={_attribute(link)}/>")
    lines += [f"<category term={_attribute(word)}/>" for word in hit.keywords]
    if hit.snippet:
        lines.append(f"<summary>{_text(''.join(text for text, _ in hit.snippet))}</summary>")
    return "<entry>\n" + "\n".join(lines) + "\n</entry>\n"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))


def _moment(moment: datetime) -> str:
    return f"{moment.replace(microsecond=0, tzinfo=None).isoformat()}Z"
