"""Writes articles into a generation that is being built: a Whoosh segment and its columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from fihris.index.arabic.chain import Chain
from fihris.index.article import Article
from fihris.index.columns import write_columns
from fihris.index.generation import COLUMNS_SUFFIX
from fihris.index.inversion import Inverter
from fihris.index.schema import INDEX_NAME, make_schema, to_fields

POOL_MEGABYTES = 128  # postings that Whoosh gathers in memory before it spills a run to disk


class SegmentWriter:
    """Adds one segment to the Whoosh index in `directory`, and marks documents of older ones deleted.

    The directory is a generation in the making: nobody reads it, and no lock but the index's own is needed.
    """

    def __init__(self, directory: Path, chain: Chain) -> None:
        self.directory = directory
        self._storage = FileStorage(str(directory))
        if self._storage.index_exists(INDEX_NAME):
            self._index = FileIndex(self._storage, indexname=INDEX_NAME)
        else:
            self._index = FileIndex.create(self._storage, make_schema(), INDEX_NAME)
        self._base: int = self._index.doc_count_all()
        self._writer: Any = self._index.writer(limitmb=POOL_MEGABYTES, compound=False)
        self._inverter = Inverter(chain)
        self._dead: list[int] = []

    def add(self, article: Article) -> int:
        """Add `article` and return its number among all documents of the generation."""
        number = self._base + len(self._inverter)
        self._writer.add_document(**to_fields(article, *self._inverter.add(article)))
        return number

    def delete(self, document: int) -> None:
        """Mark the document with that number among all documents of the generation as deleted."""
        self._dead.append(document)

    def finish(self) -> None:
        """Write and sync everything."""
        if len(self._inverter):
            name = self._writer.newsegment.segment_id()
            write_columns(self.directory / (name + COLUMNS_SUFFIX), *self._inverter.arrays())
            self._writer.commit(merge=False)
        else:
            self._writer.cancel()
        if self._dead:
            # A writer can mark only what was committed before it: the new segment takes part in this one.
            deleter = self._index.refresh().writer()
            for document in self._dead:
                deleter.delete_document(document)
            deleter.commit(merge=False)
        (self.directory / f"{INDEX_NAME}_WRITELOCK").unlink(missing_ok=True)
