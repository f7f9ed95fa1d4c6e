"""The list of all articles, without what is in them: what a site map is made of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import numpy as np

from fihris.index.documents import moment, read_details
from fihris.search.collection import Collection

_READ_AT_ONCE = 1000


class Listed(NamedTuple):
    """An article's id, and when it came into the index as it is, naive and UTC, where that is known."""

    id: str
    indexed: datetime | None


class Listing:
    """The articles of a generation in the order of the index, but for excerpts of others; read as needed."""

    def __init__(self, collection: Collection) -> None:
        excerpts = collection.column("document.excerpt").astype(bool)
        self._collection = collection
        self._documents = np.flatnonzero(collection.alive & ~excerpts)

    def __len__(self) -> int:
        return len(self._documents)

    def part(self, first: int, count: int) -> Iterator[Listed]:
        """Yield so many of the articles, from the one with the number `first` on."""
        collection, indexed = self._collection, self._collection.generation.indexed
        last = min(first + count, len(self))
        for start in range(first, last, _READ_AT_ONCE):
            some = self._documents[start : min(start + _READ_AT_ONCE, last)].tolist()
            places = [collection.locate(document) for document in some]
            details = read_details([segment.documents.details(number) for segment, number in places])
            for document, known in zip(some, details, strict=True):
                when = int(indexed[document])
                yield Listed(known.id, moment(when) if when else None)
