"""Continuations: which words come next in the articles."""

from __future__ import annotations

from collections import Counter
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.collection import Collection

READ = 40  # articles of a segment, the newest that have the words
KEPT = 40  # forms of a segment


class Continuations:
    """Reads on in the newest articles; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def after(self, forms: tuple[str, ...], beginnings: tuple[str, ...] = ("",)) -> Counter[str]:
        """Return the exact forms that follow `forms`, and in how many articles, about.

        They begin with one of `beginnings`.
        """
        found: Counter[str] = Counter()
        for segment in self._collection.segments:
            found.update(self._in_segment(segment, forms, beginnings))
        return found

    def _in_segment(
        self, segment: Segment, forms: tuple[str, ...], beginnings: tuple[str, ...]
    ) -> dict[str, int]:
        columns, lexicon = segment.columns, self._collection.lexicon(segment)
        lists = [columns["exact.doc"][segment.postings("exact", form)] for form in forms]
        having = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists).astype(
            np.int64
        )
        if not len(having):
            return {}
        read = self._newest(segment, having)
        offset = columns["forward.offset"]
        first, last = offset[read], offset[read + 1]
        form = columns["word.exact"][columns["forward.word"][ranges(first, last)]]
        article = np.repeat(np.arange(len(read)), last - first)
        body = ranges(first, last) - first[article] >= columns["forward.title"][read][article]
        field = 2 * article + body
        ends = len(form) - len(forms)
        follows = field[:ends] == field[len(forms) :]
        for place, wanted in enumerate(forms):
            follows &= form[place : place + ends] == segment.terms["exact"].number(wanted)
        after, where = form[len(forms) :][follows], article[:ends][follows]
        begins = np.zeros(len(after), bool)
        for beginning in beginnings:
            among = lexicon.beginning(beginning)
            begins |= (after >= among.start) & (after < among.stop)
        pairs = np.unique(np.stack([after[begins], where[begins]]), axis=1)
        numbers, counts = np.unique(pairs[0], return_counts=True)
        common = np.argsort(-counts, kind="stable")[:KEPT]
        scale = len(having) / len(read)
        return {
            lexicon[number]: round(count * scale)
            for number, count in zip(numbers[common].tolist(), counts[common].tolist(), strict=True)
        }

    def _newest(self, segment: Segment, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        if len(documents) <= READ:
            return documents
        published = segment.columns["document.published"][documents]
        return documents[np.argpartition(-published, READ)[:READ]]
