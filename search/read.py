"""What was read of an article for a query."""

from __future__ import annotations

from array import array
from typing import NamedTuple

from fihris.search.passage import Passage


class Read(NamedTuple):
    """What was read of an article: its best passage, and the tokens that the query means, title first.

    The tokens are ascending, an array of type "i", which is what the kernels take.
    """

    passage: Passage
    marked: array[int]
