"""What a reader yields: articles, and what it has to say about those it could not read as they should be."""

from __future__ import annotations

from dataclasses import dataclass

from fihris.index.article import Article


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document, or a whole file, that could not be read.

    `line` counts from 1, where a file holds a document a line; `member` is the name within an archive.
    `reason` is one English sentence.
    """

    file: str
    line: int | None
    member: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A document that was kept, though something about it was dropped; fields as in `Rejection`."""

    file: str
    line: int | None
    member: str | None
    reason: str


Item = Article | Rejection | Notice


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a reader's bytes come from, to name in what it says about them."""

    file: str
    member: str | None = None

    def rejection(self, reason: str, line: int | None = None) -> Rejection:
        """Return a rejection of the document in this line, or of all that is here."""
        return Rejection(self.file, line, self.member, reason)

    def notice(self, reason: str, line: int | None = None) -> Notice:
        """Return a notice about the document in this line, or about the only one here."""
        return Notice(self.file, line, self.member, reason)
