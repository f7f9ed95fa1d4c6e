"""Found: a set of documents as a mask, as bits and in a row, each worked out when it is first asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.search.bitmaps import Bitmaps, pack
from fihris.search.packed import Mask


class Found:
    """The documents of a collection for which `mask`, bool[N], holds."""

    def __init__(self, mask: Mask) -> None:
        self.mask = mask
        self._counts: dict[str, NDArray[np.intp]] | None = None

    @classmethod
    def of(cls, documents: NDArray[np.intp], size: int) -> Found:
        """Return some documents, ascending, of a collection of that size."""
        mask = np.zeros(size, bool)
        mask[documents] = True
        found = cls(mask)
        found.documents = documents
        return found

    @cached_property
    def documents(self) -> NDArray[np.intp]:
        """The documents in a row, ascending."""
        return self.mask.nonzero()[0]

    @cached_property
    def total(self) -> int:
        """How many they are."""
        return int(np.count_nonzero(self.mask))

    def counts(self, bitmaps: Bitmaps) -> dict[str, NDArray[np.intp]]:
        """Return how many of the documents have each value of the facets of a collection's bitmaps."""
        if self._counts is None:
            self._counts = bitmaps.count(pack(self.mask))
        return self._counts
