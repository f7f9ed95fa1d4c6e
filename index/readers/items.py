"""What a reader yields: articles, and what it has to say about those it could not read as they should be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from fihris.index.article import Article
from fihris.index.readers.names import DEFAULT_NAMES, FieldNames

EXCERPT_LENGTH = 200
"""Characters of what could not be read that the error file shows."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document, or a whole file, that could not be read.

    `line` counts from 1: the line of a text file where the document begins, or the row of a table; `member`
    is the name within an archive. `reason` is one English sentence, `excerpt` how the document begins, with
    escapes for what a terminal would obey. `again` says that the cause lies outside the file (a library that
    is not installed, a missing permission): it has to be read at the next run, even if it looks the same.
    """

    file: str
    line: int | None
    member: str | None
    reason: str
    excerpt: str = field(default="", compare=False)
    again: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """A document that was kept, though something about it was dropped; fields as in `Rejection`."""

    file: str
    line: int | None
    member: str | None
    reason: str
    excerpt: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that an earlier run made of the same record of the same file."""

    id: str


Item = Article | Rejection | Notice | Unchanged

Read = Callable[[], Iterator[Item]]
"""Reads one record."""


def every_time(_: bytes | str, read: Read) -> Iterator[Item]:
    """Read a record, whether or not it was read before."""
    return read()


class Allowance:
    """How many bytes all the archives within the archives of one file may unpack to."""

    def __init__(self, size: int) -> None:
        self._left = size

    def spend(self, size: int) -> bool:
        """Take so many bytes from it; say whether there were enough."""
        self._left -= size
        return self._left >= 0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reader's bytes come from, to name in what it says about them, and what their fields are called.

    `url` is the address of a page that came with it from elsewhere, as in a WARC. `archives` counts the
    archives around it, `allowance` is what those within others may still unpack to. `once` takes all
    that decides what is read of a record, and what reads it: it may know the record (see `Recollection`).
    """

    file: str
    member: str | None = None
    names: FieldNames = DEFAULT_NAMES
    url: str | None = None
    archives: int = 0
    allowance: Allowance | None = None
    once: Callable[[bytes | str, Read], Iterator[Item]] = every_time

    def rejection(
        self, reason: str, line: int | None = None, data: bytes | str = b"", *, again: bool = False
    ) -> Rejection:
        """Return a rejection of the document that holds `data` in this line, or of all that is here."""
        return Rejection(self.file, line, self.member, reason, excerpt(data), again)

    def notice(self, reason: str, line: int | None = None, data: bytes | str = b"") -> Notice:
        """Return a notice about the document in this line, or about the only one here."""
        return Notice(self.file, line, self.member, reason, excerpt(data))

    def inside(self, name: str) -> Origin:
        """Return the origin of a member of this archive."""
        return replace(self, member=f"{self.member}/{name}" if self.member else name)


def excerpt(data: bytes | str) -> str:
    """Return the first characters of `data`, those that are not printed as escapes."""
    if isinstance(data, bytes):
        data = data[: 4 * EXCERPT_LENGTH].decode("utf-8", "backslashreplace")
    return escaped(data[:EXCERPT_LENGTH])


def escaped(text: str) -> str:
    r"""Return a text with all that a terminal would obey, or turn around, as escapes: \x1b, \u202e."""
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "backslashreplace").decode()
        for character in text
    )
