"""The kernels of the index, each with a twin in numpy: see `fihris.index.arabic.compiled`."""

from __future__ import annotations

from fihris.index.arabic.compiled import WANTED

__all__ = ["kernels"]

try:
    if not WANTED:
        raise ImportError
    from fihris.index import _kernels as kernels
except ImportError:
    kernels = None  # type: ignore[assignment]  # mypy knows no module that may be missing
