"""Found: a set of documents as bits, as a mask and in a row, each worked out when it is first asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.search.bitmaps import Bitmaps
from fihris.search.packed import Mask, Packed


class Found:
    """The documents of a collection that are `packed`; `total` is how many they are, where that is known."""

    def __init__(self, packed: Packed, total: int | None = None) -> None:
        self._packed = packed
        if total is not None:
            self.total = total
        self._counts: dict[str, list[int]] | None = None

    @cached_property
    def mask(self) -> Mask:
        """Which documents they are: bool[N]."""
        return self._packed.mask

    @cached_property
    def documents(self) -> NDArray[np.intp]:
        """The documents in a row, ascending."""
        return self.mask.nonzero()[0]

    @cached_property
    def total(self) -> int:
        """How many they are."""
        return self._packed.total

    def counts(self, bitmaps: Bitmaps) -> dict[str, list[int]]:
        """Return how many of the documents have each value of the facets of a collection's bitmaps."""
        if self._counts is None:
            self._counts = bitmaps.count(self._packed, self.total)
        return self._counts
