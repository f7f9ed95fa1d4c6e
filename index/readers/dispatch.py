"""Which reader takes which file, and what becomes of files that none takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from io import BufferedReader
from pathlib import Path, PurePosixPath

from fihris.index.decoding import Undecodable
from fihris.index.errors import MissingExtra
from fihris.index.readers.archives import DEEPEST, allowance, archive_reader
from fihris.index.readers.finding import is_companion
from fihris.index.readers.items import Item, Origin, Read, every_time
from fihris.index.readers.names import DEFAULT_NAMES, FieldNames
from fihris.index.readers.opening import HEAD, Damaged, Meter, open_input, unpack
from fihris.index.readers.recognising import SUFFIXES, known_format, other_kind, recognise

_Read = Callable[[BufferedReader, Origin], Iterator[Item]]

_READERS = {
    "csv": "delimited",
    "feed": "feeds",
    "html": "html_pages",
    "json": "json_values",
    "jsonl": "jsonl",
    "pages": "pages",
    "parquet": "parquet",
    "trec": "trec",
    "warc": "warc",
}
"""The module that reads each format, loaded when the first such file comes."""


def formats() -> tuple[str, ...]:
    """Return the names that `--format` takes."""
    return tuple(SUFFIXES)


def read_file(
    path: Path,
    format: str | None,  # noqa: A002 - the name of the option
    names: FieldNames = DEFAULT_NAMES,
    meter: Meter | None = None,
    *,
    named: bool = True,
    once: Callable[[bytes | str, Read], Iterator[Item]] = every_time,
) -> Iterator[Item]:
    """Yield the articles of a file, and what could not be read of it.

    Without a format, content decides before the name: what begins like a JSON object is JSON, whatever it is
    called. A file of which neither shows anything is taken for a page if the user named it (`named`), and
    rejected if it was found in a folder. `once` may know records that were read before (see `Recollection`).

    Raises:
        UnknownFormat: There is no such format. Nothing in a file raises anything.
    """
    known_format(format)
    origin = Origin(str(path), names=names, allowance=allowance(_size(path)), once=once)
    try:
        with open_input(path, meter) as stream:
            yield from _read_stream(stream, path.name, origin, format, "pages" if named else None)
    except (Damaged, Undecodable) as error:
        yield origin.rejection(str(error))
    except MissingExtra as error:
        yield origin.rejection(str(error), again=True)
    except OSError as error:
        yield origin.rejection(f"cannot be read: {error.strerror or error}", again=True)


def _reader(format_name: str) -> _Read:
    read: _Read = import_module(f"fihris.index.readers.{_READERS[format_name]}").read
    return read


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _read_stream(
    stream: BufferedReader, name: str, origin: Origin, given: str | None, otherwise: str | None
) -> Iterator[Item]:
    head = stream.peek(HEAD)[:HEAD]
    if not head:
        yield origin.rejection("empty file")
    elif kind := other_kind(head):
        yield origin.rejection(f"format not recognised: binary file, {kind}", None, head)
    elif archive := archive_reader(head):
        if origin.archives >= DEEPEST:
            yield origin.rejection("archives within archives within archives: unpack them first")
        else:
            deeper = replace(origin, archives=origin.archives + 1)
            yield from archive(stream, deeper, partial(_read_member, given=given))
    elif format_name := given or recognise(name, head) or otherwise:
        yield from _reader(format_name)(stream, origin)
    else:
        yield origin.rejection("format not recognised: name it with --format", None, head)


def _read_member(stream: BufferedReader, name: str, origin: Origin, given: str | None) -> Iterator[Item]:
    """Read a member of an archive as a file that was found in a folder; what is wrong with it stays there."""
    file = PurePosixPath(name.replace("\\", "/"))
    if any(is_companion(part) or part.startswith(".") for part in file.parts if part.strip(".")):
        return
    try:
        yield from _read_stream(unpack(stream), file.name, origin, given, None)
    except (Damaged, Undecodable) as error:
        yield origin.rejection(str(error))
    except MissingExtra as error:
        yield origin.rejection(str(error), again=True)
