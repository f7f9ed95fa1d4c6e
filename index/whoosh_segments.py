"""The segments of a Whoosh index, opened one by one for what has to look beneath it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from fihris.index.article import Article
from fihris.index.errors import IndexDamaged
from fihris.index.schema import INDEX_NAME, from_fields

TOC_FILES = f"_{INDEX_NAME}_*.toc"
"""What Whoosh's tables of contents are called: it reads the one with the highest number."""


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """What the table of contents says of a segment.

    `documents` counts deleted ones too; `deleted` are their numbers, ascending.
    """

    name: str
    documents: int
    deleted: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WhooshSegment(SegmentFacts):
    """One segment as Whoosh knows it; who takes it closes its reader."""

    reader: Any

    def article(self, document: int) -> Article:
        """Return the article that Whoosh has stored under that number, deleted or not."""
        return from_fields(self.reader.stored_fields(document))


def segment_facts(directory: Path, index: Path) -> list[SegmentFacts]:
    """Return what is said of the segments of the generation in `directory`, without opening them."""
    return [_facts(described) for described in _read_toc(FileStorage(str(directory)), index).segments]


def _facts(described: Any) -> SegmentFacts:
    deleted = tuple(sorted(described.deleted_docs()))
    return SegmentFacts(described.segment_id(), described.doc_count_all(), deleted)


def _read_toc(storage: FileStorage, index: Path) -> Any:
    try:
        return TOC.read(storage, INDEX_NAME)
    except Exception as error:  # what Whoosh and pickle raise at damaged files is anything
        raise IndexDamaged("The table of contents of Whoosh cannot be read.", index) from error


def whoosh_segments(directory: Path, index: Path) -> Iterator[WhooshSegment]:
    """Yield the segments of the generation in `directory`; raise `IndexDamaged` if Whoosh cannot open one."""
    storage = FileStorage(str(directory))
    toc = _read_toc(storage, index)
    for described in toc.segments:
        name = described.segment_id()
        try:
            reader = SegmentReader(storage, toc.schema, described)
        except Exception as error:  # what Whoosh and pickle raise is anything
            raise IndexDamaged(f"Whoosh cannot open its segment {name}.", index) from error
        facts = _facts(described)
        yield WhooshSegment(name, facts.documents, facts.deleted, reader)
