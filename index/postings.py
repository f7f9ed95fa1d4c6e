"""Posting lists: which documents hold each term, how often and where, inverted from tokens with numpy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array


@dataclass(frozen=True, slots=True)
class PostingLists:
    """The postings of all terms of a field, by term and then by document.

    `offset` int64[terms+1] says where a term's postings begin; each posting has its `document` uint32 and its
    `frequency` uint32. `token` int64[T] are the places in the given tokens, by posting and then in text
    order; `first` int64[postings] says where a posting's begin.
    """

    offset: NDArray[np.int64]
    document: NDArray[np.uint32]
    frequency: NDArray[np.uint32]
    token: NDArray[np.int64]
    first: NDArray[np.int64]


def invert(term: Array, document: Array, terms: int) -> PostingLists:
    """Return the posting lists of tokens, given the term number (below `terms`) and the document of each.

    Tokens have to come in the order of the documents and of the text.
    """
    token = _stable_order(term, terms)
    term, document = term[token], document[token]
    new = np.ones(len(term), bool)
    new[1:] = (term[1:] != term[:-1]) | (document[1:] != document[:-1])
    first = np.flatnonzero(new)
    return PostingLists(
        offset=np.searchsorted(term[first], np.arange(terms + 1)),
        document=document[first].astype(np.uint32),
        frequency=np.diff(np.append(first, len(term))).astype(np.uint32),
        token=token,
        first=first,
    )


def _stable_order(numbers: Array, above: int) -> NDArray[np.int64]:
    """Return the order that sorts `numbers`, all from 0 to below `above`, equal ones as they came.

    A radix sort in digits of 16 bits, which numpy's stable sort is fastest at.
    """
    order = np.argsort((numbers & 0xFFFF).astype(np.uint16), kind="stable")
    if above > 0x10000:
        high = (numbers >> 16).astype(np.uint16)
        order = order[np.argsort(high[order], kind="stable")]
    return order
