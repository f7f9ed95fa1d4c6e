"""Reads the tables of what breaks other engines, whose signs are written so that a reader sees them."""

from __future__ import annotations

import re
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
_SIGN = re.compile(r"\\u([0-9a-f]{4})")
_REPEATED = re.compile(r"\{([^{}]*)×(\d+)\}")


def rows(name: str) -> list[tuple[str, ...]]:
    """Return the cells of each row of a table but for the last one, the reason."""
    lines = (GOLDEN / name).read_text(encoding="utf-8").split("\n")
    return [tuple(line.split("\t")[:-1]) for line in lines if line and not line.startswith("#")]


def unescaped(cell: str) -> str:
    r"""Return what a cell means: \u202e is that sign, {ق×100} a hundred of that text."""
    signs = _SIGN.sub(lambda code: chr(int(code[1], 16)), cell)
    return _REPEATED.sub(lambda text: text[1] * int(text[2]), signs)
