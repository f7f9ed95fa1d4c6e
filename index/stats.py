"""What an index holds and how much room it takes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from fihris.index import generation_columns, ledger
from fihris.index.columns import SUFFIX
from fihris.index.documents import NO_DATE, moment
from fihris.index.generation import Generation
from fihris.index.inversion import LAYERS
from fihris.index.segment import Segment

SHORT = 12  # characters of the fingerprint that are shown


@dataclass(frozen=True, slots=True)
class IndexStats:
    """The figures of a served generation.

    `documents`, `tokens`, `sources` and the days `first` and `last` (ISO 8601, UTC) are of living documents,
    `terms` by layer and `words` of all that is stored: terms distinct over the index, words distinct in each
    segment. `bytes` on disk are by kind: columns, whoosh, ledger.
    """

    generation: str
    created: str
    analysis: str
    schema: int
    documents: int
    deleted: int
    segments: int
    sources: int
    first: str | None
    last: str | None
    tokens: int
    words: int
    terms: dict[str, int]
    bytes: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return the figures as a JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the figures as aligned lines for a reader."""
        rows: list[tuple[str, str]] = [
            ("documents", f"{self.documents:,}"),
            ("deleted", f"{self.deleted:,}"),
            ("segments", f"{self.segments:,}"),
            ("sources", f"{self.sources:,}"),
            ("dates", f"{self.first} to {self.last}" if self.first else "none"),
            ("tokens", f"{self.tokens:,}"),
            ("words", f"{self.words:,}"),
        ]
        rows += [(f"{layer} terms", f"{count:,}") for layer, count in self.terms.items()]
        rows += [(f"{kind} on disk", f"{size / 1e6:,.2f} MB") for kind, size in self.bytes.items()]
        rows += [
            ("on disk", f"{sum(self.bytes.values()) / 1e6:,.2f} MB"),
            ("generation", self.generation),
            ("created", self.created),
            ("analysis", self.analysis),
            ("schema", str(self.schema)),
        ]
        width = max(len(name) for name, _ in rows)
        return "\n".join(f"{name:<{width}}  {figure}" for name, figure in rows)


def stats(index: Path) -> IndexStats:
    """Return the figures of the index; raises what opening it raises."""
    generation = Generation(index)
    try:
        segments, manifest = generation.segments, generation.manifest
        days = [day for segment in segments for day in _days(segment)]
        sizes = dict.fromkeys(("columns", "whoosh", "ledger"), 0)
        for name, (size, _) in manifest.files.items():
            sizes[_kind(name)] += size
        return IndexStats(
            generation=generation.name,
            created=manifest.created,
            analysis=manifest.analysis[:SHORT],
            schema=manifest.schema,
            documents=len(generation),
            deleted=sum(map(len, segments)) - len(generation),
            segments=len(segments),
            sources=len({source for segment in segments for source in _sources(segment)}),
            first=min(days, default=None),
            last=max(days, default=None),
            tokens=sum(_tokens(segment) for segment in segments),
            words=sum(len(segment.columns["word.stop"]) for segment in segments),
            terms={layer: _terms(segments, layer) for layer in LAYERS},
            bytes=sizes,
        )
    finally:
        generation.close()


def _kind(name: str) -> str:
    if name.endswith(SUFFIX) or name == generation_columns.FILE_NAME:
        return "columns"
    return "ledger" if name == ledger.FILE_NAME else "whoosh"


def _days(segment: Segment) -> list[str]:
    """Return the first and the last day of a segment's living documents, none where none has a date."""
    seconds = segment.columns["document.published"][segment.alive]
    seconds = seconds[seconds != NO_DATE]
    if not len(seconds):
        return []
    return [moment(int(end)).date().isoformat() for end in (seconds.min(), seconds.max())]


def _sources(segment: Segment) -> list[str]:
    numbers = np.unique(segment.columns["document.source"][segment.alive]).tolist()
    return [segment.documents.names["source"][number] for number in numbers if number >= 0]


def _tokens(segment: Segment) -> int:
    return int(np.diff(segment.columns["forward.offset"])[segment.alive].sum())


def _terms(segments: tuple[Segment, ...], layer: str) -> int:
    if len(segments) == 1:
        return len(segments[0].terms[layer])
    return len({term for segment in segments for term in segment.terms[layer]})
