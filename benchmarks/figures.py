"""Figures: percentiles and ratios, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PERCENTILES = (50, 95, 99)
NONE = "–"


def percentile(values: Sequence[float], share: float) -> float:
    """Return the percentile of `values`, in between by straight line."""
    return float(np.percentile(np.asarray(values, float), share))


def ratio(ours: Sequence[float], theirs: Sequence[float], share: float) -> float:
    """Return the ratio of two percentiles: below 1 where `ours` is quicker."""
    return percentile(ours, share) / percentile(theirs, share)


def short(value: float | None) -> str:
    """Write a figure with about three digits that matter; a dash for none."""
    if value is None:
        return NONE
    if value >= 100:
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 1 or value == 0 else f"{value:#.2g}"


def spread(seconds: Sequence[float]) -> str:
    """Write p50 / p95 / p99 in milliseconds."""
    return " / ".join(short(1000 * percentile(seconds, share)) for share in PERCENTILES)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """Write a table of Markdown: the first columns are text, so many, the others are figures."""
    rules = ["---"] * texts + ["--:"] * (len(head) - texts)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in [list(head), rules, *rows])
