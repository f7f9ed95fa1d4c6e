"""Writes what is new in a generation: segments added, documents deleted, segments merged."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex

from fihris.index.article import Article
from fihris.index.columns import SUFFIX, open_columns
from fihris.index.living import Living
from fihris.index.merge_policy import Size, choose
from fihris.index.merging import merge
from fihris.index.schema import INDEX_NAME, make_schema
from fihris.index.whoosh_segments import TOC_FILES, segment_facts
from fihris.index.workers import Workers
from fihris.index.writer import SegmentWriter, Whole

MEMORY = 512 * 2**20
"""Bytes of articles that are held in memory, unless told otherwise."""

MOST_WORKERS = 4
FEW = 2048  # articles that one process writes sooner than others have started


def default_workers() -> int:
    """Return how many processes write a large index, unless told otherwise."""
    return min(os.cpu_count() or 1, MOST_WORKERS)


class GenerationWriter:
    """Changes the Whoosh index in `directory`, which need not hold one yet.

    The directory is a generation in the making: nobody reads it, and no lock but the index's own is needed.

    Args:
        directory: the generation in the making.
        memory: bytes of articles that are held in memory, by all workers together.
        runs: of segments that the index had before, the run that wrote them beside others.
        workers: processes that write segments when there are many articles; with 1 it is this one. Each takes
            every n-th batch, so that the same articles always make the same segments.
        many: whether many articles are expected, so that the workers start before there are.
    """

    def __init__(
        self,
        directory: Path,
        memory: int = MEMORY,
        workers: int = 1,
        runs: Mapping[str, str] | None = None,
        *,
        many: bool = False,
    ) -> None:
        self.directory = directory
        self._runs = dict(runs or {})
        self._memory = memory
        self._workers = workers
        storage = FileStorage(str(directory))
        if not storage.index_exists(INDEX_NAME):
            FileIndex.create(storage, make_schema(), INDEX_NAME)
        self._writer: SegmentWriter | Workers | None = None
        self._waiting: list[Article] = []
        self._ahead = self._start_workers() if many and workers > 1 else None
        self._dead: list[int] = []

    def add(self, article: Article) -> None:
        """Add `article`."""
        if self._writer is None and self._workers > 1 and len(self._waiting) < FEW:
            self._waiting.append(article)
        else:
            self._started(self._workers).add(article)

    def delete(self, document: int) -> None:
        """Mark the document with that number among those that the index had before as deleted."""
        self._dead.append(document)

    @property
    def whole(self) -> Sequence[Whole]:
        """The segments that are written, of those that are new."""
        return self._writer.whole if self._writer else ()

    def held(self) -> Iterator[str]:
        """Yield the ids of the articles that are in none yet."""
        if self._writer is not None:
            yield from self._writer.held
        yield from (article.id for article in self._waiting)

    def files(self, segment: Segment) -> list[Path]:
        """Return the files of a segment that is whole."""
        return list(self.directory.glob(f"{segment.segment_id()}.*"))

    @property
    def runs(self) -> dict[str, str]:
        """The runs of all segments, those of before and those that are whole."""
        run = self.directory.name.partition("-")[0]
        return self._runs | {segment.segment_id(): run for segment, _ in self.whole}

    def link(self, whole: Sequence[Whole], directory: Path) -> None:
        """Make of an empty directory the index as it were if only the articles of those segments were new."""
        added = [segment for segment, _ in whole]
        names = {segment.segment_id() for segment in added}
        names |= {segment.name for segment in segment_facts(self.directory, self.directory.parents[1])}
        for path in self.directory.iterdir():
            if path.name.partition(".")[0] in names or path.match(TOC_FILES):
                os.link(path, directory / path.name)
        self._commit(directory, lambda before: before + added)

    def finish(self) -> None:
        """Write everything and its table of contents; merge segments where the policy says so."""
        self._started(1).finish()
        added = [segment for segment, _ in self.whole]
        # What was built in one go is as it was meant to be.
        self._commit(self.directory, lambda before: self._merged(before + added) if before else added)

    def _commit(self, directory: Path, all_of: Callable[[list[Segment]], list[Segment]]) -> None:
        """Write the table of contents in `directory`, where nothing is deleted yet.

        `all_of` returns all segments, given those that it had before.
        """
        if self.whole or self._dead:
            contents = FileIndex(FileStorage(str(directory)), indexname=INDEX_NAME).writer()
            for document in self._dead:
                contents.delete_document(document)
            contents.commit(mergetype=lambda _, segments: all_of(segments))
        (directory / f"{INDEX_NAME}_WRITELOCK").unlink(missing_ok=True)

    def _merged(self, segments: list[Segment]) -> list[Segment]:
        """Return segments with those that are worth it merged."""
        runs = self.runs
        columns = [self.directory / (segment.segment_id() + SUFFIX) for segment in segments]
        sizes = [
            Size(
                path.stat().st_size,
                segment.doc_count_all(),
                segment.deleted_count(),
                runs.get(segment.segment_id(), ""),
            )
            for path, segment in zip(columns, segments, strict=True)
        ]
        merged: list[Segment | None] = list(segments)
        for group in choose(sizes, self._memory):
            living = [self._living(segments[place]) for place in group]
            for place in group:
                merged[place] = None
            if any(map(len, living)):
                merged[group[0]] = merge(self.directory, living)
        return [segment for segment in merged if segment is not None]

    def _living(self, segment: Segment) -> Living:
        documents = segment.doc_count_all()
        columns = open_columns(self.directory, segment.segment_id(), documents, self.directory.parents[1])
        alive = np.ones(documents, bool)
        alive[list(segment.deleted_docs())] = False
        return Living(columns, alive)

    def close(self) -> None:
        """End the workers, if there are any, whether or not they are done."""
        for started in (self._writer, self._ahead):
            if isinstance(started, Workers):
                started.close()

    def _started(self, workers: int) -> SegmentWriter | Workers:
        """Return the writer of the segments; the first time, `workers` says how many processes it has."""
        if self._writer is None:
            if workers > 1:
                self._writer = self._ahead or self._start_workers()
            else:
                self._writer = SegmentWriter(self.directory, self._memory)
            for article in self._waiting:
                self._writer.add(article)
            self._waiting.clear()
        return self._writer

    def _start_workers(self) -> Workers:
        return Workers(self.directory, self._memory // self._workers, self._workers)
