"""JSON over several lines: an array of articles, an answer with such an array, or articles one by one.

The text is read through a window and its objects are cut from it one at a time, so that a long array needs
no more memory than its longest article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from typing import TextIO

from fihris.index.readers.items import EXCERPT_LENGTH, Item, Origin
from fihris.index.readers.jsonl import DECODER, read_value
from fihris.index.readers.records import LONGEST
from fihris.index.readers.text_streams import open_text

_WINDOW = 2**20
_NEAR_THE_END = 12
"""Characters: an escape or a literal that the end of the window cuts (`\\ud83d\\ude00`)."""

_BETWEEN = re.compile(r"[\s,\[\]\ufeff\x1e]*")
_OBJECT = re.compile(r'\{\s*("(?:[^"\\]|\\.){1,80}"\s*:)')
_NAME = re.compile(r'[\s,{}]*"([^"\\]{1,80})"\s*:\s*')
_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*+"|-?[\d.eE+-]+|true|false|null')
_LIST = re.compile(r"\[\s*(?=\{)")
_LISTS = frozenset(
    (
        *("article", "articles", "data", "docs", "documents", "entries", "hits", "items", "news", "posts"),
        *("records", "results", "rows", "stories"),
    )
)
"""Names under which answers of services keep their list of articles."""


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every object; one that cannot be read is rejected with the line it begins in.

    After a broken object, reading goes on at the next place that begins like it. Raises `Undecodable`.
    """
    with open_text(stream) as text:
        yield from _Values(text, origin).read()


class _Values:
    """The values of a JSON text; `_at` is how far the window has been read, in line `_line`."""

    def __init__(self, text: TextIO, origin: Origin) -> None:
        self._text, self._origin = text, origin
        self._window, self._at, self._line = text.read(_WINDOW), 0, 1

    def read(self) -> Iterator[Item]:
        number = 0
        in_list = self._enter_list()
        while self._skip_between():
            if in_list and self._window[self._at] in '"}':
                break  # the list has ended; what follows tells about the answer
            number += 1
            yield from self._value(number)
        if not number:
            yield self._origin.rejection("no JSON object in it", None, self._window)

    def _enter_list(self) -> bool:
        """Go to the first object of the list that an answer of a service holds; False if this is none."""
        place = _BETWEEN.match(self._window, 0).end()  # type: ignore[union-attr]  # it matches everywhere
        if not self._window.startswith("{", place):
            return False
        while named := _NAME.match(self._window, place):
            place = named.end()
            if self._origin.names.stands_for(named[1], "title", "body"):
                return False
            if scalar := _SCALAR.match(self._window, place):
                place = scalar.end()
            elif named[1] in _LISTS and (begun := _LIST.match(self._window, place)):
                self._move(begun.end())
                return True
            elif not self._window.startswith("{", place):
                return False
        return False

    def _skip_between(self) -> bool:
        """Go to the next value; False if there is none."""
        while True:
            self._move(_BETWEEN.match(self._window, self._at).end())  # type: ignore[union-attr]  # the same
            if self._at < len(self._window):
                return True
            if not self._more():
                return False

    def _value(self, number: int) -> Iterator[Item]:
        line = self._line
        while True:
            try:
                value, end = DECODER.raw_decode(self._window, self._at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos > len(self._window) - _NEAR_THE_END
                too_long = len(self._window) - self._at > LONGEST
                if cut and not too_long and self._more():
                    continue
                what = f"longer than {LONGEST // 2**20} MB" if too_long else "it breaks off"
                reason = what if cut else error.msg
            except (
                ValueError,
                RecursionError,
            ) as error:  # a number of 5,000 digits, lists in lists in lists …
                reason = str(error)
            else:
                written = self._window[self._at : end]
                self._move(end)
                read = partial(read_value, value, self._origin, line, written)
                yield from self._origin.once(written, read)
                return
            reason = f"broken JSON in value {number}: {reason}"
            yield self._origin.rejection(reason, line, self._window[self._at : self._at + EXCERPT_LENGTH])
            self._resume()
            return

    def _resume(self) -> None:
        """Go to the next object that begins with the same name as the broken value, or to the end."""
        broken = _OBJECT.match(self._window, self._at)
        begin = re.compile(r"\{\s*" + re.escape(broken[1])) if broken else _OBJECT
        self._move(self._at + 1)
        while not (found := begin.search(self._window, self._at)):
            self._move(max(self._at, len(self._window) - 100))
            if not self._more():
                self._move(len(self._window))
                return
        self._move(found.start())

    def _move(self, place: int) -> None:
        self._line += self._window.count("\n", self._at, place)
        self._at = place

    def _more(self) -> bool:
        """Widen the window by as much again as is left in it; False at the end of the text."""
        left = self._window[self._at :]
        read = self._text.read(min(max(_WINDOW, len(left)), LONGEST + 1 - len(left)))
        self._window, self._at = left + read, 0
        return bool(read)
