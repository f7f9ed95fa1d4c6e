"""Places along the time axis of a chart: time runs as the reader reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from fihris.web.language import DIRECTIONS, language
from fihris.web.periods import Period


class Place(NamedTuple):
    """Where a period has its middle, in % of the width from the left, and what stands below it."""

    x: float
    text: str


def places(periods: Sequence[Period]) -> tuple[Place, ...]:
    """Return where the periods stand: each in the middle of an equal part, the oldest where lines begin."""
    part = 100 / len(periods)
    middles = [round(part * (number + 0.5), 2) for number in range(len(periods))]
    if DIRECTIONS[language()] == "rtl":
        middles.reverse()
    return tuple(Place(x, period.tick) for x, period in zip(middles, periods, strict=True))
