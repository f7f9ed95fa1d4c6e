"""Functions that a kernel does, done by numpy instead."""

from collections.abc import Callable
from typing import Any

import pytest


def in_numpy(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:
    """Call a function of a module as it is where no kernel was compiled."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(function.__globals__, "kernels", None)
        return function(*arguments, **named)
