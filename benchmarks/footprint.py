"""The footprint of an engine: memory of its process, files of its index."""

from __future__ import annotations

import re
from pathlib import Path


def resident() -> dict[str, float]:
    """Return this process's resident memory (`rss`) and its share of what several hold (`pss`), in MB.

    Empty on a system that does not tell.
    """
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return {}
    found = re.findall(r"^(Rss|Pss):\s+(\d+) kB", rollup.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.lower(): int(size) * 1024 / 1e6 for name, size in found}


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder; one with several names counts once."""
    files = {(stat := path.stat()).st_ino: stat.st_size for path in folder.rglob("*") if path.is_file()}
    return sum(files.values())
