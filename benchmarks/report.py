"""The report: fills the template of docs/benchmarks.md with what was measured."""

from __future__ import annotations

from pathlib import Path
from string import Template

from benchmarks import costs, serving
from benchmarks.engines import OURS
from benchmarks.engines.engine import TASKS
from benchmarks.queries import CLASSES, share_repeated
from benchmarks.runner import GROWN_ROUNDS, OPENINGS, SIGHTS, TOGETHER
from benchmarks.serving import Results
from benchmarks.stage_table import limit_table, stage_table
from benchmarks.trial import Trial
from benchmarks.worker import SLOW_QUERIES, SLOW_ROUNDS

TEMPLATE = Path(__file__).parent / "template.md"
LEGEND = (
    "Milliseconds of Fihris · ratios to tantivy at p50 / p95; below, costs of Fihris · ratios to tantivy."
)
NO_GROWTH = "Not measured in this run; `make bench GROWTH=1,4,16` does."


def fill(corpus: str, trial: Trial, machine: dict[str, str], runs: dict[int, Results]) -> str:
    """Return the page: the run of the corpus as it is in full, and how the figures grow with it."""
    results = runs[min(runs)]
    splits, limits = results[OURS]["stages"], results[OURS]["limits"]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        machine,
        corpus=corpus,
        versions="; ".join(engine["opening"]["version"] for engine in results.values()),
        counts=", ".join(f"{len(queries)} of {name}" for name, queries in trial.queries.items()),
        seed=trial.seed,
        rounds=trial.rounds,
        grown_rounds=GROWN_ROUNDS,
        slow_queries=SLOW_QUERIES,
        slow_rounds=SLOW_ROUNDS,
        scaled=max(engine["opening"]["scaled"] for engine in results.values()),
        repeated=f"{100 * share_repeated(trial.queries[CLASSES[-1]]):.0f}",
        source=trial.source,
        since=trial.since,
        until=trial.until,
        together=TOGETHER,
        sights=SIGHTS,
        openings=OPENINGS,
        ours=serving.ours(results, trial),
        ratios=serving.ratios(results, trial),
        wall=serving.milliseconds(results, trial, "wall"),
        cpu=serving.milliseconds(results, trial, "cpu"),
        costs=costs.costs(results),
        cost_ratios=costs.cost_ratios(results),
        stages=stage_table(splits),
        limits=limit_table(limits, splits),
        speed=f"{limits['bytes a second'] / 1e9:.0f}",
        call=f"{1e6 * limits['seconds a call']:.2f}",
        tasks="\n".join(f"- *{task}*: {meaning}." for task, meaning in TASKS.items()),
        growth=_growth(runs, trial),
    )


def _growth(runs: dict[int, Results], trial: Trial) -> str:
    if len(runs) == 1:
        return NO_GROWTH
    return f"{LEGEND}\n\n{serving.growth(runs, trial)}\n\n{costs.growth(runs)}"
