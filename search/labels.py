"""Labels: the keywords, authors and sources of articles, by the words they begin with."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.letters import ARTICLE
from fihris.search.collection import Collection
from fihris.search.facets import count_facet
from fihris.search.found import Found
from fihris.search.ordering import by_date

READ = 10_000  # articles, the newest, whose authors are known
MOST = 50_000  # keywords
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
        words = " ".join(token.exact for token in self._collection.generation.chain.analyze(text))
        return {words, words.removeprefix(ARTICLE)} - {""}

    def _counted(self) -> Iterator[tuple[tuple[str, str], int]]:
        found = Found(self._collection.alive)
        keywords = count_facet(self._collection, found, "keyword", MOST)
        yield from (((text, "keyword"), count) for text, count in keywords)
        sources = count_facet(self._collection, found, "source", most=None)
        yield from (((text, "name"), count) for text, count in sources)
        published, scores = self._collection.published, np.zeros(self._collection.size, np.float32)
        newest = by_date(found.documents, published, scores, READ, newest=True)
        authors: Counter[str] = Counter()
        for document in newest.tolist():
            segment, number = self._collection.locate(document)
            if author := segment.documents.article(number).author:
                authors[author] += 1
        yield from (((text, "name"), count) for text, count in authors.items())
