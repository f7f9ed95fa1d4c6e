"""Tables as text (CSV, TSV): a line of names, then an article a row.

The dialect is found out from the line of names. A row that is not well formed is rejected alone: reading
goes on with the line after the one it begins in, so that a quotation mark that is never closed does not take
the rest of the table with it.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from io import BufferedReader
from typing import TextIO

from fihris.index.readers.items import Item, Origin
from fihris.index.readers.names import DEFAULT_NAMES, FieldNames
from fihris.index.readers.records import LONGEST, read_record
from fihris.index.readers.text_streams import open_text

_DELIMITERS = ",;\t|،"
_LONG_ROW = 2**17
"""Characters; few articles are longer."""
_SEPARATOR_LINE = "sep="
"""Excel's own first line, which names the delimiter."""


def begins(text: str) -> bool:
    """Say whether a text begins with names of fields, a title or a body among them, and a delimiter."""
    line = text.lstrip("\ufeff").partition("\n")[0]
    names = _split(line, _delimiter(line, DEFAULT_NAMES))
    known = [name for name in names if DEFAULT_NAMES.role(name)]
    return len(known) > 1 and len(known) * 2 >= len(names) and _has_text(known, DEFAULT_NAMES)


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of every row; a row that cannot be read is rejected by the line it begins in.

    Raises `Undecodable`.
    """
    csv.field_size_limit(LONGEST)
    with open_text(stream) as text:
        lines = _Lines(text)
        header = lines.next()
        while header is not None and not header.strip():
            header = lines.next()
        delimiter = None
        if header is not None and header.lower().startswith(_SEPARATOR_LINE):
            delimiter, header = header.strip()[len(_SEPARATOR_LINE) :] or "\t", lines.next()
        if header is None:
            yield origin.rejection("empty file")
            return
        delimiter = delimiter or _delimiter(header, origin.names)
        names = _split(header, delimiter)
        if not _has_text(names, origin.names):
            reason = "no column is called title or body: name them with --fields"
            yield origin.rejection(reason, lines.number, header)
            return
        yield from _read_rows(lines, names, delimiter, origin)


def _read_rows(lines: _Lines, names: Sequence[str], delimiter: str, origin: Origin) -> Iterator[Item]:
    empty = True
    while (first := lines.next()) is not None:
        if not first.strip(f"\r\n {delimiter}"):
            continue
        empty = False
        number = lines.number
        cells, reason = lines.row(first, delimiter, len(names))
        said = f"{len(cells)} cells in the row of a table with {len(names)} columns"
        if reason or any(cells[len(names) :]) or 2 * len(cells) < len(names):
            yield origin.rejection(reason or said, number, first)
            continue
        written = delimiter.join(cells)
        record = dict(zip(names, cells, strict=False))
        yield from origin.once(repr(record), partial(read_record, record, origin, number, written))
        if len(cells) < len(names):
            yield origin.notice(said, number, written)
    if empty:
        yield origin.rejection("a table without rows")


class _Lines:
    """The lines of a table, which can be given back."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._given_back: deque[str] = deque()
        self._longest_row = LONGEST
        self.number = 0

    def next(self) -> str | None:
        """Return the next line, its end with it; None at the end."""
        line = self._given_back.popleft() if self._given_back else self._text.readline(LONGEST)
        self.number += bool(line)
        return line or None

    def row(self, first: str, delimiter: str, columns: int) -> tuple[list[str], str]:
        """Return the cells of the row that begins with this line, and why there are none, "" if there are.

        Where quotation marks make no row, they may be but text, as in most TSV; cells of the right number
        show it.
        """
        as_text = first.rstrip("\r\n").split(delimiter)
        if '"' not in first:
            return as_text, ""
        taken: list[str] = []
        reader = csv.reader(self._rest(first, taken), delimiter=delimiter, strict=True)
        try:
            return next(reader), ""
        except csv.Error as error:
            # All but the first line may be rows of their own. Where one mark is never closed, there are more
            # like it: none may be looked for through the whole table again.
            if sum(map(len, taken)) > _LONG_ROW:
                self._longest_row = _LONG_ROW
            self._given_back.extendleft(reversed(taken))
            self.number -= len(taken)
            is_text = len(as_text) == columns and (delimiter == "\t" or not _is_open(error))
            return (as_text, "") if is_text else ([], f"broken row: {error}")

    def _rest(self, first: str, taken: list[str]) -> Iterator[str]:
        yield first
        size = len(first)
        while (line := self.next()) is not None:
            taken.append(line)
            size += len(line)
            if size > self._longest_row:
                raise csv.Error(f"a quotation mark is not closed within {self._longest_row // 2**10} KB")
            yield line


def _delimiter(header: str, names: FieldNames) -> str:
    """Return the delimiter under which most names are known, or there are most names."""

    def score(delimiter: str) -> tuple[int, int]:
        cells = _split(header, delimiter)
        return sum(names.role(cell) is not None for cell in cells), len(cells)

    return max(_DELIMITERS, key=score)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
    except csv.Error:
        return []


def _is_open(error: csv.Error) -> bool:
    """Say whether a quotation mark was not closed where the table, or all patience, ended."""
    return "unexpected end of data" in str(error) or "is not closed" in str(error)


def _has_text(names: Sequence[str], fields: FieldNames) -> bool:
    return any(fields.stands_for(name, "title", "body") for name in names)
