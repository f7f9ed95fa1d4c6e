"""The first and last day of a search, as people write them: a year, a month or a day, in either digits."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime
from typing import NamedTuple

from fihris.index.dates import ImplausibleDate
from fihris.index.periods import parse_period
from fihris.web.dates import month_of, short_date
from fihris.web.numerals import digits


class Bound(NamedTuple):
    """A year, a month of it or a day of that; `first` and `last` are its days."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def iso(self) -> str:
        """«2023», «2023-09» or «2023-09-05»: as it stands in an address."""
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"

    @property
    def spoken(self) -> str:
        """«٢٠٢٣», «سبتمبر ٢٠٢٣» or «٥ سبتمبر ٢٠٢٣»: as it stands on the page."""
        if self.day:
            return short_date(self.first)
        return month_of(self.year, self.month) if self.month else digits(self.year)


def parse_bound(text: str, *, last: bool = False) -> Bound | None:
    """Read a year, a month or a day in any form that readers write, today and last week among them.

    Of other periods the first day is taken, or the last one; a Hijri day becomes its Gregorian one. Returns
    None for anything else, an impossible day among it.
    """
    try:
        period = parse_period(text, datetime.now(UTC).date())
    except ImplausibleDate:
        return None
    day = (period.last if last else period.first) if period else None
    if period is None or day is None:
        return None
    bounds = (Bound(day.year), Bound(day.year, day.month), Bound(day.year, day.month, day.day))
    whole = (bound for bound in bounds if (bound.first, bound.last) == (period.first, period.last))
    return next(whole, bounds[2])
