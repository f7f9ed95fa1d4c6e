"""The first and last day of a search, as people write them: a year, a month or a day, in either digits."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from fihris.index.dates import parse_date
from fihris.web.dates import month_of, short_date
from fihris.web.numerals import digits, western

_YEAR_OR_MONTH = re.compile(r"(\d{4})(?:[-/](\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Bound:
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
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part))
        return "-".join(parts)

    @property
    def spoken(self) -> str:
        """«٢٠٢٣», «سبتمبر ٢٠٢٣» or «٥ سبتمبر ٢٠٢٣»: as it stands on the page."""
        if self.day:
            return short_date(self.first)
        return month_of(self.year, self.month) if self.month else digits(self.year)


def parse_bound(text: str) -> Bound | None:
    """Read a year («2023»), a month («2023-09») or a day in any form that news pages write.

    Digits may be Western, Arabic-Indic or Persian; a Hijri day becomes its Gregorian one. Returns None for
    anything else, an impossible day among it.
    """
    try:
        if match := _YEAR_OR_MONTH.fullmatch(western(text.strip())):
            year, month = match.groups()
            bound = Bound(int(year), int(month) if month else None)
            return bound if bound.first else None
        found = parse_date(text)
    except ValueError:  # there is no such day, or no newspaper then
        return None
    return Bound(found.year, found.month, found.day) if found else None
