"""What is living in a segment: its columns without those of deleted documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array, Columns


class Living:
    """The columns of a segment, of which only the rows of living documents are read.

    `alive` is bool[N]; what is read comes in the order of the documents.
    """

    def __init__(self, columns: Columns, alive: NDArray[np.bool_]) -> None:
        self.columns = columns
        self._documents = alive.nonzero()[0]
        # Documents next to each other are read at once: mostly there are many.
        (ends,) = (np.diff(self._documents) > 1).nonzero()
        first = self._documents[np.insert(ends + 1, 0, 0)] if len(self) else self._documents
        last = self._documents[np.append(ends, -1)] + 1 if len(self) else self._documents
        self._runs = list(zip(first.tolist(), last.tolist(), strict=True))

    def __len__(self) -> int:
        return len(self._documents)

    def column(self, name: str) -> Array:
        """Return a column that has one value for each document."""
        return self.columns[name][self._documents]

    def rows(self, name: str, offset: str) -> Array:
        """Return a column that has several values for each document, `offset` saying where these begin."""
        values, begin = self.columns[name], self.columns[offset]
        return np.concatenate([values[:0], *(values[begin[a] : begin[b]] for a, b in self._runs)])

    def counts(self, offset: str) -> NDArray[np.int64]:
        """Return how many values each document has in such a column."""
        begin = self.columns[offset]
        counts: NDArray[np.int64] = begin[self._documents + 1] - begin[self._documents]
        return counts


def column(segments: Sequence[Living], name: str) -> Array:
    """Return a column of one value a document over all segments."""
    return joined(segments, lambda segment: segment.column(name))


def rows(segments: Sequence[Living], name: str, offset: str) -> dict[str, Array]:
    """Return a column of several values a document over all segments, and where those of each begin."""
    counts = joined(segments, lambda segment: segment.counts(offset))
    return {
        name: joined(segments, lambda segment: segment.rows(name, offset)),
        offset: np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
    }


def joined(segments: Sequence[Living], read: Callable[[Living], Array]) -> Array:
    """Return what `read` returns of each segment, one after the other."""
    return np.concatenate([read(segment) for segment in segments])
