"""Comparison: what changed between two saved runs of the same queries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from fihris.search.judged import JudgedSetError
from fihris.search.outcomes import MEASURES, Outcome
from fihris.search.significance import bootstrap_interval, randomization_p

BY = "ndcg@10"  # queries gain and lose by it: grades and places of all of the first page count
SHOWN = 5  # queries that gained or lost most


@dataclass(frozen=True, slots=True)
class Change:
    """The mean of a measure before and after, with the 95 % interval and p value of their difference."""

    before: float
    after: float
    interval: tuple[float, float]
    p: float

    @property
    def difference(self) -> float:
        """Return by how much the mean rose."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Move:
    """One query's `BY` before and after."""

    id: str
    query: str
    before: float
    after: float

    @property
    def difference(self) -> float:
        """Return by how much it rose."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed over the queries that both runs have; `unpaired` queries stand in one of them alone.

    `moves` begin with the query that gained most and end with the one that lost most.
    """

    changes: Mapping[str, Change]
    moves: tuple[Move, ...]
    unpaired: int

    @property
    def gained(self) -> tuple[Move, ...]:
        """Return the queries that gained most, the first by most."""
        return tuple(move for move in self.moves[:SHOWN] if move.difference > 0)

    @property
    def lost(self) -> tuple[Move, ...]:
        """Return the queries that lost most, the first by most."""
        return tuple(move for move in self.moves[: -SHOWN - 1 : -1] if move.difference < 0)

    def as_json(self) -> dict[str, Any]:
        """Return the comparison as a JSON object."""
        return {
            "measures": {
                name: {
                    "before": round(change.before, 6),
                    "after": round(change.after, 6),
                    "difference": round(change.difference, 6),
                    "interval": [round(bound, 6) for bound in change.interval],
                    "p": round(change.p, 6),
                }
                for name, change in self.changes.items()
            },
            "queries": len(self.moves),
            "unpaired": self.unpaired,
            "gained": [asdict(move) for move in self.gained],
            "lost": [asdict(move) for move in self.lost],
        }


def compare(before: Mapping[str, Outcome], after: Mapping[str, Outcome]) -> Comparison:
    """Return what changed between two runs, given by the ids of their queries.

    Raises `JudgedSetError` if they have no query in common.
    """
    shared = [id_ for id_ in before if id_ in after]
    if not shared:
        raise JudgedSetError(
            "The two runs have no query in common. Save both with --per-query from the same judged set."
        )
    changes = {}
    for name in MEASURES:
        old = np.array([before[id_].measures[name] for id_ in shared])
        new = np.array([after[id_].measures[name] for id_ in shared])
        changes[name] = Change(
            float(old.mean()), float(new.mean()), bootstrap_interval(new - old), randomization_p(new - old)
        )
    moves = [Move(id_, after[id_].query, before[id_].measures[BY], after[id_].measures[BY]) for id_ in shared]
    moves.sort(key=lambda move: move.difference, reverse=True)
    return Comparison(changes, tuple(moves), len(before) + len(after) - 2 * len(shared))
