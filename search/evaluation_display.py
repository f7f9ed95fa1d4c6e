"""Evaluations and comparisons as text for a terminal."""

from __future__ import annotations

from fihris.search.comparison import BY, Comparison, Move
from fihris.search.evaluation import Evaluation


def describe(evaluation: Evaluation) -> str:
    """Return the means of all measures with their intervals."""
    intervals = evaluation.intervals
    lines = [
        f"{len(evaluation.outcomes)} queries, {evaluation.documents} documents",
        f"{'':12}{'mean':>6}  95 % interval",
    ]
    for name, value in evaluation.measures.items():
        low, high = intervals[name]
        lines.append(f"{name:12}{value:.4f}  {low:.4f} to {high:.4f}")
    return "\n".join(lines)


def describe_comparison(comparison: Comparison) -> str:
    """Return what changed in each measure, and the queries that gained and lost most."""
    unpaired = f", {comparison.unpaired} in one of them left out" if comparison.unpaired else ""
    lines = [
        f"{len(comparison.moves)} queries in both runs{unpaired}",
        f"{'':12}{'before':>6}  {'after':>6}  {'change':>7}  {'95 % interval':18}  p",
    ]
    for name, change in comparison.changes.items():
        low, high = change.interval
        lines.append(
            f"{name:12}{change.before:.4f}  {change.after:.4f}  {change.difference:+.4f}  "
            f"{low:+.4f} to {high:+.4f}  {change.p:.4f}"
        )
    for what, moves in (("Gained", comparison.gained), ("Lost", comparison.lost)):
        if moves:
            lines += ["", f"{what} most, by {BY}:", *map(_describe_move, moves)]
    return "\n".join(lines)


def _describe_move(move: Move) -> str:
    return f"  {move.difference:+.4f}  {move.before:.4f} → {move.after:.4f}  {move.id}  {move.query}"
