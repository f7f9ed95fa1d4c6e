"""One engine a module, each loaded in its own process."""

from __future__ import annotations

from importlib import import_module

from benchmarks.engines.engine import Engine

ENGINES = {
    "Fihris": "fihris:Fihris",
    "tantivy": "tantivy:Tantivy",
    "bm25s": "bm25s:Bm25s",
    "bm25s numba": "bm25s:Bm25sNumba",
    "SQLite FTS5": "sqlite:SqliteFts5",
    "Whoosh": "whoosh:Whoosh",
}
"""Module and class of each engine, by the name that the tables give it."""

REFERENCE = "tantivy"
OURS = "Fihris"


def load(name: str) -> Engine:
    """Return the engine with that name, not opened."""
    module, _, cls = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(f"benchmarks.engines.{module}"), cls)()
    return engine


def index_name(name: str) -> str:
    """Return the name of the folder of an engine's index: one for all engines of a module."""
    return f"index-{ENGINES[name].partition(':')[0]}"
