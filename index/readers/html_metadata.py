"""What a web page says of its article besides its text: headline, source, author, keywords, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from fihris.index.readers.fields import arabic_letters, keywords, one_line, split_keywords
from fihris.index.readers.html_dates import published
from fihris.index.readers.json_ld import article_object, text, texts

_SEPARATOR = re.compile(r"\s+(?:[-–—|•·»«]|::)\s+|\s*\|\s*")
_PERSON = re.compile(r"^(?:by|كتب|كتبت|بقلم|إعداد|تحرير)\s*[:：]?\s+", re.I)
_LONGEST_NAME = 80
"""Characters; an author or section that is longer is something else."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article; `is_article` is whether it says that it is one.

    `summary` is how it is announced elsewhere, `body` its whole text, which some pages hold in JSON-LD.
    """

    title: str
    published: datetime | None
    url: str | None
    source: str | None
    author: str | None
    section: str | None
    keywords: tuple[str, ...]
    is_article: bool
    summary: str
    body: str


def page_metadata(tree: Any, url: str | None) -> Metadata:
    """Return what the page of this tree says; `url` is the address it was found at, if that is known."""
    scripts = [
        script.text_content()
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower()
    ]
    described, is_article = article_object(scripts)
    meta = _Meta(tree)
    address = _address(tree, meta, described, url)
    site = meta.first("og:site_name", "application-name") or text(described.get("publisher"))
    return Metadata(
        title=_title(tree, meta, described, site),
        published=published(tree, described, address or url),
        url=address,
        source=arabic_letters(site) or host_of(address or url) or None,
        author=_author(tree, meta, described),
        section=_short(text(described.get("articleSection")) or meta.first("article:section", "section")),
        keywords=tuple(word for word in _keywords(meta, described) if len(word) <= _LONGEST_NAME),
        is_article=is_article or meta.first("og:type").lower() in ("article", "news", "newsarticle"),
        summary=one_line(meta.first("og:description", "description", "twitter:description")),
        body=text(described.get("articleBody")) if is_article else "",
    )


class _Meta:
    """The <meta> tags of a page by property or name, in lower case."""

    def __init__(self, tree: Any) -> None:
        self._contents: dict[str, list[str]] = {}
        for meta in tree.iter("meta"):
            content = unescape(meta.get("content") or "").strip()
            for name in {meta.get("property"), meta.get("name"), meta.get("itemprop")}:
                if name and content:
                    self._contents.setdefault(name.strip().lower(), []).append(content)

    def all(self, *names: str) -> list[str]:
        """Return the contents of the first of these names that has any."""
        return next((self._contents[name] for name in names if name in self._contents), [])

    def first(self, *names: str) -> str:
        """Return the first content of the first of these names that has any, "" for none."""
        return next(iter(self.all(*names)), "")


def _title(tree: Any, meta: _Meta, described: dict[str, Any], site: str) -> str:
    """Return the headline, without the name of the site that many pages add to it."""
    headings = [one_line(heading.text_content()) for heading in tree.iter("h1")]
    headline = one_line(text(described.get("headline")) or text(described.get("name")))
    marked = one_line(_marked_headline(tree))
    document = one_line(tree.findtext(".//title") or "")
    candidates = (one_line(meta.first("og:title")), headline, one_line(meta.first("twitter:title")), marked)
    for candidate in (*candidates, *([headings[0]] if len(headings) == 1 else []), document, *headings):
        title = _without_site(unescape(candidate), site, headings, document)
        if title and title != site:
            return title
    return ""


def _marked_headline(tree: Any) -> str:
    found = tree.find(".//*[@itemprop='headline']")
    return "" if found is None else found.get("content") or found.text_content()


def _without_site(title: str, site: str, headings: list[str], document: str) -> str:
    """Return a title without what follows its last separator, if that is the site's name."""
    separators = list(_SEPARATOR.finditer(title))
    if not separators or title in headings:
        return title
    for separator in separators:
        if title[: separator.start()] in headings:
            return title[: separator.start()]
    last = separators[-1]
    head, tail = title[: last.start()], title[last.end() :]
    if _same_name(tail, site) or re.search(r"\.(?:com|net|org|tv|info|[a-z]{2})$", tail, re.I):
        return head
    if _same_name(title[: separators[0].start()], site):
        return title[separators[0].end() :]
    if title == document and len(head) > 2 * len(tail):  # nothing else on the page has a headline
        return head
    return title


def _same_name(name: str, site: str) -> bool:
    one, other = (re.sub(r"\W+", "", each).lower() for each in (name, site))
    return bool(one and other) and (one in other or other in one) and len(one) <= 3 * len(other)


def _address(tree: Any, meta: _Meta, described: dict[str, Any], url: str | None) -> str | None:
    """Return the address that the page calls its own; that of a front page is none of an article."""
    return next(
        (address for address in _addresses(tree, meta, described, url) if _leads_to_a_page(address)), None
    )


def _addresses(tree: Any, meta: _Meta, described: dict[str, Any], url: str | None) -> Iterator[str]:
    bases = (url or "", meta.first("og:url"))
    base = next((each for each in bases if each.startswith(("http://", "https://"))), "")
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield _join(base, link.get("href") or "")
    yield _join(base, meta.first("og:url"))
    yield _join(base, url or "")
    page = described.get("mainEntityOfPage")
    for value in (described.get("url"), page.get("@id") if isinstance(page, dict) else page):
        yield _join(base, value if isinstance(value, str) else "")


def _join(base: str, address: str) -> str:
    try:
        return urljoin(base, address.strip())
    except ValueError:  # http://[
        return ""


def _leads_to_a_page(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    is_front = (
        re.fullmatch(r"/?(?:[a-z]{2}|index\.\w+|home|default\.\w+)?/?", parts.path, re.I) and not parts.query
    )
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not is_front


def host_of(address: str | None) -> str:
    """Return the host of an address without its www, "" where it has none."""
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _author(tree: Any, meta: _Meta, described: dict[str, Any]) -> str | None:
    names = texts(described.get("author")) or meta.all(
        "author", "article:author", "parsely-author", "dc.creator"
    )
    if not names:
        marked = tree.find(".//*[@itemprop='author']")
        link = tree.find(".//a[@rel='author']") if marked is None else marked
        names = [] if link is None else [link.text_content()]
    cleaned = (_PERSON.sub("", one_line(name)) for name in names if "://" not in name)
    return "، ".join(dict.fromkeys(name for name in cleaned if 0 < len(name) <= _LONGEST_NAME)) or None


def _keywords(meta: _Meta, described: dict[str, Any]) -> tuple[str, ...]:
    words = texts(described.get("keywords")) or meta.all("article:tag", "news_keywords", "keywords")
    return split_keywords(words[0]) if len(words) == 1 else keywords(words)


def _short(name: str) -> str | None:
    name = one_line(name)
    return name if 0 < len(name) <= _LONGEST_NAME else None
