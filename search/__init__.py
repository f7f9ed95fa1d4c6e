"""The Python query API: open an index, search it, read its articles."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fihris.index.errors import QueryError
    from fihris.search.completion import Completion
    from fihris.search.engine import Engine, open_index
    from fihris.search.ranking import Ranking
    from fihris.search.results import Highlighted, Hit, Page, Piece, Stats

__all__ = [
    "Completion",
    "Engine",
    "Highlighted",
    "Hit",
    "Page",
    "Piece",
    "QueryError",
    "Ranking",
    "Stats",
    "open_index",
]

_HOMES = {
    "Completion": ".completion",
    "Engine": ".engine",
    "Highlighted": ".results",
    "Hit": ".results",
    "Page": ".results",
    "Piece": ".results",
    "QueryError": "fihris.index.errors",
    "Ranking": ".ranking",
    "Stats": ".results",
    "open_index": ".engine",
}


def __getattr__(name: str) -> object:
    # Loaded when first asked for: `fihris --help` must not wait for numpy and Whoosh.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name], __name__), name)
