"""Filters: sources and dates that an article has to be from."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import numpy as np

from fihris.index.arabic.folding import clean
from fihris.index.dates import ImplausibleDate, parse_date
from fihris.index.documents import NO_DATE
from fihris.index.errors import QueryError
from fihris.search.collection import Collection
from fihris.search.impacts import Mask
from fihris.search.moments import Moment, read_moment

Day = date | datetime | str | None

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?")
_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Filters:
    """What articles are asked for besides words: from one of `sources`, from `since` to `until` inclusive.

    `new_since` are seconds of UTC since 1970: what came into the index, or changed, then or later.
    """

    sources: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    new_since: int | None = None

    @classmethod
    def of(
        cls,
        sources: tuple[str, ...] | list[str] = (),
        since: Day = None,
        until: Day = None,
        new_since: Moment = None,
    ) -> Filters:
        """Return filters from what a caller wrote; raise `QueryError` for a date that cannot be read.

        A year or a month begins with its first day as `since` and ends with its last as `until`.
        """
        if isinstance(sources, str):
            sources = (sources,)
        return cls(tuple(sources), _day(since, last=False), _day(until, last=True), read_moment(new_since))

    def __bool__(self) -> bool:
        return bool(self.sources or self.since or self.until or self.new_since is not None)

    def mask(self, collection: Collection) -> Mask:
        """Return which documents (bool[N]) pass."""
        mask = collection.alive.copy()
        if self.new_since is not None:
            mask &= collection.generation.indexed >= self.new_since
        if self.since or self.until:
            published = collection.published
            mask &= published != NO_DATE
            if self.since:
                mask &= published >= _seconds(self.since)
            if self.until:
                mask &= published < _seconds(self.until) + _SECONDS_A_DAY
        if self.sources:
            for segment in collection.segments:
                codes = [code for code, name in enumerate(segment.documents.sources) if name in self.sources]
                place = slice(segment.base, segment.base + len(segment))
                mask[place] &= np.isin(segment.columns["document.source"], codes)
        return mask


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def _day(given: Day, *, last: bool) -> date | None:
    if given is None or isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    text = clean(given.strip())
    if not text:
        return None
    try:
        short = _YEAR_OR_MONTH.fullmatch(text)
        if short:
            year, month = int(short[1]), int(short[2] or (12 if last else 1))
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        found = parse_date(given)
    except (ValueError, ImplausibleDate, calendar.IllegalMonthError):
        found = None
    if found is None:
        raise QueryError(f"The date “{given}” cannot be read. Write it like 2023-09-05, 2023-09 or 2023.")
    return found.date()
