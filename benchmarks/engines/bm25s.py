"""bm25s with the Arabic stemmer of PyStemmer in its tokenizer, by numpy and by numba."""

# ruff: noqa: D102 - the protocol explains the methods

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import bm25s
import Stemmer
from bm25s.utils.corpus import JsonlCorpus

from benchmarks.document import read_corpus
from benchmarks.engines.engine import Engine, Prepare
from benchmarks.trial import Trial

SHOWN = ("title", "url", "source")


class Bm25s(Engine):
    """One field: the title twice, then the body. Has no totals, facets, snippets or filters."""

    backend = "numpy"

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("arabic")

    def version(self) -> str:
        return f"bm25s {version('bm25s')}, PyStemmer {version('PyStemmer')}"

    def build(self, trial: Trial, index: Path) -> None:
        stored, texts = [], []
        for document in read_corpus(Path(trial.corpus)):
            texts.append(f"{document.title}\n{document.title}\n{document.body}")
            stored.append(
                {"id": document.id, "title": document.title, "body": document.body}
                | {"url": document.url, "source": document.source}
            )
        model = bm25s.BM25(backend=self.backend)
        model.index(self._tokens(texts), show_progress=False)
        model.save(str(index), corpus=stored, show_progress=False)

    def open(self, trial: Trial, index: Path) -> None:
        # The articles are opened apart: a model that has them reads the whole of every hit.
        self._model = bm25s.BM25.load(str(index), mmap=True, backend=self.backend)
        self._stored = JsonlCorpus(index / "corpus.jsonl", show_progress=False)

    def tasks(self) -> dict[str, Prepare]:
        return {"first pass": self._first_pass, "answer": lambda text: partial(self._answer, text)}

    def _tokens(self, texts: list[str]) -> Any:
        return bm25s.tokenize(texts, stopwords=None, stemmer=self._stemmer, show_progress=False)

    def _query(self, text: str) -> list[list[str]]:
        tokenized = bm25s.tokenize(
            [text], stopwords=None, stemmer=self._stemmer, show_progress=False, return_ids=False
        )
        return [[token for token in tokenized[0] if token in self._model.vocab_dict]]

    def _top(self, tokens: list[list[str]]) -> list[int]:
        if not tokens[0]:
            return []
        numbers = self._model.retrieve(tokens, k=10, return_as="documents", show_progress=False)
        found: list[int] = numbers[0].tolist()
        return found

    def _first_pass(self, text: str) -> Callable[[], object]:
        return partial(self._top, self._query(text))

    def _answer(self, text: str) -> list[tuple[str, ...]]:
        stored = [self._stored[number] for number in self._top(self._query(text))]
        return [tuple(article[name] for name in SHOWN) for article in stored]


class Bm25sNumba(Bm25s):
    """The same by the scorer that numba compiles, which each process does anew."""

    backend = "numba"

    def version(self) -> str:
        return f"numba {version('numba')}"
