"""A word that is asked for alone: most of what there is to say of it, worked out once."""

from __future__ import annotations

from dataclasses import dataclass

from fihris.search.ordering import Best

REMEMBERED = 2000  # of these words


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """How many articles have the word, which are the best before anything was read, and the facets of all."""

    total: int
    best: Best
    facets: dict[str, tuple[tuple[str, int], ...]]
    size: int = 1
