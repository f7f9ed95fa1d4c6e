"""Documents in, index on disk: the article, the analysis, and the reindex command."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fihris.index.article import Article
    from fihris.index.errors import FihrisError
    from fihris.index.reindexing import reindex
    from fihris.index.report import Report

__all__ = ["Article", "FihrisError", "Report", "reindex"]

_HOMES = {"Article": "article", "FihrisError": "errors", "Report": "report", "reindex": "reindexing"}


def __getattr__(name: str) -> object:
    # Loaded when first asked for: `fihris analyze` must not wait for numpy and Whoosh.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
