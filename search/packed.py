"""Packed masks: one bit a document, for what is kept of many words at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A mask over N `documents` as bits, in the order of numpy's `packbits`: uint8[⌈N/8⌉]."""

    bits: NDArray[np.uint8]
    documents: int

    @classmethod
    def of(cls, mask: Mask) -> Packed:
        """Return a mask packed."""
        return cls(np.packbits(mask), len(mask))

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.bits.nbytes

    @property
    def mask(self) -> Mask:
        """The mask, bool[N], made anew."""
        return np.unpackbits(self.bits, count=self.documents).view(np.bool_)

    def __and__(self, other: Packed) -> Packed:
        return Packed(self.bits & other.bits, self.documents)
