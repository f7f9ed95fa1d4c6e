"""Posting lists: which documents hold each term, how often and where, inverted from tokens with numpy.

Each token becomes one integer of 64 bits, with the term in the highest bits. Numpy sorts those several times
faster than it finds the order of anything else, and what is in the lower bits comes along for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.compiled import kernels

_LOW = 32  # bits below the term: a segment has fewer tokens, and fewer marked documents, than they count


@dataclass(frozen=True, slots=True)
class PostingLists:
    """The postings of all terms of a field, by term and then by document.

    `offset` int64[terms+1] says where a term's postings begin; each posting has its `document` uint32 and its
    `frequency` uint32. `position` int32[T] are the positions of the tokens, by posting and then in text
    order, None for a field that keeps none; `first` int64[postings] says where a posting's tokens begin.
    """

    offset: NDArray[np.int64]
    document: NDArray[np.uint32]
    frequency: NDArray[np.uint32]
    first: NDArray[np.int64]
    position: NDArray[np.int32] | None

    def parts(self, tokens: int) -> Iterator[PostingLists]:
        """Yield the lists in the order of the terms, of about so many tokens at once."""
        many = int(self.frequency.sum())
        begin = np.append(self.first, many)[self.offset]  # of each term, among the tokens
        borders = np.unique(np.searchsorted(begin, np.arange(0, many, tokens)))
        for low, high in pairwise([*borders.tolist(), len(self.offset) - 1]):
            posting = slice(self.offset[low], self.offset[high])
            yield PostingLists(
                offset=self.offset[low : high + 1] - self.offset[low],
                document=self.document[posting],
                frequency=self.frequency[posting],
                first=self.first[posting] - begin[low],
                position=None if self.position is None else self.position[begin[low] : begin[high]],
            )


@dataclass(frozen=True, slots=True)
class PostingCounts:
    """Posting lists without places; `marked`: by mark, how many tokens of each posting have it."""

    offset: NDArray[np.int64]
    document: NDArray[np.uint32]
    frequency: NDArray[np.uint32]
    marked: tuple[NDArray[np.uint32], ...]


def invert(term: Array, document: Array, position: Array, terms: int) -> PostingLists:
    """Return posting lists of tokens, given the term number (below `terms`), document and position of each.

    Tokens have to come in the order of the documents and of the text.
    """
    if kernels:
        begin, offset = np.empty(terms + 1, np.int64), np.empty(terms + 1, np.int64)
        first, positions = np.empty(len(term), np.int64), np.empty(len(term), np.int32)
        documents, frequency = np.empty(len(term), np.uint32), np.empty(len(term), np.uint32)
        many = kernels.invert(term, document, position, begin, offset, documents, frequency, first, positions)
        return PostingLists(offset, documents[:many], frequency[:many], first[:many], positions)
    key = term.astype(np.int64)
    key <<= _LOW
    key |= np.arange(len(key))
    key.sort()
    token = key & ((1 << _LOW) - 1)
    key >>= _LOW
    document = document[token]
    new = np.ones(len(key), bool)
    new[1:] = (key[1:] != key[:-1]) | (document[1:] != document[:-1])
    first = np.flatnonzero(new)
    return PostingLists(
        offset=np.searchsorted(key[first], np.arange(terms + 1)),
        document=document[first].astype(np.uint32),
        frequency=np.diff(np.append(first, len(key))).astype(np.uint32),
        first=first,
        position=position[token],
    )


def count_postings(term: Array, document: Array, terms: int, marks: Sequence[Array]) -> PostingCounts:
    """Return in which documents each term stands and how often, also among the tokens of each mark (bool).

    Tokens have to come in the order of the documents.
    """
    if kernels:
        offset, sums = np.empty(terms + 1, np.int64), np.empty((len(marks), len(term)), np.uint32)
        documents, frequency = np.empty(len(term), np.uint32), np.empty(len(term), np.uint32)
        many = kernels.count_postings(term, document, np.stack(marks), offset, documents, frequency, sums)
        return PostingCounts(offset, documents[:many], frequency[:many], tuple(sums[:, :many]))
    bits = _LOW - len(marks)
    key = term.astype(np.int64)
    key <<= bits
    key |= document
    key <<= len(marks)
    for bit, mark in enumerate(marks):
        key |= mark.astype(np.uint8) << bit
    del term  # may be the last to hold it, and what follows takes memory
    key.sort()
    marked = np.empty(len(key), np.uint8)
    np.bitwise_and(key, (1 << len(marks)) - 1, out=marked, casting="unsafe")
    key >>= len(marks)
    new = np.ones(len(key), bool)
    np.not_equal(key[1:], key[:-1], out=new[1:])
    first = np.flatnonzero(new)
    key = key[first]
    return PostingCounts(
        offset=np.searchsorted(key >> bits, np.arange(terms + 1)),
        document=(key & ((1 << bits) - 1)).astype(np.uint32),
        frequency=np.diff(np.append(first, len(new))).astype(np.uint32),
        marked=tuple(_sums(marked >> bit & 1, first) for bit in range(len(marks))),
    )


def _sums(flags: Array, first: Array) -> NDArray[np.uint32]:
    """Return how many flags are 1 from each of `first` to before the next; `reduceat` takes twice as long."""
    before = np.zeros(len(flags) + 1, np.uint32)
    np.cumsum(flags, dtype=np.uint32, out=before[1:])
    sums: NDArray[np.uint32] = np.diff(before[first], append=before[-1])
    return sums
