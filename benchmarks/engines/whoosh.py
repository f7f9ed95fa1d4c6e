"""Stock Whoosh with its own Arabic analyzer, over a part of the corpus."""

# ruff: noqa: D102 - the protocol explains the methods

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from whoosh import fields, index, qparser, query
from whoosh.analysis import LanguageAnalyzer

from benchmarks.document import read_corpus
from benchmarks.engines.engine import Engine, Prepare
from benchmarks.trial import Trial

SHOWN = ("title", "url", "source")


class Whoosh(Engine):
    """whoosh-reloaded as it comes, one article in eight: the whole would take minutes to build."""

    scaled = 8

    def version(self) -> str:
        return f"whoosh-reloaded {version('whoosh-reloaded')}"

    def build(self, trial: Trial, index_folder: Path) -> None:
        analyzer = LanguageAnalyzer("ar")
        schema = fields.Schema(
            id=fields.ID(stored=True),
            title=fields.TEXT(analyzer, stored=True),
            body=fields.TEXT(analyzer, stored=True),
            url=fields.ID(stored=True),
            source=fields.ID(stored=True, sortable=True),
            published=fields.DATETIME,
            year=fields.NUMERIC(sortable=True),
        )
        writer = index.create_in(index_folder, schema).writer()
        for document in read_corpus(Path(trial.corpus), every=self.scaled):
            writer.add_document(
                id=document.id,
                title=document.title,
                body=document.body,
                url=document.url,
                source=document.source,
                published=datetime.fromisoformat(document.published) if document.published else None,
                year=document.year,
            )
        writer.commit()

    def open(self, trial: Trial, index_folder: Path) -> None:
        opened = index.open_dir(index_folder)
        self._searcher = opened.searcher()
        self._parser = qparser.MultifieldParser(
            ["title", "body"], opened.schema, fieldboosts={"title": 2.0}, group=qparser.OrGroup
        )
        days = query.DateRange(
            "published",
            datetime.fromisoformat(trial.since),
            datetime.fromisoformat(f"{trial.until}T23:59:59"),
        )
        self._filter = query.And([query.Term("source", trial.source), days])

    def tasks(self) -> dict[str, Prepare]:
        return {
            "first pass": self._first_pass,
            "answer": lambda text: partial(self._answer, text),
            "answer, total and facet": lambda text: partial(self._full_answer, text),
            "page": lambda text: partial(self._page, text),
            "page, filtered": lambda text: partial(self._filtered, text),
        }

    def _first_pass(self, text: str) -> Callable[[], object]:
        parsed = self._parser.parse(text)
        return lambda: self._searcher.search(parsed, limit=10).docs

    def _answer(self, text: str) -> list[tuple[str, ...]]:
        found = self._searcher.search(self._parser.parse(text), limit=10)
        return [tuple(hit[name] for name in SHOWN) for hit in found]

    def _full_answer(self, text: str) -> object:
        found = self._searcher.search(self._parser.parse(text), limit=10, groupedby="source")
        hits = [tuple(hit[name] for name in SHOWN) for hit in found]
        return hits, len(found), {name: len(those) for name, those in found.groups().items()}

    def _page(self, text: str) -> object:
        found = self._searcher.search(self._parser.parse(text), limit=10)
        return [(*(hit[name] for name in SHOWN), hit.highlights("body")) for hit in found]

    def _filtered(self, text: str) -> object:
        found = self._searcher.search(
            self._parser.parse(text), limit=10, filter=self._filter, groupedby="year"
        )
        hits = [(*(hit[name] for name in SHOWN), hit.highlights("body")) for hit in found]
        return hits, len(found), {year: len(those) for year, those in found.groups().items()}
