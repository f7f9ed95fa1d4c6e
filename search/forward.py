"""The forward columns of all segments: the words of each document in the order of its text."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fihris.index.columns import Array
from fihris.index.segment import Segment
from fihris.search.passage import tilt
from fihris.search.ranking import Ranking

TILTED = 1 << 16  # tokens: much further on, no spot is any earlier than another

WORDS = ("forward.word", "forward.offset", "forward.title")
TEXTS = (
    "forward.start",
    "forward.length",
    "forward.offset",
    "forward.title",
    "forward.far",
    "document.wide",
    "body.blob",
    "body.borders",
)


class Forward:
    """The forward columns as the kernels read them.

    `words` are of each segment the columns `WORDS`, `texts` the columns `TEXTS`; `bases` int64[S+1] tells at
    which number the documents of each begin, `word_bases` int64[S] the words. `tilt` float32[`TILTED`] is
    that of the tokens, see `passage`.
    """

    def __init__(self, segments: Sequence[Segment], word_bases: Sequence[int], ranking: Ranking) -> None:
        self.words = [_columns(segment, WORDS) for segment in segments]
        self.texts = [_columns(segment, TEXTS) for segment in segments]
        self.bases = np.cumsum([0, *map(len, segments)])
        self.word_bases = np.array(word_bases, np.int64)
        self.tilt = tilt(np.arange(TILTED, dtype=np.float32), ranking)


def _columns(segment: Segment, names: Sequence[str]) -> tuple[Array, ...]:
    return tuple(segment.columns[name] for name in names)
