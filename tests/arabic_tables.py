"""Reads the tables of tests/golden that an Arabic reader can check."""

import re
from pathlib import Path

GOLDEN = Path(__file__).parent / "golden"
_ESCAPE = re.compile(r"\\u\{([0-9A-F]+)\}")


def read_table(name: str) -> list[tuple[str, ...]]:
    r"""Returns the rows of a table; characters that cannot be seen are written `\u{200C}` in it."""
    lines = (GOLDEN / name).read_text(encoding="utf-8").splitlines()
    return [
        tuple(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), cell) for cell in line.split("\t"))
        for line in lines
        if line and not line.startswith("#")
    ]
