"""Merging: segments are written anew as one, without their deleted documents and without analysing a text.

The columns of a segment hold what analysis once made of its texts: each token's word and place, each word's
forms. These are put together, and the inverter makes the postings of them as it does of fresh ones. A word is
known by its forms here: words that have all of them in common become one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from fihris.index.arabic.chain import default_chain
from fihris.index.columns import SUFFIX, Array, write_columns
from fihris.index.documents import Documents
from fihris.index.inversion import LAYERS, Inverter
from fihris.index.living import Living, column, joined, rows
from fihris.index.merged_documents import merge_documents
from fihris.index.schema import INDEX_NAME
from fihris.index.terms import PackedTerms, Terms, pack_terms
from fihris.index.tokens import Tokens
from fihris.index.writer import BulkWriter


def merge(directory: Path, segments: Sequence[Living]) -> WhooshSegment:
    """Write the living documents of `segments` as one segment into `directory`, in no table of contents.

    There has to be at least one. Returns Whoosh's description of the segment.
    """
    inverter = _MergedInverter(segments)
    writer = BulkWriter(FileIndex(FileStorage(str(directory)), indexname=INDEX_NAME), inverter)
    columns, meta = merge_documents(segments)
    documents = Documents(columns, meta)
    for document in range(len(documents)):
        writer.add_article(documents[document])
    columns |= inverter.arrays()
    columns |= rows(segments, "sketch.hash", "sketch.offset")
    columns["sketch.text"] = column(segments, "sketch.text")
    name = writer.newsegment.segment_id()
    write_columns(directory / (name + SUFFIX), columns, meta | {"segment": name})
    return writer.write_segment()


class _MergedInverter(Inverter):
    """An inverter of the tokens that segments have, instead of those of articles."""

    def __init__(self, segments: Sequence[Living]) -> None:
        super().__init__(default_chain())
        self._segments = segments
        self._documents = sum(map(len, segments))

    @cached_property
    def _collected(self) -> tuple[Tokens, list[str]]:
        title = column(self._segments, "forward.title").astype(np.int64)
        body = joined(self._segments, lambda segment: segment.counts("forward.offset")) - title
        tokens = Tokens(
            word=np.concatenate(self._merged[0]),
            start=joined(self._segments, lambda segment: segment.rows("forward.start", "forward.offset")),
            length=joined(self._segments, lambda segment: segment.rows("forward.length", "forward.offset")),
            count=np.stack([title, body], axis=1).ravel(),
            far=column(self._segments, "forward.far").repeat(2),
        )
        return tokens, []

    @cached_property
    def _words(self) -> tuple[dict[str, tuple[PackedTerms, Array]], NDArray[np.bool_]]:
        return self._merged[1:]

    @cached_property
    def _merged(self) -> tuple[list[Array], dict[str, tuple[PackedTerms, Array]], NDArray[np.bool_]]:
        """By segment the word of each token; by layer the terms and that of each word; the stop words."""
        tokens = [segment.rows("forward.word", "forward.offset") for segment in self._segments]
        used = [
            _used(token, len(each.columns["word.stop"]))
            for token, each in zip(tokens, self._segments, strict=True)
        ]
        layers = {layer: _merge_terms(self._segments, used, layer) for layer in LAYERS}
        stop = np.concatenate(
            [segment.columns["word.stop"][words] for segment, words in zip(self._segments, used, strict=True)]
        )
        exact, stem, root = (layers[layer][1].astype(np.int64) for layer in LAYERS)
        _, pair = np.unique(exact << 32 | stem, return_inverse=True)
        _, first, number = np.unique(
            pair.astype(np.int64) << 32 | root << 1 | stop, return_index=True, return_inverse=True
        )
        words, begin = [], 0
        for segment, token, numbers in zip(self._segments, tokens, used, strict=True):
            anew = np.zeros(len(segment.columns["word.stop"]), np.int32)
            anew[numbers] = number[begin : begin + len(numbers)]
            words.append(anew[token])
            begin += len(numbers)
        return (
            words,
            {layer: (terms, of_word[first]) for layer, (terms, of_word) in layers.items()},
            stop[first],
        )

    def _text_hashes(self) -> NDArray[np.uint64]:
        return column(self._segments, "document.text")


def _used(numbers: Array, size: int) -> NDArray[np.int64]:
    """Return which numbers below `size` are among those given, ascending."""
    held = np.zeros(size, bool)
    held[numbers] = True
    return held.nonzero()[0]


def _merge_terms(
    segments: Sequence[Living], words: Sequence[Array], layer: str
) -> tuple[PackedTerms, NDArray[np.int32]]:
    """Return the terms of a layer that words of segments have, and the term of each word."""
    held, known = [], []
    for segment, numbers in zip(segments, words, strict=True):
        dictionary = Terms(segment.columns, layer)
        of_word = segment.columns[f"word.{layer}"][numbers]
        terms = _used(of_word, len(dictionary))
        held.append((of_word, terms, len(dictionary)))
        known.append([dictionary[number] for number in terms.tolist()])
    merged = sorted(set(chain.from_iterable(known)))
    number = {term: place for place, term in enumerate(merged)}
    of_words = []
    for (of_word, terms, size), listed in zip(held, known, strict=True):
        anew = np.zeros(size, np.int32)
        anew[terms] = [number[term] for term in listed]
        of_words.append(anew[of_word])
    return pack_terms(merged), np.concatenate(of_words)
