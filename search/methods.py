"""Methods that a memo may call without keeping alive the object that owns both."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from weakref import WeakMethod

Value = TypeVar("Value")


def weak(method: Callable[[str], Value]) -> Callable[[str], Value]:
    """Return a bound method that holds its object weakly.

    An object that holds itself through a memo would be freed by the garbage collector alone, and with it the
    generation that it reads: a refreshed reader has to let go of that at once.
    """
    held = WeakMethod(method)

    def call(key: str) -> Value:
        bound = held()
        assert bound is not None  # the memo is gone with its owner
        return bound(key)

    return call
