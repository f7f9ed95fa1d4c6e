"""Continuations: which words come next in the articles."""

from __future__ import annotations

from collections import Counter
from functools import reduce

import numpy as np

from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment
from fihris.search.collection import Collection

READ = 40  # articles of a segment, the newest that have the words
KEPT = 24  # forms of a segment
REMEMBERED = 5_000  # rows of words


class Continuations:
    """Reads on in the newest articles; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._known: dict[tuple[tuple[str, ...], tuple[str, ...]], Counter[str]] = {}

    def after(self, forms: tuple[str, ...], beginnings: tuple[str, ...] = ("",)) -> Counter[str]:
        """Return the exact forms that follow `forms`, and in how many articles, about.

        They begin with one of `beginnings`.
        """
        key = (forms, beginnings)
        found = self._known.get(key)
        if found is None:
            found = Counter()
            for segment in self._collection.segments:
                found.update(self._in_segment(segment, forms, beginnings))
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            self._known[key] = found
        return found

    def _in_segment(
        self, segment: Segment, forms: tuple[str, ...], beginnings: tuple[str, ...]
    ) -> dict[str, int]:
        columns, lexicon = segment.columns, self._collection.lexicon(segment)
        lists = [columns["exact.doc"][segment.postings("exact", form)] for form in forms]
        having = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists)
        if not len(having):
            return {}
        read = self._newest(segment, having).astype(np.int64)
        first, last = columns["forward.offset"][read], columns["forward.offset"][read + 1]
        tokens = ranges(first, last)
        form = columns["word.exact"][columns["forward.word"][tokens]]
        # Few places are left once the first form is found: the rest is looked at there alone.
        (at,) = (form[: len(form) - len(forms)] == segment.terms["exact"].number(forms[0])).nonzero()
        for place, wanted in enumerate(forms[1:], 1):
            at = at[form[at + place] == segment.terms["exact"].number(wanted)]
        article = np.searchsorted((last - first).cumsum(), at, "right")
        token, following = tokens[at], tokens[at] + len(forms)
        body = first[article] + columns["forward.title"][read[article]]
        stays = (following < last[article]) & ((token < body) == (following < body))
        after, article = form[at[stays] + len(forms)].astype(np.int64), article[stays]
        if beginnings != ("",):
            among = [lexicon.beginning(beginning) for beginning in beginnings]
            begins = reduce(np.logical_or, [(after >= each.start) & (after < each.stop) for each in among])
            after, article = after[begins], article[begins]
        # Each article counts once.
        once = np.unique(after * len(read) + article)
        numbers, counts = np.unique(once // len(read), return_counts=True)
        common = np.argsort(-counts, kind="stable")[:KEPT]
        scale = len(having) / len(read)
        return {
            lexicon[number]: round(count * scale)
            for number, count in zip(numbers[common].tolist(), counts[common].tolist(), strict=True)
        }

    def _newest(self, segment: Segment, documents: Array) -> Array:
        if len(documents) <= READ:
            return documents
        published = segment.columns["document.published"][documents]
        return documents[np.argpartition(-published, READ)[:READ]]
