"""What an address asks for: the arguments of a request as checked values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from fihris.search import QueryError
from fihris.search.facets import FACETS, USUAL
from fihris.search.floods import without_floods
from fihris.search.recency import LONGEST
from fihris.web.asked import NAMED, PAGE_SIZE, SORTS, Asked, Sort
from fihris.web.bounds import Bound, parse_bound
from fihris.web.numerals import western
from fihris.web.translations import gettext as _

MAX_QUERY = 1000
MAX_LIMIT = 100
COMPLETIONS = 8
MAX_COMPLETIONS = 50
COMPLETION_FORMATS = ("json", "opensearch")
MAX_VALUES = 50
MAX_OFFSET = 10_000_000

# Spaces of every kind become one space. What no reader sees goes: control characters, which spoil logs and
# HTML, and the marks that turn the direction of the text after them.
_SPACES = re.compile(r"[\s\x00]+")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class BadParameter(QueryError):
    """An argument that cannot be answered as it stands.

    `advice` says so to readers of the page, where the argument is one that the page has.
    """

    def __init__(self, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.advice = advice


def for_page(args: MultiDict[str, str]) -> Asked:
    """Read the arguments of a page; a sort or page number that makes no sense is left out of account.

    Raises:
        BadParameter: The query is too long, or a date is none.
    """
    sort = args.get("sort", "")
    page = _number(args.get("page", ""))
    asked = _search(args, sort if sort in SORTS else "relevance")
    asked = asked._replace(group=args.get("group") != "0", facets=(*USUAL, "author"))
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
    asked = _search(args, sort)._replace(limit=limit, facets=facets)
    return asked._replace(
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
    asked = filters_of(args)._replace(q=query_of(args.get("q", "")), sort=sort)
    return asked._replace(recency=_recency(args))


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
