"""The page and the HTTP API: a Flask application over one opened index."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fihris.web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    # Loaded when first asked for: `fihris --help` reads our command and must not wait for Flask.
    if name != "create_app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module("fihris.web.app").create_app
