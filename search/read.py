"""What was read of an article for a query."""

from __future__ import annotations

from typing import NamedTuple

from fihris.search.passage import Passage


class Read(NamedTuple):
    """What was read of an article: its best passage, and the tokens that the query means, title first."""

    passage: Passage
    marked: list[int]
