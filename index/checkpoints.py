"""Checkpoints: what a first load has done so far, from which it goes on when it was broken off.

    <index>/CHECKPOINT                    the name of the checkpoint to go on from
    <index>/generations/checkpoint3/      a generation of what has been read

While an index is loaded for the first time nothing is served, and whoever opens it is told that there is
none: half an archive would be taken for the whole. A checkpoint is a generation all the same, whole and on
disk before anything names it, so that going on is updating it. All are gone once the load is done.

It has the segments that are whole, as hard links, and lists in its ledger the documents that are in these.
Nobody waits for it: whoever writes a segment goes on meanwhile, and what comes of the load is the same,
whenever checkpoints were left.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Container, Iterable, Set
from dataclasses import replace
from pathlib import Path
from time import monotonic

from whoosh.codec.base import Segment

from fihris.index.checksums import Described
from fihris.index.errors import FihrisError, IndexNewer
from fihris.index.generation import Generation
from fihris.index.generation_writer import GenerationWriter
from fihris.index.generations import BUILDING, CHECKPOINT, Generations
from fihris.index.ledger import Entry
from fihris.index.manifest import Manifest
from fihris.index.syncing import Syncing
from fihris.index.writer import Whole

NAME = "checkpoint"
LOOK = 64  # articles between two looks at what is whole
FEWEST = 10_000  # articles: with fewer, a checkpoint costs more than what it saves
PAUSE = 30  # times what a checkpoint takes: none follows sooner, since each lists all documents


def unfinished(
    entries: Iterable[Entry], before: Iterable[Entry], seen: Container[str], held: Set[str]
) -> list[Entry]:
    """Return the entries of a checkpoint's ledger: what was read so far, and what it has from `before`.

    The last of `entries` is still being read: it will be read again, and so will be a file of before of which
    some documents have been `seen` elsewhere, and one of which some are still `held`, and in no segment.
    """
    *read, last = entries
    kept = {entry.file: _without(entry, held) for entry in read}
    kept[last.file] = replace(_without(last, held), size=-1)
    for entry in before:
        rest = {id_: hash_ for id_, hash_ in entry.documents.items() if id_ not in seen}
        if not rest:
            continue
        if entry.file in kept:
            kept[entry.file] = replace(kept[entry.file], size=-1, documents=kept[entry.file].documents | rest)
        elif len(rest) == len(entry.documents):
            kept[entry.file] = entry
        else:
            kept[entry.file] = _without(entry, entry.documents.keys() - rest.keys())
    return list(kept.values())


def _without(entry: Entry, ids: Set[str]) -> Entry:
    """Return the entry, or one without those of the documents, which has to be read again for them."""
    lost = entry.documents.keys() & ids
    if not lost:
        return entry
    part = replace(entry, size=-1, documents=dict(entry.documents))
    part.give_up(lost)
    return part


def _articles(whole: Iterable[Whole]) -> int:
    return sum(len(each.ids) for each in whole)


class Checkpoints:
    """The checkpoints of the index whose `generations` are being written."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._pointer = generations.index / CHECKPOINT
        self._opened: str | None = None
        self._new = 0
        self._began = self._next = 0.0
        self._files: dict[Segment, set[str]] = {}

    def open(self) -> Generation | None:
        """Return the checkpoint to go on from; None where an index is served, or none can be used.

        Raises `IndexNewer` for one that a newer Fihris wrote.
        """
        if self._generations.current() is not None:
            return None
        try:
            name = self._pointer.read_text(encoding="ascii", errors="replace").strip()
            opened = Generation(self._generations.index, self._generations.directory(name))
        except IndexNewer:
            raise
        except (OSError, FihrisError):
            return None
        self._opened = name
        return opened

    def due(self, writer: GenerationWriter, syncing: Syncing) -> list[Whole]:
        """Bring to disk what is whole; return what is there, once it is worth a checkpoint."""
        for segment, _ in writer.whole:
            if segment not in self._files:
                files = writer.files(segment)
                syncing.add(files)
                self._files[segment] = {path.name for path in files}
        if monotonic() < self._next or _articles(writer.whole) < self._new + FEWEST:
            return []
        synced = syncing.done().keys()
        there = [each for each in writer.whole if self._files[each.segment] <= synced]
        if _articles(there) < self._new + FEWEST:
            return []
        self._new = _articles(there)
        return there

    def begin(self) -> Path:
        """Return an empty directory for a checkpoint."""
        self._began = monotonic()
        names = [path.name.removeprefix(NAME) for path in self._directories()]
        number = max((int(name) for name in names if name.isdigit()), default=0) + 1
        building = self._generations.directory(f"{NAME}{number}-{os.getpid()}{BUILDING}")
        building.mkdir()
        return building

    def keep(
        self, building: Path, documents: int, previous: Manifest | None, synced: dict[str, Described]
    ) -> None:
        """Make the generation in `building` the checkpoint to go on from; see `Generations.settle`."""
        generations, name = self._generations, building.name.partition("-")[0]
        generations.settle(building, name, documents=documents, previous=previous, synced=synced)
        generations.point(self._pointer, name)
        for other in self._directories():
            if other.name not in (name, self._opened):  # what is opened is read to the end
                shutil.rmtree(other, ignore_errors=True)
        self._next = monotonic() + PAUSE * (monotonic() - self._began)

    def forget(self) -> None:
        """Remove all checkpoints."""
        self._pointer.unlink(missing_ok=True)
        for directory in self._directories():
            shutil.rmtree(directory, ignore_errors=True)

    def _directories(self) -> list[Path]:
        return list((self._generations.index / "generations").glob(f"{NAME}*"))
