"""Headlines: titles by the words they begin with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.segment import Segment
from fihris.search.collection import Collection

WORDS = 6  # of a title, that are looked at
NONE = -1  # where a title has no more words


class Headlines:
    """Finds titles; holds the first words of each as numbers: 24 bytes an article."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def beginning(self, forms: Sequence[str], beginnings: Sequence[str], most: int) -> list[str]:
        """Return the newest titles that begin with `forms`, then a word with one of `beginnings`."""
        if len(forms) >= WORDS:
            return []
        found = []
        for segment, heads in zip(self._collection.segments, self._heads, strict=True):
            fits = segment.alive.copy()
            for place, form in enumerate(forms):
                fits &= heads[place] == segment.terms["exact"].number(form)
            begins = np.zeros(len(segment), bool)
            for beginning in beginnings:
                numbers = self._collection.lexicon(segment).beginning(beginning)
                begins |= (heads[len(forms)] >= numbers.start) & (heads[len(forms)] < numbers.stop)
            (documents,) = (fits & begins).nonzero()
            published = segment.columns["document.published"][documents]
            newest = np.argsort(-published, kind="stable")[:most].tolist()
            found += [(int(published[place]), segment, int(documents[place])) for place in newest]
        found.sort(key=lambda each: -each[0])
        titles: dict[str, None] = {}
        for _, segment, document in found:
            titles[segment.documents.article(document).title] = None
            if len(titles) == most:
                break
        return list(titles)

    @cached_property
    def _heads(self) -> list[NDArray[np.int32]]:
        return [_heads_of(segment) for segment in self._collection.segments]


def _heads_of(segment: Segment) -> NDArray[np.int32]:
    """Return the exact forms of the first words of each title: int32[WORDS, N]."""
    columns = segment.columns
    heads = np.full((WORDS, len(segment)), NONE, np.int32)
    starts, titles = columns["forward.offset"][:-1], columns["forward.title"]
    for place in range(WORDS):
        (long_enough,) = (titles > place).nonzero()
        words = columns["forward.word"][starts[long_enough] + place]
        heads[place, long_enough] = columns["word.exact"][words]
    return heads
