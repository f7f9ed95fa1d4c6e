"""Fihris: pages by its public API, the first pass and answers without snippets by the pieces of a page."""

# ruff: noqa: D102 - the protocol explains the methods

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

from benchmarks.engines.engine import Engine, Prepare
from benchmarks.trial import Trial
from fihris.index import reindex
from fihris.index.documents import read_details
from fihris.search import open_index
from fihris.search.answer import Answer
from fihris.search.collection import Collection
from fihris.search.compiled import kernels
from fihris.search.facets import USUAL
from fihris.search.filters import Filters
from fihris.search.plan import Plan
from fihris.search.query import parse

Stored = tuple[str, str | None, str | None]


class Fihris(Engine):
    """All layers, passages and facets on, as `Engine.search` has them."""

    def version(self) -> str:
        how = "with kernels" if kernels else "without kernels"
        return f"Fihris {version('fihris')} {how}, numpy {version('numpy')}"

    def build(self, trial: Trial, index: Path) -> None:
        reindex([trial.corpus], index)

    def open(self, trial: Trial, index: Path) -> None:
        self._engine = open_index(index)
        self._filtered = partial(
            self._engine.search, sources=(trial.source,), since=trial.since, until=trial.until
        )

    def tasks(self) -> dict[str, Prepare]:
        return {
            "first pass": self._first_pass,
            "answer": lambda text: partial(self._answer, text),
            "answer, total and facet": lambda text: partial(self._answer, text),
            "page": lambda text: partial(self._engine.search, text),
            "page, filtered": lambda text: partial(self._filtered, text),
        }

    def _first_pass(self, text: str) -> Callable[[], object]:
        snapshot = self._engine._snapshot
        return partial(_first_pass, snapshot.collection, snapshot.plan(parse(text).tree))

    def _answer(self, text: str) -> tuple[list[Stored], int, dict[str, tuple[tuple[str, int], ...]]]:
        """Do all that `Engine.search` does but snippets and marks."""
        snapshot = self._engine._snapshot
        collection = snapshot.collection
        answer = snapshot.answer(parse(text).tree, Filters.of())
        places = [collection.locate(document) for document in answer.ordered("relevance", 10).tolist()]
        details = read_details([segment.documents.details(number) for segment, number in places])
        hits = [
            (known.title, known.url, segment.documents.source(number))
            for known, (segment, number) in zip(details, places, strict=True)
        ]
        return hits, answer.total, {name: answer.facet(name) for name in USUAL}


def _first_pass(collection: Collection, plan: Plan | None) -> object:
    """Rank by three layers and decide what counts as found; passages belong to the answer."""
    documents, _ = Answer(collection, plan, Filters.of()).first_pass
    return documents[:10]
