"""The report of a reindex run, and the error file it points to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fihris.index.readers import Notice, Rejection


@dataclass(slots=True)
class Report:
    """What a run did.

    `indexed` documents are new, `updated` ones replace an earlier text, `unchanged` ones were left alone,
    `removed` ones are gone from the input, `kept` ones too but were kept (`keep_missing`); `rejected`
    documents or files could not be indexed; `notices` were indexed without a part of them (a date that cannot
    be); `duplicates` had the id and text of an earlier one. `without_body` counts, of the indexed and
    updated, those that have a title alone.
    `documents` is how many the index holds now, `generation` the one that is served.
    """

    indexed: int = 0
    unchanged: int = 0
    updated: int = 0
    removed: int = 0
    kept: int = 0
    rejected: int = 0
    notices: int = 0
    duplicates: int = 0
    without_body: int = 0
    seconds: float = 0.0
    documents: int = 0
    generation: str | None = None
    errors_file: str | None = None

    @property
    def changed(self) -> int:
        """Return how many documents were added, replaced or removed."""
        return self.indexed + self.updated + self.removed

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object, with the rate of the documents that were written."""
        written = self.indexed + self.updated
        rate = written / self.seconds if self.seconds else 0.0
        return asdict(self) | {"seconds": round(self.seconds, 3), "documents_per_second": round(rate, 1)}


def write_errors(path: Path, problems: Iterable[Rejection | Notice]) -> int:
    """Write one JSON line for each problem (file, line, member, reason, excerpt); return how many there were.

    The file is removed where there is none, so that an old one does not tell of problems that were mended.
    """
    names = ("file", "line", "member", "reason", "excerpt")
    lines = [
        json.dumps({name: getattr(problem, name) for name in names}, ensure_ascii=False)
        for problem in problems
    ]
    if lines:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{line}\n" for line in lines)
        # File names need not be text: what cannot be encoded is written escaped, never lost.
        path.write_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        path.unlink(missing_ok=True)
    return len(lines)
