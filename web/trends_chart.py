"""The picture of trends: a line for each of what is compared, its highest point marked and told."""

from __future__ import annotations

import math
from dataclasses import dataclass

from fihris.web.numerals import percent
from fihris.web.periods import Period
from fihris.web.places import Tick, places, ticks
from fihris.web.translations import gettext as _
from fihris.web.trends import Line, Trends

HEIGHT = 280  # pixels of the plot
TOP = 24  # above it, for what is written on the highest level
STEPS = (2.0, 1.0, 0.5, 0.2)  # of the scale, times the power of ten below the highest point


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: its points over a plot of 1000 × `HEIGHT`, and where its highest point is, in % and pixels."""

    name: str
    points: str
    x: float
    y: float
    reading: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn; `levels` are the lines of the scale: pixels from the top, and what they stand for."""

    curves: tuple[Curve, ...]
    ticks: tuple[Tick, ...]
    levels: tuple[tuple[float, str], ...]

    @property
    def reading(self) -> str:
        """The picture in words."""
        return "; ".join(f"{curve.name}: {curve.reading}" for curve in self.curves)


def picture(found: Trends) -> Picture | None:
    """Return the picture of trends, None where there are fewer than two dates or nothing was found."""
    most = max((share for line in found.lines for share in line.shares), default=0.0)
    if len(found.dates) < 2 or not most:
        return None
    step = _step(most)
    top = step * -(-most // step)
    periods = [Period(date, date, 0) for date in found.dates]
    where = places(len(periods))
    curves = tuple(_curve(line, where, periods, top) for line in found.lines)
    levels = [
        (_y(level * step, top), percent(level * step, _places(step)))
        for level in range(1, round(top / step) + 1)
    ]
    return Picture(curves, ticks(periods), tuple(levels))


def _curve(line: Line, where: list[float], periods: list[Period], top: float) -> Curve:
    points = " ".join(
        f"{place * 10:g},{_y(share, top) - TOP:g}" for place, share in zip(where, line.shares, strict=True)
    )
    highest = max(range(len(line.shares)), key=line.shares.__getitem__)
    x, share = where[highest], percent(line.shares[highest])
    reading = _("at most %(share)s, %(date)s", share=share, date=periods[highest].spoken)
    return Curve(line.name, points, x, _y(line.shares[highest], top), str(reading))


def _y(share: float, top: float) -> float:
    return round(TOP + HEIGHT * (1 - share / top), 1)


def _step(most: float) -> float:
    """Return a round step that makes two to five levels."""
    power = math.pow(10, math.floor(math.log10(most)))
    return next(step * power for step in STEPS if most / (step * power) >= 2)


def _places(step: float) -> int:
    return next(places for places in range(6) if round(step * 100, 6) * 10**places % 1 < 1e-6)
