"""The kernels of search: see `fihris.index.arabic.compiled`."""

from __future__ import annotations

from fihris.index.arabic.compiled import WANTED

__all__ = ["kernels"]

try:
    if not WANTED:
        raise ImportError
    from fihris.search import _kernels as kernels
except ImportError:
    kernels = None  # type: ignore[assignment]  # mypy knows no module that may be missing
