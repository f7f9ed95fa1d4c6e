"""One input format a module; all yield articles, and say what could not be read."""

from __future__ import annotations

from fihris.index.readers.dispatch import formats, read_file
from fihris.index.readers.finding import find_files
from fihris.index.readers.items import Item, Notice, Rejection

__all__ = ["Item", "Notice", "Rejection", "find_files", "formats", "read_file"]
