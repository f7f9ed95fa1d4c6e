"""A segment as a reader sees it: columns, deletions, and the stored articles."""

from __future__ import annotations

from threading import Lock
from typing import Any

import numpy as np

from fihris.index.article import Article
from fihris.index.columns import Array, Columns
from fihris.index.inversion import LAYERS
from fihris.index.schema import from_fields
from fihris.index.terms import Terms


class Segment:
    """One segment of an open generation.

    `deleted` are the numbers of its documents that Whoosh's table of contents calls deleted; `base` is the
    number of its first document among all documents of the generation; `alive` is bool[N].
    """

    def __init__(self, columns: Columns, whoosh_reader: Any, base: int, deleted: list[int]) -> None:
        self.columns = columns
        self.base = base
        self.sources: list[str] = columns.meta["sources"]
        self.keywords: list[str] = columns.meta["keywords"]
        self.terms = {layer: Terms(columns, layer) for layer in LAYERS}
        self._reader = whoosh_reader
        self._lock = Lock()
        self.alive = np.ones(len(self), bool)
        self.alive[deleted] = False

    def __len__(self) -> int:
        return len(self.columns["document.published"])

    def postings(self, layer: str, term: str) -> slice:
        """Return where the postings of `term` stand in the columns `<layer>.doc` and its kin."""
        number = self.terms[layer].number(term)
        if number < 0:
            return slice(0, 0)
        offset = self.columns[f"{layer}.offset"]
        return slice(int(offset[number]), int(offset[number + 1]))

    def tokens(self, document: int) -> slice:
        """Return where the tokens of `document`, title first, stand in the forward columns."""
        offset = self.columns["forward.offset"]
        return slice(int(offset[document]), int(offset[document + 1]))

    def words_of(self, layer: str, term: str) -> Array:
        """Return the numbers (int) of the segment's words whose form in `layer` is `term`."""
        number = self.terms[layer].number(term)
        return (
            np.flatnonzero(self.columns[f"word.{layer}"] == number) if number >= 0 else np.zeros(0, np.int64)
        )

    def article(self, document: int) -> Article:
        """Return the stored article with number `document` in this segment."""
        # Whoosh's readers were not written for several threads.
        with self._lock:
            return from_fields(self._reader.stored_fields(document))

    def find(self, identifier: str) -> int | None:
        """Return the number of the living document with the id `identifier`, None if there is none."""
        with self._lock:
            if ("id", identifier) not in self._reader:
                return None
            matcher = self._reader.postings("id", identifier)
            while matcher.is_active():
                if self.alive[matcher.id()]:
                    return int(matcher.id())
                matcher.next()
        return None
