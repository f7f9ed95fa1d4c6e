"""Labels: the keywords, authors and sources of articles, by the words they begin with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.letters import ARTICLE
from fihris.index.arabic.tokenizing import tokenize
from fihris.search.collection import Collection
from fihris.search.facets import count_facet
from fihris.search.found import Found

MOST = 50_000  # of each kind
_LAST = "\uffff"


class Labels:
    """Finds labels; holds them in memory, each once."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def beginning(self, keys: Iterable[str], most: int) -> list[tuple[str, str, int]]:
        """Return labels whose folded words begin with any of `keys`, as text, kind and number of articles."""
        words, labels, counts = self._sorted
        found: dict[tuple[str, str], int] = {}
        for key in keys:
            first, last = bisect_left(words, key), bisect_left(words, key + _LAST)
            best = np.argsort(-counts[first:last], kind="stable")[: 2 * most] + first
            found.update((labels[place], int(counts[place])) for place in best.tolist())
        ordered = sorted(found.items(), key=lambda each: -each[1])[:most]
        return [(text, kind, count) for (text, kind), count in ordered]

    @cached_property
    def _sorted(self) -> tuple[list[str], list[tuple[str, str]], NDArray[np.int64]]:
        """Folded words, labels and counts, by the words; those with the article are there twice."""
        entries = sorted(
            (words, label, count) for label, count in self._counted() for words in self._folded(label[0])
        )
        counts = np.array([count for _, _, count in entries], np.int64)
        return [words for words, _, _ in entries], [label for _, label, _ in entries], counts

    def _folded(self, text: str) -> set[str]:
        words = " ".join(map(fold_exact, tokenize(text).words))
        return {words, words.removeprefix(ARTICLE)} - {""}

    def _counted(self) -> Iterator[tuple[tuple[str, str], int]]:
        found = Found(self._collection.living)
        for field, kind in (("keyword", "keyword"), ("source", "name"), ("author", "name")):
            for text, count in count_facet(self._collection, found, field, MOST):
                yield (text, kind), count
