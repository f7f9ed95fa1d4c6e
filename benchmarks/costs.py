"""The tables of what building, opening and holding an index takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.engines import OURS, REFERENCE
from benchmarks.figures import NONE, short, table
from benchmarks.serving import Results, in_part

Figure = Callable[[dict[str, Any]], float | None]
"""Takes a figure from the results of an engine, None if it has none."""


def _built(key: str, unit: float) -> Figure:
    """Return what takes a figure of the build, scaled to the whole corpus where a part was built."""

    def figure(results: dict[str, Any]) -> float | None:
        return results["build"][key] * results["opening"]["scaled"] / unit if "build" in results else None

    return figure


BUILD = {
    "build, wall s": _built("wall", 1),
    "build, CPU s": _built("cpu", 1),
    "index on disk, MB": _built("bytes", 1e6),
}
COSTS: dict[str, Figure] = {
    **BUILD,
    "open and first answer, wall ms": lambda results: 1000 * results["opening"]["wall"],
    "open and first answer, CPU ms": lambda results: 1000 * results["opening"]["cpu"],
    "memory while serving, RSS MB": lambda results: results["memory"].get("rss"),
    "memory while serving, PSS MB": lambda results: results["memory"].get("pss"),
}


def costs(results: Results) -> str:
    """Give the costs of every engine."""
    rows = [
        [name, *(_cell(name, results[engine], figure(results[engine])) for engine in results)]
        for name, figure in COSTS.items()
    ]
    return table(["", *results], rows)


def cost_ratios(results: Results) -> str:
    """Compare all engines with the reference by their costs."""
    rows = []
    for name, figure in COSTS.items():
        reference = figure(results[REFERENCE]) if REFERENCE in results else None
        cells = []
        for engine in results:
            cost = figure(results[engine])
            cells.append(_cell(name, results[engine], cost / reference if cost and reference else None))
        rows.append([name.rpartition(" ")[0].rstrip(","), *cells])
    return table(["", *results], rows)


def growth(runs: dict[int, Results]) -> str:
    """Give the costs of Fihris at every size of the corpus, and their ratio to those of the reference."""
    rows = []
    for name, figure in COSTS.items():
        cells = []
        for results in runs.values():
            mine, theirs = (figure(results[engine]) for engine in (OURS, REFERENCE))
            cells.append(f"{short(mine)} · {short(mine / theirs)}" if mine and theirs else NONE)
        rows.append([name, *cells])
    return table(["", *(f"× {times}" for times in runs)], rows)


def _cell(cost: str, results: dict[str, Any], figure: float | None) -> str:
    """Write a figure: after ≈ one that was scaled, after ≥ one of a part of the corpus."""
    if figure is None or results["opening"]["scaled"] == 1:
        return short(figure)
    return ("≈ " if cost in BUILD else in_part(results)) + short(figure)
