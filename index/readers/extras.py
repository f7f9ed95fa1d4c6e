"""Libraries that only some formats need: loaded when the first such file is met."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from fihris.index.errors import MissingExtra


def extra(module: str, name: str, what: str) -> Any:
    """Return a module that the extra `name` installs, which `what` cannot be read without.

    Raises:
        MissingExtra: It is not installed; the message says what to type.
    """
    try:
        return import_module(module)
    except ImportError:
        raise MissingExtra(f"{what} need the extra {name!r}: pip install 'fihris[{name}]'") from None
