"""The trial: what every engine is given, written once and read by each process."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self


@dataclass(frozen=True, slots=True)
class Trial:
    """One corpus with its queries and filter.

    `queries` are by class, `tasks` what is served for each of them; `warm_up` is asked before anything is
    timed in a fresh process. The filter is one `source` from `since` to `until`, days of ISO 8601, both
    inclusive.
    """

    corpus: str
    documents: int
    growth: int
    queries: dict[str, list[str]]
    tasks: list[str]
    warm_up: str
    source: str
    since: str
    until: str
    rounds: int
    seed: int

    def write(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what was written."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
