"""Periods of a chart: the years, months or days that something spreads over, none left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from fihris.search import Engine
from fihris.web.asked import Asked
from fihris.web.bounds import Bound
from fihris.web.dates import month_name
from fihris.web.numerals import digits
from fihris.web.translations import gettext as _

MOST = 36  # bars of a chart: more are too thin to hit, and too long to send


class Period(NamedTuple):
    """A bar of a chart: from the first to the last of its years, months or days, and how many articles."""

    first: Bound
    last: Bound
    count: int  # type: ignore[assignment]  # see `Link`

    @property
    def spoken(self) -> str:
        """«٢٠٢٣», «سبتمبر ٢٠٢٣», or «من ١٩٩٠ إلى ١٩٩٤»."""
        if self.first == self.last:
            return self.first.spoken
        return str(_("From %(first)s to %(last)s", first=self.first.spoken, last=self.last.spoken))

    @property
    def tick(self) -> str:
        """The same, as short as it stands below the axis."""
        if self.first.day:
            return digits(self.first.day)
        # A year begins with its number, so that months of several years can be told apart.
        month = self.first.month or 1
        return month_name(month) if month > 1 else digits(self.first.year)


def spread(news: Engine, asked: Asked) -> tuple[Period, ...]:
    """Return how the articles of a search spread over time; nothing if they are all of one day, or undated.

    Over years where they span more than three, else over months, or days within one month. Where there would
    be more than `MOST` periods, each is of several years.
    """
    years = [int(year) for year, count in asked.histogram(news, "year") if count]
    if not years:
        return ()
    if max(years) - min(years) >= 3:
        return _merged(_filled(asked.histogram(news, "year")))
    months = _filled(asked.histogram(news, "month"))
    if len(months) > 1:
        return tuple(months)
    days = _filled(asked.histogram(news, "day"))
    return tuple(days) if len(days) > 1 else ()


def _filled(counts: tuple[tuple[str, int], ...]) -> list[Period]:
    bounds = [Bound(*map(int, text.split("-"))) for text, _ in counts]
    of = {bound: count for bound, (_, count) in zip(bounds, counts, strict=True)}
    return [Period(bound, bound, of.get(bound, 0)) for bound in between(bounds[0], bounds[-1])]


def between(first: Bound, last: Bound) -> Iterator[Bound]:
    """Yield every year, month or day from the first to the last."""
    bound = first
    while bound.first <= last.first:
        yield bound
        bound = _after(bound)


def _after(bound: Bound) -> Bound:
    if bound.day:
        following = bound.first + timedelta(1)
        return Bound(following.year, following.month, following.day)
    if bound.month:
        return Bound(bound.year, bound.month + 1) if bound.month < 12 else Bound(bound.year + 1, 1)
    return Bound(bound.year + 1)


def _merged(periods: list[Period]) -> tuple[Period, ...]:
    step = -(-len(periods) // MOST)
    groups = [periods[start : start + step] for start in range(0, len(periods), step)]
    return tuple(Period(one[0].first, one[-1].last, sum(each.count for each in one)) for one in groups)
