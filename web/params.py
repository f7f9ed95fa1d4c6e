"""What an address asks for: the arguments of a request as checked values, and back as an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import MultiDict

from fihris.search import Engine, Page, QueryError
from fihris.search.facets import FACETS, USUAL
from fihris.search.floods import without_floods
from fihris.search.histogram import Counts
from fihris.search.recency import LONGEST
from fihris.web.bounds import Bound, parse_bound
from fihris.web.numerals import western

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
PAGE_SIZE = 10
MAX_QUERY = 1000
MAX_LIMIT = 100
COMPLETIONS = 8
MAX_COMPLETIONS = 50
COMPLETION_FORMATS = ("json", "opensearch")
MAX_VALUES = 50
NAMED = {"source": "sources", "section": "sections", "keyword": "keywords", "author": "authors"}
"""Arguments that may be repeated, and what they are called here."""

MAX_OFFSET = 10_000_000

# Spaces of every kind become one space. What no reader sees goes: control characters, which spoil logs and
# HTML, and the marks that turn the direction of the text after them.
_SPACES = re.compile(r"[\s\x00]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class BadParameter(QueryError):
    """An argument that cannot be answered as it stands.

    `advice` says so to readers of the page, where the argument is one that the page has.
    """

    def __init__(self, message: str, advice: object = "") -> None:
        super().__init__(message)
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Asked:
    """A search as an address asks for it."""

    q: str = ""
    sources: tuple[str, ...] = ()
    since: Bound | None = None
    until: Bound | None = None
    sort: Sort = "relevance"
    limit: int = PAGE_SIZE
    offset: int = 0
    group: bool = True
    new_since: str = ""
    explain: bool = False
    cursor: str = ""
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    recency: float | None = None
    facets: tuple[str, ...] = USUAL

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        return self.offset // self.limit + 1

    @property
    def narrowed(self) -> bool:
        """Whether there are filters."""
        return bool(
            self.since or self.until or self.new_since or any(getattr(self, name) for name in NAMED.values())
        )

    def on_page(self, page: int) -> Asked:
        """Return the same search, another page."""
        return replace(self, offset=(page - 1) * self.limit)

    def but(self, **changes: object) -> Asked:
        """Return the search with some of it changed, on its first page."""
        return replace(self, **{"offset": 0, **changes})  # type: ignore[arg-type]

    def unfiltered(self) -> Asked:
        """Return the search without any filter."""
        return self.but(**dict.fromkeys(NAMED.values(), ()), since=None, until=None, new_since="")

    def answer(self, news: Engine) -> Page:
        """Return what an index answers."""
        return news.search(
            self.q,
            limit=self.limit,
            offset=self.offset,
            explain=self.explain,
            cursor=self.cursor,
            facets=self.facets,
            **self.question(),
        )

    def question(self) -> dict[str, Any]:
        """Return what the engine is asked besides the query, wherever the page begins."""
        return {"sort": self.sort, "group": self.group, "recency": self.recency, **self.filters()}

    def histogram(self, news: Engine, by: str) -> Counts:
        """Return how what an index answers spreads over years, months or days."""
        return news.histogram(self.q, by, **self.filters())

    def filters(self) -> dict[str, Any]:
        """Return the filters as the engine takes them."""
        return {
            "sources": self.sources,
            "sections": self.sections,
            "keywords": self.keywords,
            "authors": self.authors,
            "since": self.since.first if self.since else None,
            "until": self.until.last if self.until else None,
            "new_since": self.new_since,
        }

    def as_args(self) -> dict[str, Any]:
        """Return the arguments of this search's address, without those that say nothing."""
        args: dict[str, Any] = {"q": self.q} if self.q else {}
        args |= {arg: list(names) for arg, field in NAMED.items() if (names := getattr(self, field))}
        if self.since:
            args["since"] = self.since.iso
        if self.until:
            args["until"] = self.until.iso
        if self.sort != "relevance":
            args["sort"] = self.sort
        if self.new_since:
            args["new_since"] = self.new_since
        if not self.group:
            args["group"] = "0"
        if self.recency is not None:
            args["recency"] = f"{self.recency:g}"
        if self.page > 1:
            args["page"] = str(self.page)
        return args


