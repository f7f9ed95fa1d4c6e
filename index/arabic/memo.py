"""A dict that works out what it lacks, and forgets everything when it is full."""

from collections.abc import Callable
from typing import TypeVar

Value = TypeVar("Value")

# A key longer than any word is not worth keeping: a flood of them would fill the memory.
LONGEST_KEY = 128


class Memo(dict[str, Value]):
    """Values of a pure function by word, looked up at the speed of a dict.

    Args:
        function: what gives the value of a word it has not seen.
        size: how many words it holds before it starts anew; texts of strangers come here too.
    """

    def __init__(self, function: Callable[[str], Value], size: int) -> None:
        super().__init__()
        self._function = function
        self._size = size

    def __missing__(self, key: str) -> Value:
        value = self._function(key)
        if len(key) <= LONGEST_KEY:
            if len(self) >= self._size:
                self.clear()
            self[key] = value
        return value
