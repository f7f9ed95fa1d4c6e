"""A cache bounded by bytes: what was worked out for the words that were asked for last."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    """Something that knows how many bytes it takes."""

    @property
    def size(self) -> int:
        """Bytes in memory."""


Key = TypeVar("Key")
Value = TypeVar("Value", bound=Sized)


class Cache(Generic[Key, Value]):
    """What was worked out last, by key, up to a number of bytes; shared by threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._known: OrderedDict[Key, Value] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Key, work_out: Callable[[Key], Value]) -> Value:
        """Return what belongs to `key`, worked out if it is not known."""
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        made = work_out(key)
        with self._lock:
            if key not in self._known:
                self._known[key] = made
                self._bytes += made.size
            while self._bytes > self._limit and len(self._known) > 1:
                self._bytes -= self._known.popitem(last=False)[1].size
        return made
