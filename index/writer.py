"""Writes articles as segments: Whoosh's files, and the columns beside them."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import LENGTHS_COLUMN
from whoosh.fields import TEXT
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter as WhooshWriter

from fihris.index.arabic.chain import default_chain
from fihris.index.article import Article
from fihris.index.columns import SUFFIX, write_columns
from fihris.index.documents import DocumentColumns
from fihris.index.inversion import Inverter
from fihris.index.schema import INDEX_NAME, date_term, to_fields
from fihris.index.shingles import sketch
from fihris.index.syncing import sync
from fihris.index.whoosh_files import WhooshFiles, length_bytes
from fihris.index.whoosh_stored import StoredFields


class Whole(NamedTuple):
    """A segment that is written and does not change any more, as Whoosh describes it.

    `ids` are those of its articles, in their order.
    """

    segment: Segment
    ids: Sequence[str]


class SegmentWriter:
    """Writes articles as Whoosh segments, and their columns, into `directory`, but into no table of contents.

    A segment is written, and the next one begun, when what is held of its articles reaches `memory` bytes: so
    the setting bounds the memory, whatever the number of articles. To write a segment takes about as much
    again. `whole` are the segments that are written, `held` the ids of the articles that are in none yet.
    """

    def __init__(self, directory: Path, memory: int) -> None:
        self._directory = directory
        self._memory = memory
        self._open: _OpenSegment | None = None
        self.whole: list[Whole] = []
        self.held: list[str] = []

    def add(self, article: Article) -> None:
        """Take the next article."""
        if self._open is None:
            self._open = _OpenSegment(self._directory)
        self._open.add(article)
        self.held.append(article.id)
        if self._open.nbytes >= self._memory:
            self._write()

    def finish(self) -> None:
        """Write what is left."""
        self._write()

    def _write(self) -> None:
        if self._open is not None:
            self.whole.append(Whole(self._open.write(), self.held))
            self._open, self.held = None, []


class _OpenSegment:
    """What is held of the articles of a segment until it is written."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._inverter = Inverter(default_chain())
        self._documents = DocumentColumns()
        index = FileIndex(FileStorage(str(directory)), indexname=INDEX_NAME)
        self._writer = BulkWriter(index, self._inverter)

    @property
    def nbytes(self) -> int:
        return self._inverter.nbytes + self._documents.nbytes

    def add(self, article: Article) -> None:
        self._inverter.add(article)
        self._documents.add(article)
        self._writer.add_article(article)

    def write(self) -> Segment:
        name = self._writer.newsegment.segment_id()
        path = write_segment_columns(self._directory, name, self._documents, self._inverter)
        del self._documents
        # Nobody waits for the disk as long as there is something to write.
        with ThreadPoolExecutor(1) as aside:
            synced = aside.submit(sync, path)
            segment = self._writer.write_segment()
            synced.result()
        return segment


def write_segment_columns(
    directory: Path, segment: str, documents: DocumentColumns, inverter: Inverter
) -> Path:
    """Write what was collected of a segment's articles to its columns file, and return the path of that."""
    columns, meta = documents.arrays()
    columns |= inverter.arrays()
    columns |= sketch(columns)
    path = directory / (segment + SUFFIX)
    write_columns(path, columns, meta | {"segment": segment})
    return path


class BulkWriter(WhooshWriter):  # type: ignore[misc]  # Whoosh ships no types
    """Whoosh's writer with its own way of making the term and posting files taken out.

    It keeps what the rest of Whoosh needs: documents' lengths and stored fields, the segment's description.
    It takes no lock, since nobody reads or writes a generation in the making but who makes it.
    """

    def __init__(self, index: FileIndex, inverter: Inverter) -> None:
        super().__init__(index, compound=False, _lk=False)
        self._inverter = inverter
        self._stored = StoredFields(self.perdocwriter)
        # field → value → the documents that hold it: of fields that are not text
        self._words: dict[str, dict[Any, list[int]]] = {}
        self._word_fields: dict[str, Any] = {
            name: field
            for name, field in self.schema.items()
            if field.indexed and not isinstance(field, TEXT)
        }

    def add_article(self, article: Article) -> None:
        """Add the next document."""
        fields = to_fields(article)
        for name in self._word_fields:
            if name in fields:
                self._words.setdefault(name, {}).setdefault(fields[name], []).append(self.docnum)
        self._stored.add(fields)  # the lengths of texts follow in `_flush_segment`
        self._added = True
        self.docnum += 1

    def write_segment(self) -> Segment:
        """Write the files and return Whoosh's description of the segment."""
        segment: Segment = self._finalize_segment()
        self.is_closed = True
        # Whoosh's writer and its parts know each other: they stay until the garbage collector comes by.
        del self._inverter, self._words
        return segment

    def _flush_segment(self) -> None:
        for name in ("title", "body"):
            self._add_lengths(name)
        self._stored.finish()
        self.perdocwriter._doccount = self.docnum
        self.perdocwriter.close()
        files = WhooshFiles(self.fieldwriter, self.docnum)
        for name in sorted(self._words.keys() | {"title", "body"}):
            if name in self._words:
                to_bytes = date_term if name == "published" else self._word_fields[name].to_bytes
                files.add_words(name, {to_bytes(value): held for value, held in self._words[name].items()})
            else:
                files.add_text(name, *self._inverter.text_field(in_title=name == "title"))
        files.finish()

    def _add_lengths(self, name: str) -> None:
        documents = self.perdocwriter
        lengths = self._inverter.lengths(in_title=name == "title")
        if lengths.any():
            column = f"_{name}_len"
            documents._create_column(column, LENGTHS_COLUMN)
            writer, held = documents._get_column(column), length_bytes(lengths)
            # Whoosh fills up with zeros what stands behind the last.
            writer._count = int(held.nonzero()[0][-1]) + 1
            writer._dbfile.write(held[: writer._count].tobytes())
            documents._fieldlengths[name] += int(lengths.sum())
