"""The period: days in a row, as a query asks for them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from hijridate import Hijri


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both among them; None where an end is open."""

    first: date | None
    last: date | None

    def __str__(self) -> str:
        """Return the period as a query writes it: 2015, 2015-03, 2015-03-05, 2015..2016, >=2015, <=2015."""
        for letters in (4, 7, 10):  # of an ISO date: the year, the month, the day
            first, last = (end.isoformat()[:letters] if end else "" for end in (self.first, self.last))
            whole = Period(
                _whole(first).first if first else None,
                _whole(last).last if last else None,
            )
            if whole == self:
                break
        if first and last:
            return first if first == last else f"{first}..{last}"
        return f">={first}" if first else f"<={last}" if last else ""


def _whole(text: str) -> Period:
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return Period(date(year, month, day), date(year, month, day))
    return month_of(year, month) if month else year_of(year)


def year_of(year: int) -> Period:
    """Return a whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def month_of(year: int, month: int) -> Period:
    """Return a whole month."""
    return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def hijri_of(year: int, first_month: int, last_month: int) -> Period:
    """Return months of a Hijri year; OverflowError outside the tables of the Umm al-Qura calendar."""
    first, last = Hijri(year, first_month, 1), Hijri(year, last_month, 1)
    begin, end = first.to_gregorian(), last.to_gregorian()
    return Period(
        date(begin.year, begin.month, begin.day),
        date(end.year, end.month, end.day) + timedelta(last.month_length() - 1),
    )
