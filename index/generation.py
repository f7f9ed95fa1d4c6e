"""An open generation: what a searcher holds while it answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO
from weakref import finalize

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Chain, default_chain
from fihris.index.article import Article
from fihris.index.checksums import describe_file
from fihris.index.columns import open_columns
from fihris.index.errors import IndexDamaged
from fihris.index.generation_columns import open_generation_columns
from fihris.index.generations import Generations, hold
from fihris.index.manifest import Manifest, read_manifest
from fihris.index.segment import Segment
from fihris.index.whoosh_segments import TOC_FILES, segment_facts, whoosh_segments


class Generation:
    """The served generation of an index, opened for reading, or another one in `directory`.

    Holds its files until `close`, or until nobody has it any more, whatever is published meanwhile. Raises
    `IndexMissing`, `IndexStale`, `IndexNewer` or `IndexDamaged`. `stories` and `indexed` are its columns over
    all documents, `runs` tells which segments were written side by side: see `generation_columns`.
    """

    def __init__(self, index: Path, directory: Path | None = None) -> None:
        directory, held = (directory, hold(directory)) if directory else hold_served(index)
        # Threads may still answer from it when a newer one is taken up: the last to let go closes it.
        open_files = ExitStack()
        open_files.enter_context(held)
        self._close = finalize(self, open_files.close)
        self.name = directory.name
        self.chain: Chain = default_chain()
        try:
            self.manifest = read_manifest(directory, index)
            self.manifest.check(directory, index, self.chain.fingerprint)
            _check_toc(directory, index, self.manifest)
            self.segments = tuple(_open_segments(directory, index, open_files))
            columns = open_generation_columns(directory, index, segment_facts(directory, index))
            self.stories: NDArray[np.int32] = columns["document.story"]
            self.indexed: NDArray[np.int64] = columns["document.indexed"]
            self.runs: dict[str, str] = columns.meta.get("runs", {})
            self._check_count(index)
        except BaseException:
            self.close()
            raise

    def _check_count(self, index: Path) -> None:
        living = sum(int(segment.alive.sum()) for segment in self.segments)
        if living != len(self):
            raise IndexDamaged(f"The index {index} holds {living} documents instead of {len(self)}.", index)

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


def hold_served(index: Path) -> tuple[Path, IO[str]]:
    """Return the directory of the served generation, and an open file that keeps it until it is closed."""
    generations = Generations(index)
    while True:
        directory = generations.served()
        try:
            held = hold(directory)
        except FileNotFoundError:
            # Swept between reading CURRENT and holding it, or really gone.
            if generations.served() == directory:
                raise IndexDamaged(
                    f"The index {index} has lost its generation {directory.name}.", index
                ) from None
            continue
        if generations.served() == directory:
            return directory, held
        held.close()  # what is not served any more may have been swept before it was held


def _check_toc(directory: Path, index: Path, manifest: Manifest) -> None:
    """Refuse a table of contents that somebody else wrote: it says which segments and documents there are."""
    for path in directory.glob(TOC_FILES):
        if manifest.files.get(path.name) != describe_file(path):
            raise IndexDamaged(f"The table of contents {path.name} is not what was written.", index)


def _open_segments(directory: Path, index: Path, open_files: ExitStack) -> Iterator[Segment]:
    base = 0
    for whoosh in whoosh_segments(directory, index):
        open_files.enter_context(closing(whoosh.reader))
        columns = open_columns(directory, whoosh.name, whoosh.documents, index)
        segment = Segment(columns, whoosh.reader, base, list(whoosh.deleted))
        base += len(segment)
        yield segment