def for_page(args: MultiDict[str, str]) -> Asked:
    """Read the arguments of a page; a sort or page number that makes no sense is left out of account.

    Raises:
        BadParameter: The query is too long, or a date is none.
    """
    sort = args.get("sort", "")
    page = _number(args.get("page", ""))
    asked = _search(args, sort if sort in SORTS else "relevance")
    asked = replace(asked, group=args.get("group") != "0")
    asked = replace(asked, facets=(*USUAL, "author"))
    return asked.on_page(min(max(page or 1, 1), MAX_OFFSET // PAGE_SIZE))


def for_api(args: MultiDict[str, str]) -> Asked:
    """Read the arguments of the HTTP API, strictly.

    Raises:
        BadParameter: An argument is not what it has to be.
    """
    sort = args.get("sort", "relevance")
    if sort not in SORTS:
        raise BadParameter(f"sort is one of {', '.join(SORTS)}.")
    facets = tuple(dict.fromkeys(args.getlist("facet"))) or USUAL
    if not set(facets) <= set(FACETS):
        raise BadParameter(f"facet is one of {', '.join(FACETS)}.")
    limit = for_number(args, "limit", PAGE_SIZE, MAX_LIMIT)
    asked = replace(_search(args, sort), limit=limit, facets=facets)
    return replace(
        asked,
        offset=for_number(args, "offset", 0, MAX_OFFSET),
        group=for_flag(args, "group"),
        explain=for_flag(args, "explain"),
        cursor=args.get("cursor", ""),
    )


def for_flag(args: MultiDict[str, str], name: str) -> bool:
    """Read an argument that is on or off.

    Raises:
        BadParameter: It is neither.
    """
    said = args.get(name, "0").lower()
    if said not in ("0", "1", "false", "true"):
        raise BadParameter(f"{name} is 1 or 0.")
    return said in ("1", "true")


@dataclass(frozen=True, slots=True)
class Typing:
    """What is being typed, as far as it is, and how the completions are wanted."""

    q: str
    limit: int = COMPLETIONS
    for_browsers: bool = False


def for_completion(args: MultiDict[str, str]) -> Typing:
    """Read the arguments of a completion; a space at the end of `q` counts.

    Raises:
        BadParameter: An argument is not what it has to be.
    """
    format_ = args.get("format", "json")
    if format_ not in COMPLETION_FORMATS:
        raise BadParameter(f"format is one of {', '.join(COMPLETION_FORMATS)}.")
    q = args.get("q", "")
    if len(q) > MAX_QUERY:
        raise BadParameter(f"q has {len(q):,} characters; a query may have {MAX_QUERY:,}.")
    ends = " " if q[-1:].isspace() else ""
    limit = for_number(args, "limit", COMPLETIONS, MAX_COMPLETIONS)
    return Typing(clean(q) + ends, limit, format_ == "opensearch")


def clean(text: str) -> str:
    """Return the text with single spaces, and without what no reader sees and no query means."""
    return _UNSEEN.sub("", _SPACES.sub(" ", text)).strip()


def query_of(text: str) -> str:
    """Return a query as it is searched for; raise `BadParameter` if it is too long."""
    text = without_floods(text)
    if len(text) > MAX_QUERY:
        raise BadParameter(
            f"q has {len(text):,} characters; a query may have {MAX_QUERY:,}.",
            _(
                "This query is longer than we can read: the limit is a thousand characters. "
                "One or two sentences of a text are enough to find it."
            ),
        )
    return clean(text)


def filters_of(args: MultiDict[str, str]) -> Asked:
    """Return a search for nothing yet, with the filters of an address.

    Raises:
        BadParameter: There are too many, or a date is none.
    """
    return Asked(
        sources=_several(args, "source"),
        sections=_several(args, "section"),
        keywords=_several(args, "keyword"),
        authors=_several(args, "author"),
        since=_bound(args, "since"),
        until=_bound(args, "until", last=True),
        new_since=clean(args.get("new_since", "")),
    )


def _search(args: MultiDict[str, str], sort: Sort) -> Asked:
    asked = replace(filters_of(args), q=query_of(args.get("q", "")), sort=sort)
    return replace(asked, recency=_recency(args))


def _several(args: MultiDict[str, str], name: str) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(filter(None, map(clean, args.getlist(name)))))
    if len(values) > MAX_VALUES:
        raise BadParameter(
            f"At most {MAX_VALUES} {NAMED[name]} at a time.", _("These are more filters than we can apply.")
        )
    return values


def _recency(args: MultiDict[str, str]) -> float | None:
    text = western(clean(args.get("recency", "")))
    if not text:
        return None
    if re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", text) and 0 < float(text) <= LONGEST:
        return float(text)
    raise BadParameter(
        "recency is the number of days after which an article counts a quarter less: 30, for example.",
        _("How much newer articles count more is written as a number of days, like 30."),
    )


def _bound(args: MultiDict[str, str], name: str, *, last: bool = False) -> Bound | None:
    text = clean(args.get(name, ""))
    if not text:
        return None
    if bound := parse_bound(text, last=last):
        return bound
    raise BadParameter(
        f"{name} is a year, a month or a day: 2023, 2023-09 or 2023-09-05.",
        _(
            "We did not understand the date. Write a year like 2023, a month like 2023-09, "
            "or a day like 2023-09-05."
        ),
    )


def _number(text: str) -> int | None:
    text = western(text.strip())
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None


def for_number(args: MultiDict[str, str], name: str, default: int, largest: int) -> int:
    """Read a whole number from 0 to `largest`.

    Raises:
        BadParameter: It is anything else.
    """
    if name not in args:
        return default
    number = _number(args[name])
    if number is None or number > largest:
        raise BadParameter(f"{name} is a whole number from 0 to {largest}.")
    return number
