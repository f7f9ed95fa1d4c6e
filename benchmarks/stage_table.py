"""The tables of where the time of a page goes, and of what the hardware would allow."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.figures import percentile, short, table
from benchmarks.stages import REST, STAGES

Split = dict[str, list[dict[str, float]]]
"""Seconds by stage of each query of a class, at first sight and with known words."""


def stage_table(splits: dict[str, Split]) -> str:
    """Give the median of each stage in microseconds, and its share of all stages."""
    columns = [(kind, name) for kind in ("known words", "first sight") for name in splits]
    medians = {column: _medians(splits[column[1]][column[0]]) for column in columns}
    rows = []
    for stage in (*STAGES, REST):
        cells = []
        for column in columns:
            share = medians[column][stage] / sum(medians[column].values())
            cells.append(f"{short(1e6 * medians[column][stage])} · {100 * share:.0f} %")
        rows.append([stage, *cells])
    rows.append(["all", *(short(1e6 * sum(medians[column].values())) for column in columns)])
    return table(["stage", *(f"{name}, {kind}" for kind, name in columns)], rows)


def _medians(splits: Sequence[dict[str, float]]) -> dict[str, float]:
    return {stage: percentile([split.get(stage, 0.0) for split in splits], 50) for stage in (*STAGES, REST)}


def limit_table(limits: dict[str, float], splits: dict[str, Split]) -> str:
    """Give the time to read what a page has to look at, and how many calls of numpy a page could make."""
    rows = []
    for name, split in splits.items():
        size = limits[f"bytes: {name}"]
        known = sum(_medians(split["known words"]).values())
        rows.append(
            [
                name,
                short(size / 1e3),
                short(1e6 * size / limits["bytes a second"]),
                short(1e6 * sum(_medians(split["first sight"]).values())),
                short(known / limits["seconds a call"]),
            ]
        )
    head = [
        "query",
        "KB to read",
        "µs to read them",
        "µs of a page, first sight",
        "page, known words, in calls",
    ]
    return table(head, rows)
