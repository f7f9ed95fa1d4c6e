"""The histogram of a results page: bars that are links, the same in a table, and one sentence about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from fihris.web.asked import Asked
from fihris.web.links import Link, beside
from fihris.web.numerals import amount
from fihris.web.periods import Period
from fihris.web.places import Tick, places, ticks
from fihris.web.translations import gettext as _
from fihris.web.translations import ngettext

TALLEST = 54  # pixels
LEAST = 3  # of a bar that stands for anything at all
FLOOR = 74  # where the bars stand, from the top


class Bar(NamedTuple):
    """A bar: the search it leads to, and where it stands, across in % of the width and down in pixels."""

    link: Link
    x: float
    width: float
    y: int
    height: int
    highest: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """What the chart shows; `ticks` are what stands below the axis."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    reading: str


def histogram(asked: Asked, periods: tuple[Period, ...]) -> Histogram | None:
    """Return the chart of a search over periods, None where there is nothing to compare."""
    if not periods:
        return None
    most = max(period.count for period in periods)
    width = round(70 / len(periods), 2)
    search, bars = beside(asked), []
    for period, middle in zip(periods, places(len(periods)), strict=True):
        if period.count:
            height = max(LEAST, round(TALLEST * period.count / most))
            url = search.but(since=period.first.iso, until=period.last.iso)
            link = Link(period.spoken, url, period.count)
            x = round(middle - width / 2, 2)
            bars.append(Bar(link, x, width, FLOOR - height, height, period.count == most))
    return Histogram(tuple(bars), ticks(periods), _reading(periods, most))


def _reading(periods: tuple[Period, ...], most: int) -> str:
    highest = next(period for period in periods if period.count == most)
    articles = ngettext("One article", "%(count)s articles", most, count=amount(most))
    return str(_("The most: %(articles)s, %(date)s", date=highest.spoken, articles=articles))
