"""Evaluation: a judged set is indexed and searched by the real thing, and measured."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np

from fihris.index.errors import FihrisError
from fihris.index.reindexing import Progress, reindex
from fihris.search.engine import Engine, open_index
from fihris.search.judged import JudgedQuery, JudgedSet
from fihris.search.outcomes import MEASURES, Outcome
from fihris.search.ranking import Ranking
from fihris.search.significance import bootstrap_interval

DEPTH = 100  # hits asked for
TOP = 10  # ids kept of them

_NAMES = {
    "mrr@10": "RR@10",
    "ndcg@10": "nDCG@10",
    "recall@10": "R@10",
    "recall@100": "R@100",
    "hit@1": "Success@1",
}
"""What ir-measures calls our measures."""


class MeasuresMissing(FihrisError):
    """The library that measures is not installed."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of every query of a judged set of so many documents."""

    outcomes: tuple[Outcome, ...]
    documents: int

    @property
    def measures(self) -> dict[str, float]:
        """Return the mean of every measure over the queries."""
        return {
            name: float(np.mean([outcome.measures[name] for outcome in self.outcomes])) for name in MEASURES
        }

    @property
    def intervals(self) -> dict[str, tuple[float, float]]:
        """Return the 95 % bootstrap interval of every measure."""
        return {
            name: bootstrap_interval(np.array([outcome.measures[name] for outcome in self.outcomes]))
            for name in MEASURES
        }

    def as_json(self) -> dict[str, Any]:
        """Return the contract's JSON object."""
        return {
            **{name: round(value, 6) for name, value in self.measures.items()},
            "queries": len(self.outcomes),
            "documents": self.documents,
            "intervals": {
                name: [round(low, 6), round(high, 6)] for name, (low, high) in self.intervals.items()
            },
        }


def evaluate(judged: JudgedSet, *, progress: Callable[[Progress], None] = lambda _: None) -> Evaluation:
    """Index a judged set into a temporary directory, search it with the default settings, and measure.

    Raises `MeasuresMissing` before the work begins if ir-measures is not installed.
    """
    return evaluate_each(judged, [Ranking()], progress=progress)[0]


def evaluate_each(
    judged: JudgedSet, rankings: Sequence[Ranking], *, progress: Callable[[Progress], None] = lambda _: None
) -> list[Evaluation]:
    """Evaluate a judged set with each of several settings of the ranking; it is indexed once."""
    library = _library()
    with TemporaryDirectory(prefix="fihris-") as directory:
        index = Path(directory) / "index"
        report = reindex(judged.articles, index, progress=progress)
        return [
            Evaluation(_outcomes(library, judged, open_index(index, ranking=ranking)), report.documents)
            for ranking in rankings
        ]


def _outcomes(library: ModuleType, judged: JudgedSet, engine: Engine) -> tuple[Outcome, ...]:
    found = [_search(engine, query) for query in judged.queries]
    measured = _measure(library, judged.queries, [hits for hits, _ in found])
    return tuple(
        Outcome(
            id=query.id,
            query=query.text,
            measures=measured[query.id],
            first=next((rank for rank, hit in enumerate(hits, 1) if hit in query.grades), None),
            total=total,
            top=tuple(hits[:TOP]),
        )
        for query, (hits, total) in zip(judged.queries, found, strict=True)
    )


def _library() -> ModuleType:
    try:
        import ir_measures  # noqa: PLC0415 - an extra: whoever only searches need not have it
    except ImportError as error:
        raise MeasuresMissing(
            "The measures come from ir-measures, which is not installed: pip install fihris[evaluate]"
        ) from error
    library: ModuleType = ir_measures
    return library


def _search(engine: Engine, query: JudgedQuery) -> tuple[list[str], int]:
    page = engine.search(query.text, limit=DEPTH)
    return [hit.id for hit in page.hits], page.total


def _measure(
    library: ModuleType, queries: Sequence[JudgedQuery], ranked: Sequence[Sequence[str]]
) -> dict[str, dict[str, float]]:
    """Return every measure of every query, by the ids of the queries.

    The library ranks by score, and equal scores by id; it is given the ranks themselves, so that it keeps
    the engine's order.
    """
    measures = {library.parse_measure(theirs): ours for ours, theirs in _NAMES.items()}
    judgments = {query.id: dict(query.grades) for query in queries}
    run = {
        query.id: {hit: float(DEPTH - rank) for rank, hit in enumerate(hits)}
        for query, hits in zip(queries, ranked, strict=True)
    }
    values: dict[str, dict[str, float]] = {query.id: {} for query in queries}
    for metric in library.iter_calc(list(measures), judgments, run):
        values[metric.query_id][measures[metric.measure]] = float(metric.value)
    return values
