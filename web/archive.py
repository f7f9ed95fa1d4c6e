"""The one opened index of an application, shared by its threads."""

from __future__ import annotations

from typing import cast

from flask import current_app

from fihris.search import Engine


def archive() -> Engine:
    """Return the opened index of the application that answers this request."""
    return cast(Engine, current_app.extensions["fihris"])
