"""What became of each query of a judged set, and the file in which that is saved."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fihris.search.judged import JudgedSetError

MEASURES = ("mrr@10", "ndcg@10", "recall@10", "recall@100", "hit@1")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the engine made of one query.

    `measures` maps the names in `MEASURES` to values from 0 to 1; `first` is the rank of the first relevant
    document, counted from 1, None if none was among the hits; `total` is how many documents were found, and
    `top` are the ids of the first ten.
    """

    id: str
    query: str
    measures: Mapping[str, float]
    first: int | None
    total: int
    top: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the outcome as an object of the per-query file."""
        return {
            "id": self.id,
            "query": self.query,
            **{name: round(self.measures[name], 6) for name in MEASURES},
            "first": self.first,
            "total": self.total,
            "top": list(self.top),
        }


def write_outcomes(path: Path, outcomes: Iterable[Outcome]) -> None:
    """Save outcomes as JSON lines."""
    lines = "".join(json.dumps(outcome.as_json(), ensure_ascii=False) + "\n" for outcome in outcomes)
    path.write_bytes(lines.encode("utf-8", "backslashreplace"))


def read_outcomes(path: Path) -> dict[str, Outcome]:
    """Return saved outcomes by the ids of their queries; raise `JudgedSetError` for another file."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise JudgedSetError(f"{path} cannot be read: {error}.") from error
    outcomes = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            saved = json.loads(line)
            outcomes[saved["id"]] = Outcome(
                id=saved["id"],
                query=saved["query"],
                measures={name: float(saved[name]) for name in MEASURES},
                first=saved["first"],
                total=saved["total"],
                top=tuple(saved["top"]),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise JudgedSetError(
                f"Line {number} of {path} is no saved query. Save a run: fihris evaluate SET --per-query FILE"
            ) from error
    return outcomes
