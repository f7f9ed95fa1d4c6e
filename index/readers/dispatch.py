"""Which reader takes which file."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from fihris.index.errors import UnknownFormat
from fihris.index.readers import jsonl, pages
from fihris.index.readers.items import Item, Origin
from fihris.index.readers.opening import open_input


@dataclass(frozen=True, slots=True)
class _Reader:
    read: Callable[[BufferedReader, Origin], Iterator[Item]]
    suffixes: tuple[str, ...]


_READERS = {
    "jsonl": _Reader(jsonl.read, (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".json.gz")),
    "pages": _Reader(pages.read, (".txt", ".txt.gz")),
}
_JSON_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*["}]')


def formats() -> tuple[str, ...]:
    """Return the names that `--format` takes."""
    return tuple(_READERS)


def suffixes(format_name: str | None) -> tuple[str, ...]:
    """Return the ends of names, in lower case, by which the reader of a format (or any) knows a file.

    Raises:
        UnknownFormat: There is no such format.
    """
    readers = [_reader(format_name)] if format_name else _READERS.values()
    return tuple(suffix for reader in readers for suffix in reader.suffixes)


def read_file(path: Path, format: str | None) -> Iterator[Item]:  # noqa: A002 - the name of the option
    """Yield the articles of a file, and what could not be read of it.

    Without a format, content decides before the name: what begins like a JSON object is JSON lines, whatever
    it is called; a name that no reader knows is taken for a page.

    Raises:
        UnknownFormat: There is no such format. Nothing in a file raises anything.
    """
    given = _reader(format) if format else None
    origin = Origin(str(path))
    try:
        with open_input(path) as stream:
            head = stream.peek(1)
            if not head:
                yield origin.rejection("empty file")
                return
            yield from (given or _recognise(path.name, head)).read(stream, origin)
    except EOFError:
        yield origin.rejection("damaged gzip file: it breaks off")
    except (gzip.BadGzipFile, zlib.error) as error:
        yield origin.rejection(f"damaged gzip file: {error}")
    except OSError as error:
        yield origin.rejection(f"cannot be read: {error.strerror}")


def _reader(name: str) -> _Reader:
    try:
        return _READERS[name]
    except KeyError:
        known = ", ".join(_READERS)
        raise UnknownFormat(f"There is no format {name!r}. Type --format with one of: {known}") from None


def _recognise(name: str, head: bytes) -> _Reader:
    if _JSON_OBJECT.match(head) or name.lower().endswith(_READERS["jsonl"].suffixes):
        return _READERS["jsonl"]
    return _READERS["pages"]
