"""The document columns of a segment: what is known of each article besides its words."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from json.encoder import encode_basestring
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.index.article import Article
from fihris.index.columns import Array
from fihris.index.texts import TextCollector, Texts

NO_DATE = int(np.iinfo(np.int64).min)
_EPOCH = datetime(1970, 1, 1)
_READ_AT_ONCE = 1024
_ID = len("[")  # where the id begins in an article's details
_DOCUMENT = 8 + 3 * 4 + 2  # bytes of the date, the three names and the two flags of a document
_value_at = json.JSONDecoder().raw_decode
NAMED = ("source", "section", "author")
"""Fields whose values many articles share: their names stand in the segment's meta, once each."""


class DocumentColumns:
    """Collects articles in the order of their document numbers.

    The arrays, for N documents:

    - `document.published` int64[N]: seconds of UTC since 1970, or `NO_DATE`; `document.source`,
      `document.section`, `document.author` int32[N]: numbers in meta's `sources`, `sections` and `authors`,
      or -1; `document.excerpt` bool[N].
    - `keyword.offset` int64[N+1] and `keyword.code` int32: numbers in meta's `keywords`.
    - `body`, `details`: texts (see `texts`); details are JSON: id, title, url, author, section, excerpt_of.
    - `document.wide` bool[N]: details or body have characters beyond U+FFFF.
    """

    def __init__(self) -> None:
        self._published = array("q")
        self._codes = {field: array("i") for field in NAMED}
        self._names: dict[str, dict[str, int]] = {field: {} for field in NAMED}
        self._excerpt, self._wide = array("b"), array("b")
        self._keywords: dict[str, int] = {}
        self._keyword, self._keyword_offset = array("i"), array("q", [0])
        self._bodies, self._details = TextCollector(), TextCollector()

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held, without names of sources and the like, of which few are new."""
        keywords = 4 * len(self._keyword) + 8 * len(self._keyword_offset)
        return self._bodies.nbytes + self._details.nbytes + keywords + _DOCUMENT * len(self._published)

    def add(self, article: Article) -> None:
        """Take the next document."""
        published = article.published
        self._published.append(int((published - _EPOCH).total_seconds()) if published else NO_DATE)
        for field, names in self._names.items():
            name = getattr(article, field)
            self._codes[field].append(names.setdefault(name, len(names)) if name else -1)
        self._excerpt.append(article.excerpt_of is not None)
        self._keyword.extend(self._keywords.setdefault(k, len(self._keywords)) for k in article.keywords)
        self._keyword_offset.append(len(self._keyword))
        details = Details(
            article.id, article.title, article.url, article.author, article.section, article.excerpt_of
        )
        wide = (self._bodies.add(article.body), self._details.add(_write(details)))
        self._wide.append(any(wide))

    def arrays(self) -> tuple[dict[str, Array], dict[str, list[str]]]:
        """Return the columns and the segment's meta: the names of sources, sections, authors and keywords."""
        arrays = {
            "document.published": view(self._published, np.int64),
            "document.excerpt": view(self._excerpt, np.bool_),
            "document.wide": view(self._wide, np.bool_),
            "keyword.offset": view(self._keyword_offset, np.int64),
            "keyword.code": view(self._keyword, np.int32),
        }
        arrays |= {f"document.{field}": view(codes, np.int32) for field, codes in self._codes.items()}
        arrays |= self._bodies.arrays("body") | self._details.arrays("details")
        meta = {f"{field}s": list(names) for field, names in self._names.items()}
        return arrays, meta | {"keywords": list(self._keywords)}


class Documents:
    """The articles of a segment, read back from its document columns."""

    def __init__(self, columns: Mapping[str, Array], meta: Mapping[str, Any]) -> None:
        self._published = columns["document.published"].data
        self._source = columns["document.source"].data
        self._keyword_offset = columns["keyword.offset"].data
        self._keyword = columns["keyword.code"].data
        self._wide = columns["document.wide"].data
        self.names: dict[str, list[str]] = {field: meta[f"{field}s"] for field in NAMED}
        self.keywords: list[str] = meta["keywords"]
        self.bodies = Texts(columns, "body")
        self._details = Texts(columns, "details")

    def __len__(self) -> int:
        return len(self._published)

    def is_wide(self, document: int) -> bool:
        """Say whether parts of the body cannot be told by their places."""
        return bool(self._wide[document])

    def __getitem__(self, document: int) -> Article:
        """Return an article whole."""
        return self.article(document, self.bodies[document])

    def identifiers(self) -> Iterator[str]:
        """Yield the ids of all articles."""
        return (_value_at(self._details[document], _ID)[0] for document in range(len(self)))

    def all_details(self) -> Iterator[Details]:
        """Yield the details of all articles."""
        for first in range(0, len(self), _READ_AT_ONCE):
            some = range(first, min(first + _READ_AT_ONCE, len(self)))
            yield from read_details([self._details[each] for each in some])

    def article(self, document: int, body: str = "") -> Article:
        """Return an article with `body` for its own: by default without."""
        (details,) = read_details([self.details(document)])
        return Article(
            id=details.id,
            title=details.title,
            body=body,
            url=details.url,
            source=self.source(document),
            author=details.author,
            section=details.section,
            keywords=self.keywords_of(document),
            published=self.published(document),
            excerpt_of=details.excerpt_of,
        )

    def details(self, document: int) -> str:
        """Return the details of an article, to be read by `read_details`."""
        return self._details[document]

    def source(self, document: int) -> str | None:
        """Return the name of an article's source."""
        code = self._source[document]
        return self.names["source"][code] if code >= 0 else None

    def published(self, document: int) -> datetime | None:
        """Return when an article was published."""
        seconds = self._published[document]
        return moment(seconds) if seconds != NO_DATE else None

    def keywords_of(self, document: int) -> tuple[str, ...]:
        """Return the keywords of an article."""
        codes = self._keyword[self._keyword_offset[document] : self._keyword_offset[document + 1]]
        return tuple([self.keywords[code] for code in codes])


class Details(NamedTuple):
    """What is kept of an article as one text."""

    id: str
    title: str
    url: str | None
    author: str | None
    section: str | None
    excerpt_of: str | None


def read_details(details: Sequence[str]) -> list[Details]:
    """Return the details of several articles, read in one go."""
    return [Details(*fields) for fields in json.loads(f"[{','.join(details)}]")]


def _write(details: Details) -> str:
    """Return details as JSON; an encoder would be made anew for each."""
    return f"[{','.join(['null' if field is None else encode_basestring(field) for field in details])}]"


def moment(seconds: int) -> datetime:
    """Return a moment of the column `document.published`, naive and UTC."""
    return _EPOCH + timedelta(0, seconds)


def moments(seconds: NDArray[np.int64]) -> list[datetime | None]:
    """Return moments of the column `document.published`, None where there is no date."""
    # `NO_DATE` is what numpy calls not a time.
    found: list[datetime | None] = seconds.view("datetime64[s]").tolist()
    return found


def view(values: array[int], dtype: type[np.generic]) -> Array:
    """Return what an array holds as an array of numpy's; nothing can be added to it any more."""
    return np.frombuffer(values, dtype) if values else np.zeros(0, dtype)
