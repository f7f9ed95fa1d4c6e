"""The tables of what serving takes: every task for every class of queries."""

from __future__ import annotations

from typing import Any

from benchmarks.engines import OURS, REFERENCE
from benchmarks.engines.engine import GROWING, TASKS
from benchmarks.figures import NONE, percentile, ratio, short, spread, table
from benchmarks.trial import Trial

Results = dict[str, dict[str, Any]]

FIRST_SIGHT = "page, first sight"


def times_of(results: Results, engine: str, task: str, name: str) -> dict[str, list[float]] | None:
    """Return the times of a task for a class of queries; None if the engine does not do it."""
    if task == FIRST_SIGHT:
        times: dict[str, list[float]] | None = results[engine].get("first sight", {}).get(name)
        return times
    served: dict[str, dict[str, list[float]]] = results[engine]["serve"]
    return served.get(f"{task}: {name}")


def rows_of(trial: Trial) -> list[tuple[str, str]]:
    """Return every task with every class of queries."""
    return [(task, name) for task in (*TASKS, FIRST_SIGHT) for name in trial.queries]


def in_part(results: dict[str, Any]) -> str:
    """Return what stands before a figure of an engine that served but a part: it is at least that."""
    return "≥ " if results["opening"]["scaled"] > 1 else ""


def ours(results: Results, trial: Trial) -> str:
    """Compare Fihris with the reference: medians, and ratios at every percentile."""
    if not {OURS, REFERENCE} <= results.keys():
        return ""
    rows = []
    for task, name in rows_of(trial):
        mine, theirs = (times_of(results, engine, task, name) for engine in (OURS, REFERENCE))
        if mine and theirs:
            medians = [short(1000 * percentile(times["wall"], 50)) for times in (mine, theirs)]
            ratios = [short(ratio(mine["wall"], theirs["wall"], share)) for share in (50, 95, 99)]
            rows.append([task, name, *medians, *ratios, short(ratio(mine["cpu"], theirs["cpu"], 50))])
    head = ["task", "query", f"{OURS} ms", f"{REFERENCE} ms", "p50", "p95", "p99", "CPU p50"]
    return table(head, rows, texts=2)


def ratios(results: Results, trial: Trial) -> str:
    """Compare all engines with the reference by their medians."""
    rows = []
    for task, name in rows_of(trial):
        reference = times_of(results, REFERENCE, task, name) if REFERENCE in results else None
        cells = []
        for engine in results:
            times = times_of(results, engine, task, name)
            if times and reference:
                cells.append(in_part(results[engine]) + short(ratio(times["wall"], reference["wall"], 50)))
            else:
                cells.append(NONE)
        rows.append([task, name, *cells])
    return table(["task", "query", *results], rows, texts=2)


def milliseconds(results: Results, trial: Trial, clock: str) -> str:
    """Give p50 / p95 / p99 of every engine by one clock, in milliseconds."""
    rows = []
    for task, name in rows_of(trial):
        found = [times_of(results, engine, task, name) for engine in results]
        rows.append([task, name, *(spread(times[clock]) if times else NONE for times in found)])
    return table(["task", "query", *results], rows, texts=2)


def growth(runs: dict[int, Results], trial: Trial) -> str:
    """Compare Fihris with the reference at every size: milliseconds · ratios of p50 and p95."""
    rows = []
    for task, name in ((task, name) for task in GROWING for name in trial.queries):
        cells = []
        for results in runs.values():
            mine, theirs = (times_of(results, engine, task, name) for engine in (OURS, REFERENCE))
            if mine and theirs:
                median = short(1000 * percentile(mine["wall"], 50))
                both = (short(ratio(mine["wall"], theirs["wall"], share)) for share in (50, 95))
                cells.append(f"{median} · {' / '.join(both)}")
            else:
                cells.append(NONE)
        rows.append([task, name, *cells])
    return table(["task", "query", *(f"× {times}" for times in runs)], rows, texts=2)
