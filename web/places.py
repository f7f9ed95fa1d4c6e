"""Places along the time axis of a chart: time runs as the reader reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fihris.web.language import DIRECTIONS, language
from fihris.web.periods import Period

TICKS = 6  # at most, below the axis


class Tick(NamedTuple):
    """What stands below the axis, and where, in % of the width from the left."""

    x: float
    text: str


def places(number: int) -> list[float]:
    """Return where so many periods have their middles, in % from the left: the oldest where lines begin."""
    part = 100 / number
    middles = [round(part * (place + 0.5), 2) for place in range(number)]
    return middles if DIRECTIONS[language()] == "ltr" else middles[::-1]


def ticks(periods: Sequence[Period]) -> tuple[Tick, ...]:
    """Return the names of periods that stand below the axis, as many as there is room for."""
    step = -(-len(periods) // TICKS)
    named = zip(places(len(periods))[::step], periods[::step], strict=True)
    return tuple(Tick(x, period.tick) for x, period in named)
