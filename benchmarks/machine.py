"""The machine: what it is, and what its hardware can do at best."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np


def describe() -> dict[str, str]:
    """Return processor, number of cores, memory, system and Python."""
    cpu = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*:\s*(.+)", cpu.read_text(encoding="utf-8")) if cpu.exists() else None
    return {
        "processor": model[1] if model else platform.processor() or platform.machine(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.system()} {platform.machine()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def read_speed() -> float:
    """Return the bytes a second that one core reads from memory."""
    block = np.ones(1 << 25, np.int64)
    return block.nbytes / _best(block.max, 5)


def call_cost() -> float:
    """Return the seconds that numpy takes for one addition of two arrays of ten numbers."""
    a = np.ones(10, np.float32)

    def thousand() -> None:
        for _ in range(1000):
            np.add(a, a)

    return _best(thousand, 5) / 1000


def _best(call: Callable[[], object], times: int) -> float:
    best = float("inf")
    for _ in range(times):
        started = perf_counter()
        call()
        best = min(best, perf_counter() - started)
    return best
