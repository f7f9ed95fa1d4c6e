"""SQLite FTS5 over columns that PyStemmer stemmed beforehand."""

# ruff: noqa: D102 - the protocol explains the methods

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import Stemmer

from benchmarks.document import read_corpus
from benchmarks.engines.engine import Engine, Prepare
from benchmarks.trial import Trial

_WORD = re.compile(r"[\w\u064b-\u065f\u0670\u0640]+")

TABLES = """
CREATE TABLE article (id INTEGER PRIMARY KEY, name TEXT, title TEXT, body TEXT, url TEXT, source TEXT);
CREATE VIRTUAL TABLE stems USING fts5(
    title, body, content='', tokenize='unicode61 remove_diacritics 2'
);
INSERT INTO stems (stems, rank) VALUES ('rank', 'bm25(2.0, 1.0)');
"""
TOP = "SELECT rowid FROM stems WHERE stems MATCH ? ORDER BY rank LIMIT 10"
ANSWER = f"SELECT title, url, source FROM article JOIN ({TOP}) AS top ON article.id = top.rowid"
FACET = """
SELECT source, count(*) FROM stems JOIN article ON article.id = stems.rowid
WHERE stems MATCH ? GROUP BY source
"""


class SqliteFts5(Engine):
    """A full-text table of stems beside the table of articles; no snippets, for they would show stems."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("arabic")

    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version}"

    def build(self, trial: Trial, index: Path) -> None:
        with closing(sqlite3.connect(index / "articles.db")) as connection, connection:
            connection.executescript(TABLES)
            for number, document in enumerate(read_corpus(Path(trial.corpus)), 1):
                connection.execute(
                    "INSERT INTO article VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        number,
                        document.id,
                        document.title,
                        document.body,
                        document.url,
                        document.source,
                    ),
                )
                connection.execute(
                    "INSERT INTO stems (rowid, title, body) VALUES (?, ?, ?)",
                    (number, self._stems(document.title), self._stems(document.body)),
                )
            connection.execute("INSERT INTO stems (stems) VALUES ('optimize')")

    def open(self, trial: Trial, index: Path) -> None:
        self._connection = sqlite3.connect(index / "articles.db")

    def tasks(self) -> dict[str, Prepare]:
        return {
            "first pass": self._first_pass,
            "answer": lambda text: partial(self._answer, text),
            "answer, total and facet": lambda text: partial(self._full_answer, text),
        }

    def _stems(self, text: str) -> str:
        return " ".join(self._stemmer.stemWords(_WORD.findall(text)))

    def _match(self, text: str) -> str:
        return " OR ".join(f'"{stem}"' for stem in self._stems(text).split())

    def _fetch(self, sql: str, match: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql, (match,)).fetchall()

    def _first_pass(self, text: str) -> Callable[[], object]:
        return partial(self._fetch, TOP, self._match(text))

    def _answer(self, text: str) -> list[tuple[object, ...]]:
        return self._fetch(ANSWER, self._match(text))

    def _full_answer(self, text: str) -> object:
        match = self._match(text)
        counts = self._fetch(FACET, match)
        return self._fetch(ANSWER, match), sum(int(str(count)) for _, count in counts), counts
