"""Writes articles into a generation that is being built: a Whoosh segment and its columns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from whoosh.fields import TEXT
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter as WhooshWriter

from fihris.index.arabic.chain import Chain
from fihris.index.article import Article
from fihris.index.columns import write_columns
from fihris.index.documents import DocumentColumns
from fihris.index.generation import COLUMNS_SUFFIX
from fihris.index.inversion import Inverter
from fihris.index.schema import INDEX_NAME, make_schema, to_fields
from fihris.index.whoosh_files import WhooshFiles


class SegmentWriter:
    """Adds one segment to the Whoosh index in `directory`, and marks documents of older ones deleted.

    The directory is a generation in the making: nobody reads it, and no lock but the index's own is needed.
    """

    def __init__(self, directory: Path, chain: Chain) -> None:
        self.directory = directory
        storage = FileStorage(str(directory))
        if storage.index_exists(INDEX_NAME):
            self._index = FileIndex(storage, indexname=INDEX_NAME)
        else:
            self._index = FileIndex.create(storage, make_schema(), INDEX_NAME)
        self._base: int = self._index.doc_count_all()
        self._inverter = Inverter(chain)
        self._documents = DocumentColumns()
        self._writer = _BulkWriter(self._index, self._inverter)
        self._dead: list[int] = []

    def add(self, article: Article) -> int:
        """Add `article` and return its number among all documents of the generation."""
        number = self._base + len(self._inverter)
        self._documents.add(article)
        self._writer.add_article(article)
        return number

    def delete(self, document: int) -> None:
        """Mark the document with that number among all documents of the generation as deleted."""
        self._dead.append(document)

    def finish(self) -> None:
        """Write and sync everything."""
        if len(self._inverter):
            name = self._writer.newsegment.segment_id()
            columns, meta = self._documents.arrays()
            write_columns(self.directory / (name + COLUMNS_SUFFIX), columns | self._inverter.arrays(), meta)
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


class _BulkWriter(WhooshWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Whoosh's writer with its own way of making the term and posting files taken out.

    It keeps what the rest of Whoosh needs: lock, documents' lengths and stored fields, table of contents.
    """

    def __init__(self, index: FileIndex, inverter: Inverter) -> None:
        super().__init__(index, compound=False)
        self._inverter = inverter
        # field → term → the documents that hold it: of fields that are not text
        self._words: dict[str, dict[bytes, list[int]]] = {}

    def add_article(self, article: Article) -> None:
        """Add the next document."""
        title_length, body_length = self._inverter.add(article)
        lengths = {"title": title_length, "body": body_length}
        documents = self.perdocwriter
        documents.start_doc(self.docnum)
        for name, value in to_fields(article).items():
            field: Any = self.schema[name]
            if field.indexed and not isinstance(field, TEXT):
                for term, *_ in field.index(value):
                    self._words.setdefault(name, {}).setdefault(term, []).append(self.docnum)
            documents.add_field(name, field, value, lengths.get(name, 0))
        documents.finish_doc()
        self._added = True
        self.docnum += 1

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        files = WhooshFiles(self.fieldwriter, self.docnum)
        for name in sorted(self._words.keys() | {"title", "body"}):
            if name in self._words:
                files.add_words(name, self.schema[name], self._words[name])
            else:
                files.add_text(name, *self._inverter.text_field(in_title=name == "title"))
        files.finish()
