"""The kernels of the analysis: its rules once more in C, where they were compiled at installation.

Each has a twin in Python that does the same, only slower: an installation without a compiler lacks nothing.
`FIHRIS_KERNELS=numpy` in the environment leaves all kernels out, to compare the two.
"""

from __future__ import annotations

import os
import sys

# Kernels take numpy's own integers to have 64 bits, and the bytes of columns as they lie there.
FIT = sys.maxsize > 1 << 32 and sys.byteorder == "little"
WANTED = FIT and os.environ.get("FIHRIS_KERNELS") != "numpy"

__all__ = ["kernels"]

try:
    if not WANTED:
        raise ImportError
    from fihris.index.arabic import _kernels as kernels
except ImportError:
    kernels = None  # type: ignore[assignment]  # mypy knows no module that may be missing
