"""A word that is asked for alone: most of what there is to say of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fihris.search.ordering import Best
from fihris.search.read import Read

REMEMBERED = 2000  # of these words


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """How many articles have the word, the best of them before and after they were read, the facets of all.

    `reads` is what was read of the best.
    """

    total: int
    first_pass: Best
    best: Best
    reads: Mapping[int, Read]
    facets: dict[str, tuple[tuple[str, int], ...]]
    size: int = 1
