"""What an engine has to offer to be measured."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from benchmarks.trial import Trial

Prepare = Callable[[str], Callable[[], object]]
"""Takes the text of a query and returns the call that is timed."""

TASKS = {
    "first pass": "ids of the top 10, query already analysed",
    "answer": "query text → ten hits with stored title, URL and source",
    "answer, total and facet": "the same with the exact total and the number of hits from each source",
    "page": "the answer with ten marked snippets",
    "page, filtered": "the page under a source and a range of dates, with the number of hits in each year",
}

GROWING = ["first pass", "answer", "page"]
"""The tasks that are measured at every size of a growing corpus."""


class Engine(Protocol):
    """An engine as its users would set it up for Arabic: a title that counts twice, a body, both stored."""

    scaled: int = 1
    """The engine is built from every so-manieth document, for one that would take too long; 1 for all."""

    def version(self) -> str:
        """Return the name and version of what is measured."""

    def build(self, trial: Trial, index: Path) -> None:
        """Build an index of the corpus in an empty folder."""

    def compact(self, trial: Trial, index: Path) -> None:
        """Make the index as quick to search as it gets, where the build left that to be done; not timed."""

    def open(self, trial: Trial, index: Path) -> None:
        """Open an index for searching."""

    def tasks(self) -> dict[str, Prepare]:
        """Return those of `TASKS` that the engine can do, for the index that is open."""
