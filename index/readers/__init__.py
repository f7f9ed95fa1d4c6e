"""One input format a module; all yield articles, and say what could not be read."""

from __future__ import annotations

from fihris.index.readers.dispatch import formats, read_file
from fihris.index.readers.finding import find_files
from fihris.index.readers.items import Item, Notice, Rejection, Unchanged
from fihris.index.readers.names import DEFAULT_NAMES, FieldNames, load_names
from fihris.index.readers.opening import STANDARD_INPUT, Meter
from fihris.index.readers.recollection import Recollection

__all__ = [
    "DEFAULT_NAMES",
    "STANDARD_INPUT",
    "FieldNames",
    "Item",
    "Meter",
    "Notice",
    "Recollection",
    "Rejection",
    "Unchanged",
    "find_files",
    "formats",
    "load_names",
    "read_file",
]
