"""Web pages of news sites: the article on the page, without menus and lists of other articles.

What the page says of itself gives all but the body (`html_metadata`); `html_bodies` finds that.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BufferedReader

from fihris.index.article import Article
from fihris.index.decoding import decode
from fihris.index.readers.extras import extra
from fihris.index.readers.html_bodies import article_body
from fihris.index.readers.html_metadata import page_metadata
from fihris.index.readers.items import Item, Origin

LARGEST_PAGE = 16 * 2**20
"""Bytes; no page of a news site comes near it."""

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset\s*=|\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([\w:.-]+)""", re.I
)
_FEWEST_WORDS = 12
"""Of a body, on a page that does not call itself an article."""


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of a page, or its rejection.

    Raises:
        MissingExtra: trafilatura or lxml is not installed.
        Undecodable: The page is not text.
    """
    data = stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        yield origin.rejection(f"too large for a page: more than {LARGEST_PAGE // 2**20} MB", None, data)
        return
    yield from origin.once(data, lambda: read_page(page_text(data), origin))


def read_page(
    text: str, origin: Origin, *, title: str = "", published: datetime | None = None
) -> Iterator[Item]:
    """Yield the article of a page whose text this is; title and date are what is known if it says neither."""
    html = extra("lxml.html", "html", "Web pages")
    errors = (extra("lxml.etree", "html", "Web pages").LxmlError, ValueError, AssertionError)
    try:
        tree = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
        about = page_metadata(tree, origin.url)
    except errors as error:
        yield origin.rejection(f"not HTML: {error}", None, text)
        return
    about = replace(about, title=about.title or title, published=about.published or published)
    body = article_body(text, tree, about)
    enough = _FEWEST_WORDS if not about.is_article else 1
    if len(body.split()) < enough and not (about.is_article and about.title):
        yield origin.rejection("no article on this page", None, about.title or text.strip())
        return
    article = Article(
        title=about.title,
        body=body,
        url=about.url,
        source=about.source,
        author=about.author,
        section=about.section,
        keywords=about.keywords,
        published=about.published,
    )
    yield article.identified()


def page_text(data: bytes, charset: str | None = None) -> str:
    """Return the text of a page: UTF-8 if it can be, else in the charset that HTTP or the page names.

    Raises `Undecodable`.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return decode(data).text
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    for name in (charset, declared[1].decode("ascii") if declared else None):
        try:
            codec = codecs.lookup(name or "utf-8").name
        except LookupError:
            continue
        if codec != "utf-8":
            return data.decode("windows-1252" if codec == "iso8859-1" else codec, "replace")
    return decode(data).text
