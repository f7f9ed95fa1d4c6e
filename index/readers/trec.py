"""TREC and other SGML collections: documents between tags, their fields in tags within.

    <DOC>
    <DOCNO> 19990412_AFP_ARB.0001 </DOCNO>
    <HEADLINE> title </HEADLINE>
    <TEXT> <P> a paragraph </P> <P> another </P> </TEXT>
    </DOC>

The tag of a document need not be DOC: it is the one within which the first tag with the name of a field
stands. A document that is never closed ends where the next begins. Collections of the web have pages instead
of fields: a DOCHDR with the address and what the server said, and then the HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from io import BufferedReader
from typing import TextIO

from fihris.index.article import Article
from fihris.index.dates import ImplausibleDate, parse_date
from fihris.index.readers.fields import published
from fihris.index.readers.html_pages import read_page
from fihris.index.readers.items import EXCERPT_LENGTH, Item, Origin, Rejection
from fihris.index.readers.markup import without_markup
from fihris.index.readers.names import DEFAULT_NAMES, FieldNames
from fihris.index.readers.records import LONGEST, read_record
from fihris.index.readers.text_streams import open_text

_WINDOW = 2**20
_PROLOGUE = re.compile(r"\ufeff?(?:\s|<\?[^>]*>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>)*", re.I | re.S)
_TAG = re.compile(r"<(?P<name>[^\W\d][\w.-]*)(?P<attributes>[^<>]*)>\s*")
_ATTRIBUTE = re.compile(r"""([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_HEADER = re.compile(r"<DOCHDR>(.*?)</DOCHDR>", re.I | re.S)
_NUMBER = re.compile(r"<DOCNO>\s*(\S+)\s*</DOCNO>", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>]+")
_DATE_IN_NUMBER = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")


def begins(text: str) -> bool:
    """Say whether a text begins like a collection of documents between tags."""
    return _document_tag(text, DEFAULT_NAMES) is not None


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every document; one that cannot be read is rejected with the line it begins in.

    Raises `Undecodable`.
    """
    with open_text(stream) as text:
        yield from _Collection(text, origin).read()


def _document_tag(text: str, names: FieldNames) -> str | None:
    """Return the tag of the documents: DOC, or that which holds a tag with the name of a field and a text."""
    place = _PROLOGUE.match(text).end()  # type: ignore[union-attr]  # it matches everywhere
    outer = None
    for _ in range(4):
        tag = _TAG.match(text, place)
        if tag is None:
            return None
        name, place = tag["name"], tag.end()
        if name.lower() == "doc":
            return name
        if outer and names.role(name) and not text.startswith("<", place):
            return outer
        outer = name
    return None


class _Collection:
    """The documents of a text, which is read through a window."""

    def __init__(self, text: TextIO, origin: Origin) -> None:
        self._text, self._origin = text, origin
        self._window, self._at, self._line = text.read(_WINDOW), 0, 1
        self._too_long = False
        self._tag = _document_tag(self._window, origin.names) or "DOC"
        self._begin = re.compile(rf"<{re.escape(self._tag)}\b([^<>]*)>", re.I)
        self._bounds = re.compile(rf"<(/?){re.escape(self._tag)}\b[^<>]*>", re.I)

    def read(self) -> Iterator[Item]:
        empty = True
        while begin := self._find(self._begin):
            empty = False
            self._move(begin.start())
            line, attributes = self._line, begin[1]
            self._move(begin.end())
            self._too_long = False
            end = self._find(self._bounds)
            inside = self._window[self._at : end.start() if end else len(self._window)]
            if self._too_long:
                reason = f"document longer than {LONGEST // 2**20} MB"
                yield self._origin.rejection(reason, line, inside[:EXCERPT_LENGTH])
            else:
                read = partial(self._document, inside, attributes, line)
                yield from self._origin.once(f"{attributes}>{inside}", read)
                if end is None or not end[1]:
                    yield self._origin.notice(f"the document is not closed by </{self._tag}>", line)
            self._move(end.start() if end else len(self._window))
        if empty:
            yield self._origin.rejection("no document in it", None, self._window[:EXCERPT_LENGTH])

    def _document(self, inside: str, attributes: str, line: int) -> Iterator[Item]:
        header = _HEADER.search(inside)
        if header is None:
            yield from read_record(self._record(inside, attributes), self._origin, line, inside)
            return
        number = _NUMBER.search(inside, 0, header.start())
        id_ = number[1] if number else ""
        url = _ADDRESS.search(header[1])
        origin = replace(self._origin.inside(id_ or f"line {line}"), url=url[0] if url else None)
        for item in read_page(inside[header.end() :], origin, published=published(_date("", id_))[0]):
            if isinstance(item, Article):
                yield replace(item, id=id_ or item.id)
            elif isinstance(item, Rejection):
                yield replace(item, line=line)

    def _find(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Return the next place of a pattern, reading on as long as what is held is not too long."""
        looked = self._at
        while not (found := pattern.search(self._window, looked)):
            if len(self._window) - self._at > LONGEST:
                self._too_long = True
                self._move(len(self._window) - 100)
            more = self._text.read(_WINDOW)
            if not more:
                return None
            looked = max(0, len(self._window) - self._at - 100)
            self._window, self._at = self._window[self._at :] + more, 0
        return found

    def _move(self, place: int) -> None:
        self._line += self._window.count("\n", self._at, place)
        self._at = place

    def _record(self, text: str, attributes: str) -> dict[str, str | list[str]]:
        record: dict[str, str | list[str]] = {
            name: unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(attributes)
        }
        dateline = ""
        place = 0
        while tag := _TAG.search(text, place):
            name, place = tag["name"], tag.end()
            end = re.compile(rf"</{re.escape(name)}\s*>", re.I).search(text, place)
            if end is None:
                continue
            inside = text[tag.end() : end.start()]
            if name.lower() == "dateline":
                dateline = without_markup(inside)
            elif self._origin.names.role(name) and not self._holds_fields(inside):
                texts = record.setdefault(name, [])
                if isinstance(texts, list):
                    texts.append(without_markup(inside))
                place = end.end()
        if not any(self._origin.names.stands_for(name, "published") for name in record):
            numbers = (value for name, value in record.items() if self._origin.names.stands_for(name, "id"))
            record["date"] = _date(dateline, " ".join(map(str, numbers)))
        return record

    def _holds_fields(self, text: str) -> bool:
        return any(self._origin.names.stands_for(tag["name"], "title", "body") for tag in _TAG.finditer(text))


def _date(dateline: str, numbers: str) -> str:
    """Return the date in a dateline, which often is but a place, else that in the number of the document."""
    try:
        if parse_date(dateline):
            return dateline
    except ImplausibleDate:
        pass
    found = _DATE_IN_NUMBER.search(numbers)
    return "-".join(found.groups()) if found else ""
