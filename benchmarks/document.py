"""The document: one article as every engine gets it, from the JSON lines that all are built from."""

# Nothing of ours is imported here: the processes of other engines must not pay for it.
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Document:
    """One article as the engines get it; `published` is text of ISO 8601, empty where it is not known."""

    id: str
    title: str
    body: str
    url: str
    source: str
    published: str

    @property
    def seconds(self) -> int:
        """When it was published, in seconds of UTC since 1970; 0 where that is not known."""
        if not self.published:
            return 0
        return int(datetime.fromisoformat(self.published).replace(tzinfo=UTC).timestamp())

    @property
    def year(self) -> int:
        """The year in which it was published, 0 where that is not known."""
        return int(self.published[:4]) if self.published else 0


def read_corpus(corpus: Path, *, every: int = 1) -> Iterator[Document]:
    """Yield the documents of a written corpus, or every so-manieth."""
    with corpus.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream):
            if number % every == 0:
                yield Document(**json.loads(line))
