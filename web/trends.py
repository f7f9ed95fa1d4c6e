"""Trends: how often something is written about, as a share of all that was published then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from werkzeug.datastructures import MultiDict

from fihris.search import Engine
from fihris.web.asked import Asked
from fihris.web.bounds import Bound
from fihris.web.params import BadParameter, clean, filters_of, query_of
from fihris.web.periods import between

MOST_LINES = 5
MOST_DATES = 1200  # a century of months
Unit = Literal["year", "month"]
UNITS: tuple[Unit, ...] = get_args(Unit)
Lines = Literal["query", "source"]
LINES: tuple[Lines, ...] = get_args(Lines)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared: queries with each other, or the sources of the first query.

    `by` is None where the archive decides: months for up to three years, else years.
    """

    queries: tuple[str, ...]
    filters: Asked
    by: Unit | None = None
    lines: Lines = "query"

    def as_args(self) -> dict[str, Any]:
        """Return the arguments of the address of this comparison, without those that say nothing."""
        args = self.filters.as_args() | {"q": list(self.queries)}
        if self.by:
            args["by"] = self.by
        if self.lines != "query":
            args["lines"] = self.lines
        return args


@dataclass(frozen=True, slots=True)
class Line:
    """One of what is compared: how many articles were found at each date, and which share of all that is.

    `asked` is the search that finds them all.
    """

    name: str
    asked: Asked
    counts: tuple[int, ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Trends:
    """Lines over the same dates; `articles` are all that was published then, in the sources asked for."""

    by: Unit
    dates: tuple[Bound, ...]
    articles: tuple[int, ...]
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the JSON object of the HTTP API."""
        return {
            "by": self.by,
            "dates": [date.iso for date in self.dates],
            "articles": list(self.articles),
            "lines": [
                {
                    "query": line.asked.q,
                    "sources": list(line.asked.sources),
                    "counts": list(line.counts),
                    "shares": [round(share, 6) for share in line.shares],
                }
                for line in self.lines
            ],
        }


def comparison_of(args: MultiDict[str, str]) -> Comparison:
    """Read what an address compares.

    Raises:
        BadParameter: A query is too long, there are too many, or another argument makes no sense.
    """
    queries = tuple(dict.fromkeys(filter(None, map(query_of, args.getlist("q")))))
    if len(queries) > MOST_LINES:
        raise BadParameter(f"At most {MOST_LINES} queries can be compared.")
    by, lines = clean(args.get("by", "")) or None, clean(args.get("lines", "")) or "query"
    if by not in (None, *UNITS):
        raise BadParameter(f"by is one of {', '.join(UNITS)}.")
    if lines not in LINES:
        raise BadParameter(f"lines is one of {', '.join(LINES)}.")
    return Comparison(queries, filters_of(args), by, lines)


def trends(news: Engine, comparison: Comparison) -> Trends:
    """Return the lines of a comparison over the dates from the first article that any found to the last."""
    asked = _lines(news, comparison)
    found = [one.histogram(news, "month") for one in asked]
    months = sorted(month for counts in found for month, _ in counts)
    if not months:
        nowhere = tuple(Line(_name(comparison, one), one, (), ()) for one in asked)
        return Trends(comparison.by or "year", (), (), nowhere)
    by = comparison.by or ("month" if int(months[-1][:4]) - int(months[0][:4]) < 3 else "year")
    first, last = (month[:4] if by == "year" else month for month in (months[0], months[-1]))
    dates = tuple(between(_bound(first), _bound(last)))[-MOST_DATES:]
    everything = _everything(news, comparison.filters)
    of_sources: dict[tuple[str, ...], tuple[int, ...]] = {}
    lines = []
    for one in asked:
        if one.sources not in of_sources:
            of_sources[one.sources] = _counts(news, everything.but(sources=one.sources), by, dates)
        counts = _counts(news, one, by, dates)
        lines.append(Line(_name(comparison, one), one, counts, _shares(counts, of_sources[one.sources])))
    return Trends(by, dates, _counts(news, everything, by, dates), tuple(lines))


def _lines(news: Engine, comparison: Comparison) -> list[Asked]:
    """Return the search behind each line."""
    filters = comparison.filters
    if comparison.lines == "query" or not comparison.queries:
        return [filters._replace(q=query) for query in comparison.queries]
    asked = filters._replace(q=comparison.queries[0])
    sources = filters.sources or [source for source, _ in asked.but(limit=0).answer(news).facets["source"]]
    return [asked._replace(sources=(source,)) for source in sources[:MOST_LINES]]


def _name(comparison: Comparison, asked: Asked) -> str:
    return asked.q if comparison.lines == "query" else asked.sources[0]


def _everything(news: Engine, filters: Asked) -> Asked:
    """Return the search that finds all dated articles that pass the filters."""
    first = news.stats().first
    since = filters.since or (Bound(first.year, first.month, first.day) if first else None)
    return filters._replace(q="", since=since)


def _shares(counts: Sequence[int], everything: Sequence[int]) -> tuple[float, ...]:
    return tuple(count / whole if whole else 0.0 for count, whole in zip(counts, everything, strict=True))


def _bound(text: str) -> Bound:
    return Bound(*map(int, text.split("-")))


def _counts(news: Engine, asked: Asked, by: str, dates: Sequence[Bound]) -> tuple[int, ...]:
    counts = dict(asked.histogram(news, by))
    return tuple(counts.get(date.iso, 0) for date in dates)
