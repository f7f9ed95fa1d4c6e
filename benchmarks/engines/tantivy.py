"""tantivy-py with its Arabic stemmer."""

# ruff: noqa: D102 - the protocol explains the methods

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.document import read_corpus
from benchmarks.engines.engine import Engine, Prepare
from benchmarks.trial import Trial

FIELDS = ["title", "body"]
BOOSTS = {"title": 2.0}
SHOWN = ("title", "url", "source")
EPOCH = date(1970, 1, 1)


class Tantivy(Engine):
    """Simple tokenizer, no long tokens, lower case, Arabic stemmer.

    As many threads write as it likes, each its own segment. One segment is quicker to search: so the index is
    written again by one thread before it is searched.
    """

    def version(self) -> str:
        return f"tantivy-py {version('tantivy')}"

    def build(self, trial: Trial, index: Path) -> None:
        _write(trial, index, heap=512 << 20, threads=0)

    def compact(self, trial: Trial, index: Path) -> None:
        shutil.rmtree(index)
        index.mkdir()
        _write(trial, index, heap=3 << 30, threads=1)

    def open(self, trial: Trial, index: Path) -> None:
        self._index = tantivy.Index.open(str(index))
        self._index.register_tokenizer("arabic", _analyzer())
        self._index.reload()
        self._searcher = self._index.searcher()
        self._schema = self._index.schema
        since, until = (date.fromisoformat(day) - EPOCH for day in (trial.since, trial.until))
        self._filter = [
            tantivy.Query.term_query(self._schema, "source", trial.source, "basic"),
            tantivy.Query.range_query(
                self._schema, "published", tantivy.FieldType.Integer, since.days, until.days
            ),
        ]

    def tasks(self) -> dict[str, Prepare]:
        return {
            "first pass": self._first_pass,
            "answer": lambda text: partial(self._answer, text),
            "answer, total and facet": lambda text: partial(self._full_answer, text),
            "page": lambda text: partial(self._page, text),
            "page, filtered": lambda text: partial(self._filtered, text),
        }

    def _parse(self, text: str) -> tantivy.Query:
        return self._index.parse_query(text, FIELDS, field_boosts=BOOSTS)

    def _first_pass(self, text: str) -> Callable[[], object]:
        return partial(self._searcher.search, self._parse(text), 10, count=False)

    def _answer(self, text: str) -> list[Any]:
        found = self._searcher.search(self._parse(text), 10, count=False)
        return [self._stored(address)[0] for _, address in found.hits]

    def _full_answer(self, text: str) -> object:
        query = self._parse(text)
        found: Any = self._searcher.search(query, 10, count=True)
        facet = {"source": {"terms": {"field": "source", "size": 20}}}
        counts = self._searcher.aggregate(query, facet)
        return [self._stored(address)[0] for _, address in found.hits], found.count, counts

    def _page(self, text: str) -> object:
        query = self._parse(text)
        return self._hits(query, self._searcher.search(query, 10, count=False))

    def _filtered(self, text: str) -> object:
        words = self._parse(text)
        query = tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (words, *self._filter)])
        found: Any = self._searcher.search(query, 10, count=True)
        counts = self._searcher.aggregate(query, {"year": {"terms": {"field": "year", "size": 20}}})
        return self._hits(words, found), found.count, counts

    def _hits(self, words: tantivy.Query, found: Any) -> list[Any]:
        generator = tantivy.SnippetGenerator.create(self._searcher, words, self._schema, "body")
        hits = []
        for _, address in found.hits:
            stored, document = self._stored(address)
            hits.append((stored, generator.snippet_from_doc(document).to_html()))
        return hits

    def _stored(self, address: Any) -> tuple[tuple[Any, ...], tantivy.Document]:
        document = self._searcher.doc(address)
        return tuple(document.get_first(name) for name in SHOWN), document


def _write(trial: Trial, index: Path, *, heap: int, threads: int) -> None:
    """Write the whole corpus; 0 threads stands for as many as tantivy chooses."""
    made = tantivy.Index(_schema(), path=str(index))
    made.register_tokenizer("arabic", _analyzer())
    writer = made.writer(heap_size=heap, num_threads=threads)
    for document in read_corpus(Path(trial.corpus)):
        writer.add_document(
            tantivy.Document(
                id=document.id,
                title=document.title,
                body=document.body,
                url=document.url,
                source=document.source,
                published=document.seconds // 86_400,
                year=document.year,
            )
        )
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("title", stored=True, tokenizer_name="arabic", index_option="position")
    builder.add_text_field("body", stored=True, tokenizer_name="arabic", index_option="position")
    builder.add_text_field("url", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("source", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("published", indexed=True, fast=True)
    builder.add_integer_field("year", fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(40))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.stemmer("arabic"))
        .build()
    )
