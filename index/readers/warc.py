"""WARC, what crawlers write: the articles of the web pages and feeds that it holds.

Only answers with status 200 that are web pages or feeds are documents, and the plain text that a crawler has
made of a page (conversion); pictures, scripts, requests and redirections are none. `fihris fetch` writes a
record of metadata before a page, with what the feed told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from io import BufferedReader, BytesIO
from typing import Any

from fihris.index.decoding import Undecodable
from fihris.index.readers import feeds
from fihris.index.readers.extras import extra
from fihris.index.readers.fields import published
from fihris.index.readers.html_pages import LARGEST_PAGE, page_text, read_page
from fihris.index.readers.items import Item, Origin
from fihris.index.readers.opening import up_to_damage
from fihris.index.readers.page_texts import read_text

_PAGES = ("text/html", "application/xhtml+xml")
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/xml", "application/xml")
_TEXT = "conversion"

Told = tuple[str, datetime | None]
"""Title and date of a page, as a feed told them."""


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every page.

    Raises:
        MissingExtra: warcio, or what reads its pages, is not installed.
    """
    archive = extra("warcio.archiveiterator", "warc", "WARC files")
    failed = extra("warcio.exceptions", "warc", "WARC files").ArchiveLoadFailed
    told: dict[str, Told] = {}
    empty = True
    try:
        with up_to_damage(stream) as sound:
            for record in archive.ArchiveIterator(sound):
                for item in _read_record(record, origin, told):
                    empty = False
                    yield item
                record.raw_stream.read()
                if record.raw_stream.limit > 0:
                    empty = False
                    yield origin.inside(_address(record)).rejection("damaged WARC file: it breaks off")
                    break
    except (
        failed,
        ValueError,
        KeyError,
        AttributeError,
    ) as error:  # the last are warcio's for broken headers
        yield origin.rejection(f"damaged WARC file: {error}".splitlines()[0])
        return
    if empty:
        yield origin.rejection("no web page in it")


def _read_record(record: Any, origin: Origin, told: dict[str, Told]) -> Iterator[Item]:
    address = _address(record)
    inside = replace(origin.inside(address), url=address or None)
    if record.rec_type == "metadata" and record.content_type == "application/warc-fields":
        told[address] = _told(record.content_stream().read(2**16))
        return
    kind, charset = _kind(record)
    if kind not in (*_PAGES, *_FEEDS, _TEXT):
        return
    data = record.content_stream().read(LARGEST_PAGE + 1)
    if record.raw_stream.limit > 0 and len(data) <= LARGEST_PAGE:
        return  # the file breaks off in it, which the caller finds
    if len(data) > LARGEST_PAGE:
        yield inside.rejection(f"too large for a page: more than {LARGEST_PAGE // 2**20} MB", None, data)
    elif kind == _TEXT and data.strip():
        yield from read_text(data.decode("utf-8", "replace"), inside)
    elif kind in _FEEDS:
        yield from feeds.read(BufferedReader(BytesIO(data)), inside)
    elif data.strip():
        title, moment = told.pop(address, ("", None))
        read = partial(_read_page, data, charset, inside, title, moment)
        try:
            yield from inside.once(f"{address} {charset} {title} {moment} ".encode() + data, read)
        except Undecodable as error:
            yield inside.rejection(str(error), None, data)
    else:
        yield inside.rejection("empty page")


def _read_page(
    data: bytes, charset: str | None, origin: Origin, title: str, published: datetime | None
) -> Iterator[Item]:
    return read_page(page_text(data, charset), origin, title=title, published=published)


def _address(record: Any) -> str:
    return (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")


def _kind(record: Any) -> tuple[str, str | None]:
    """Return the media type of a document and its charset; "" for a record that is no document."""
    if record.rec_type == "response" and record.http_headers is not None:
        if record.http_headers.get_statuscode() != "200":
            return "", None
        header = record.http_headers.get_header("Content-Type") or ""
    elif record.rec_type == "resource":
        header = record.content_type or ""
    else:
        is_text = record.rec_type == "conversion" and (record.content_type or "").startswith("text/plain")
        return _TEXT if is_text else "", None
    kind, _, parameters = header.partition(";")
    _, found, charset = parameters.lower().partition("charset=")
    return kind.strip().lower(), charset.split(";")[0].strip(" \"'") if found else None


def _told(fields: bytes) -> Told:
    """Return what a record of metadata tells, in lines of names and values."""
    values = dict(line.partition(": ")[::2] for line in fields.decode("utf-8", "replace").splitlines())
    return values.get("title", ""), published(values["published"])[0] if "published" in values else None
