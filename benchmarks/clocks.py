"""Clocks: wall and CPU time of one call, and of every query over several rounds."""

from __future__ import annotations

import math
import resource
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from random import Random
from time import perf_counter, process_time


@dataclass(slots=True)
class Times:
    """Wall time and CPU time (of all threads) in seconds, one entry a query."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def as_json(self) -> dict[str, list[float]]:
        """Return both lists, rounded to tenths of a microsecond."""
        return {name: [round(value, 7) for value in values] for name, values in asdict(self).items()}


def time_call(call: Callable[[], object]) -> tuple[float, float]:
    """Return how much wall and CPU time a call took."""
    cpu, wall = process_time(), perf_counter()
    call()
    return perf_counter() - wall, process_time() - cpu


def time_build(build: Callable[[], object]) -> tuple[float, float]:
    """Return how much wall time a build took, and CPU time with that of the processes it started."""

    def spent() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in used)

    cpu, wall = spent(), perf_counter()
    build()
    return perf_counter() - wall, spent() - cpu


def best_of_rounds(calls: dict[str, list[Callable[[], object]]], rounds: int, seed: int) -> dict[str, Times]:
    """Return the best of several rounds for each call; each round goes through all in another order."""
    random = Random(seed)
    order = [(name, number) for name, those in calls.items() for number in range(len(those))]
    best = {name: Times([math.inf] * len(those), [math.inf] * len(those)) for name, those in calls.items()}
    for _ in range(rounds):
        random.shuffle(order)
        for name, number in order:
            wall, cpu = time_call(calls[name][number])
            times = best[name]
            times.wall[number] = min(times.wall[number], wall)
            times.cpu[number] = min(times.cpu[number], cpu)
    return best
