"""Packed masks: one bit a document, for what is kept of many words at once; 64 are counted in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]

WORD = 64  # bits


@dataclass(frozen=True, slots=True, eq=False)
class Packed:
    """A mask over N `documents` as bits: uint64[⌈N/64⌉], the first document the lowest bit.

    Those of the last word that are left over are 0.
    """

    bits: NDArray[np.uint64]
    documents: int

    @classmethod
    def of(cls, mask: Mask) -> Packed:
        """Return a mask packed."""
        packed = np.packbits(mask, bitorder="little")
        bits = np.zeros(-(-len(mask) // WORD), np.uint64)
        bits.view(np.uint8)[: len(packed)] = packed
        return cls(bits, len(mask))

    @classmethod
    def none(cls, documents: int) -> Packed:
        """Return a mask that holds for none of so many documents."""
        return cls(np.zeros(-(-documents // WORD), np.uint64), documents)

    @property
    def size(self) -> int:
        """Bytes in memory."""
        return self.bits.nbytes

    @property
    def mask(self) -> Mask:
        """The mask, bool[N], made anew."""
        return np.unpackbits(self.bits.view(np.uint8), count=self.documents, bitorder="little").view(np.bool_)

    @property
    def total(self) -> int:
        """How many documents there are for which the mask holds."""
        return int(np.add.reduce(np.bitwise_count(self.bits), dtype=np.intp))

    def __and__(self, other: Packed) -> Packed:
        return Packed(self.bits & other.bits, self.documents)

    def __or__(self, other: Packed) -> Packed:
        return Packed(self.bits | other.bits, self.documents)

    def __invert__(self) -> Packed:
        return Packed.of(~self.mask)


def at_least(count: int, masks: Sequence[Packed]) -> Packed:
    """Return for which documents at least `count` of some masks hold, of at least one.

    How many hold is counted for 64 documents at once, in binary: the first of `digits` are the ones.
    """
    digits: list[NDArray[np.uint64]] = []
    for number, mask in enumerate(masks, start=1):
        carry = mask.bits
        for place, digit in enumerate(digits):
            digits[place], carry = digit ^ carry, digit & carry
        if number & (number - 1) == 0:  # only then the number has a digit more
            digits.append(carry)
    some = Packed.of(np.full(masks[0].documents, 0 <= count < 1 << len(digits)))
    more, equal = np.zeros_like(some.bits), some.bits
    for place in range(len(digits) - 1, -1, -1):
        if count >> place & 1:
            equal = equal & digits[place]
        else:
            more |= equal & digits[place]
            equal = equal & ~digits[place]
    return Packed(more | equal, some.documents)
