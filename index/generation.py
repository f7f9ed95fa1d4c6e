"""An open generation: what a searcher holds while it answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO, Any
from weakref import finalize

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC
from whoosh.reading import SegmentReader

from fihris.index.arabic.chain import Chain, default_chain
from fihris.index.article import Article
from fihris.index.columns import Columns
from fihris.index.errors import IndexDamaged
from fihris.index.generations import Generations, hold
from fihris.index.manifest import REBUILD, read_manifest
from fihris.index.schema import INDEX_NAME
from fihris.index.segment import Segment

COLUMNS_SUFFIX = ".fx"


class Generation:
    """The served generation of an index, opened for reading.

    Holds its files until `close`, or until nobody has it any more, whatever is published meanwhile. Raises
    `IndexMissing`, `IndexStale`, `IndexNewer` or `IndexDamaged`.
    """

    def __init__(self, index: Path) -> None:
        directory, held = _hold_served(index)
        # Threads may still answer from it when a newer one is taken up: the last to let go closes it.
        open_files = ExitStack()
        open_files.enter_context(held)
        self._close = finalize(self, open_files.close)
        self.name = directory.name
        self.chain: Chain = default_chain()
        try:
            self.manifest = read_manifest(directory, index)
            self.manifest.check(directory, index, self.chain.fingerprint)
            self.segments = tuple(_open_segments(directory, open_files))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the generation go."""
        self._close()

    def __len__(self) -> int:
        return self.manifest.documents

    def articles(self) -> Iterator[Article]:
        """Yield every living article in document order."""
        for segment in self.segments:
            for document in segment.alive.nonzero()[0].tolist():
                yield segment.documents[document]


def _hold_served(index: Path) -> tuple[Path, IO[str]]:
    generations = Generations(index)
    while True:
        directory = generations.served()
        try:
            return directory, hold(directory)
        except FileNotFoundError:
            # Swept between reading CURRENT and holding it, or really gone.
            if generations.served() == directory:
                raise IndexDamaged(
                    f"The index {index} has lost its generation {directory.name}. "
                    + REBUILD.format(index=index)
                ) from None


def _open_segments(directory: Path, open_files: ExitStack) -> Iterator[Segment]:
    storage = FileStorage(str(directory))
    toc: Any = TOC.read(storage, INDEX_NAME)
    base = 0
    for described in toc.segments:
        reader = open_files.enter_context(closing(SegmentReader(storage, toc.schema, described)))
        columns = Columns(directory / (described.segment_id() + COLUMNS_SUFFIX))
        segment = Segment(columns, reader, base, sorted(described.deleted_docs()))
        base += len(segment)
        yield segment
