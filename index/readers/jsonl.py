"""JSON lines: one article a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from functools import partial
from io import BufferedReader
from typing import Any

from fihris.index.decoding import Undecodable, decode
from fihris.index.readers.items import Item, Origin
from fihris.index.readers.records import LONGEST, read_record


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every line; a line that cannot be read is rejected by its number."""
    if b"\0" in (head := stream.peek(1)):
        utf16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        yield origin.rejection("JSON lines have to be in UTF-8, not UTF-16" if utf16 else "binary file")
        return
    empty = True
    for number, line in _lines(stream):
        if line is None:
            yield origin.rejection(f"line longer than {LONGEST // 2**20} MB", number)
        elif empty and line.strip() in (b"[", b"{", b"[{"):
            yield origin.rejection("JSON over several lines; type --format json for it", number, line)
            return
        elif data := line.rstrip():
            yield from origin.once(data, partial(_read_line, line, number, origin))
        else:
            continue
        empty = False
    if empty:
        yield origin.rejection("empty file")


def _lines(stream: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Yield every line with its number; None for one that is too long, of which only so much is held."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        if len(line) <= LONGEST or line.endswith(b"\n"):
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = stream.readline(2**20)


def _read_line(line: bytes, number: int, origin: Origin) -> Iterator[Item]:
    try:
        record, damaged = _parse(line)
    except Undecodable as error:
        yield origin.rejection(str(error), number, line)
        return
    except json.JSONDecodeError as error:
        yield origin.rejection(f"broken JSON: {error.msg} at character {error.pos + 1}", number, line)
        return
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits, a list in a list in a list …
        yield origin.rejection(f"broken JSON: {error}", number, line)
        return
    yield from read_value(record, origin, number, line, damaged)


def _parse(line: bytes) -> tuple[Any, int]:
    """Return the value of a line, and how many of its characters are damaged."""
    try:
        # What is read strictly holds no control characters, and need not be looked through for them.
        return _STRICT.decode(line.decode()), 0
    except (ValueError, RecursionError):
        decoded = decode(line)
        return DECODER.decode(decoded.text), decoded.damaged


def read_value(value: Any, origin: Origin, line: int, data: bytes | str, damaged: int = 0) -> Iterator[Item]:
    """Yield the article of one JSON value, which has to be an object."""
    if not isinstance(value, dict):
        yield origin.rejection("not a JSON object", line, data)
        return
    yield from read_record(value, origin, line, data, damaged)
    if isinstance(value, _Repeating):
        yield origin.notice(f"{value.repeated!r} stands twice in the object: the last was taken", line, data)


class _Repeating(dict[str, Any]):
    """A JSON object in which a name stands more than once."""

    repeated: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    names = [name for name, _ in pairs]
    repeating = _Repeating(made)
    repeating.repeated = next(name for name in names if names.count(name) > 1)
    return repeating


DECODER = json.JSONDecoder(object_pairs_hook=_object, strict=False)
_STRICT = json.JSONDecoder(object_pairs_hook=_object)
