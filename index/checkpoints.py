"""Checkpoints: what a first load has done so far, from which it goes on when it was broken off.

    <index>/CHECKPOINT                    the name of the checkpoint to go on from
    <index>/generations/checkpoint3/      a generation of what has been read

While an index is loaded for the first time nothing is served, and whoever opens it is told that there is
none: half an archive would be taken for the whole. A checkpoint is a generation all the same, whole and on
disk before anything names it, so that going on is updating it. All are gone once the load is done.
"""

from __future__ import annotations

import shutil
from collections.abc import Container, Iterable
from dataclasses import replace
from pathlib import Path

from fihris.index.article import Article
from fihris.index.errors import FihrisError, IndexNewer
from fihris.index.generation import Generation
from fihris.index.generations import CHECKPOINT, Generations
from fihris.index.ledger import Entry
from fihris.index.manifest import Manifest

NAME = "checkpoint"
FEWEST = 10_000  # articles: with fewer, a checkpoint costs more than what it saves
HELD = 3.5  # bytes that a writer holds for a character of text


class Batch:
    """Counts the articles between two checkpoints: as many as `memory` bytes hold of them, but `FEWEST`."""

    def __init__(self, memory: int = 0) -> None:
        self._most = memory / HELD
        self._articles = self._characters = 0

    def is_full_with(self, article: Article) -> bool:
        """Take the next article and say whether it is the last of a batch; another batch begins then."""
        self._articles += 1
        self._characters += len(article.title) + len(article.body)
        full = self._articles >= FEWEST and self._characters >= self._most
        if full:
            self._articles = self._characters = 0
        return full


def unfinished(entries: Iterable[Entry], before: Iterable[Entry], seen: Container[str]) -> list[Entry]:
    """Return the entries of a checkpoint's ledger: what was read so far, and what it has from `before`.

    The last of `entries` is still being read: it will be read again, and so will be a file of before of which
    some documents have been `seen` elsewhere.
    """
    *read, last = entries
    kept = {entry.file: entry for entry in (*read, replace(last, size=-1, documents=dict(last.documents)))}
    for entry in before:
        rest = {id_: hash_ for id_, hash_ in entry.documents.items() if id_ not in seen}
        if not rest:
            continue
        if entry.file in kept:
            kept[entry.file] = replace(kept[entry.file], size=-1, documents=kept[entry.file].documents | rest)
        elif len(rest) == len(entry.documents):
            kept[entry.file] = entry
        else:
            part = replace(entry, size=-1, documents=dict(entry.documents))
            part.give_up(entry.documents.keys() - rest.keys())
            kept[entry.file] = part
    return list(kept.values())


class Checkpoints:
    """The checkpoints of the index whose `generations` are being written."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._pointer = generations.index / CHECKPOINT

    def open(self) -> Generation | None:
        """Return the checkpoint to go on from; None where an index is served, or none can be used.

        Raises `IndexNewer` for one that a newer Fihris wrote.
        """
        if self._generations.current() is not None:
            return None
        try:
            name = self._pointer.read_text(encoding="ascii", errors="replace").strip()
            return Generation(self._generations.index, self._generations.directory(name))
        except IndexNewer:
            raise
        except (OSError, FihrisError):
            return None

    def keep(self, building: Path, documents: int, previous: Manifest | None) -> Generation:
        """Make the generation in `building` the checkpoint to go on from, and return it opened."""
        generations = self._generations
        before = [path.name for path in self._directories()]
        numbers = [int(name.removeprefix(NAME)) for name in before if name.removeprefix(NAME).isdigit()]
        name = f"{NAME}{max(numbers, default=0) + 1}"
        generations.settle(building, name, documents=documents, previous=previous)
        generations.point(self._pointer, name)
        for other in before:
            shutil.rmtree(generations.directory(other), ignore_errors=True)
        return Generation(generations.index, generations.directory(name))

    def forget(self) -> None:
        """Remove all checkpoints."""
        self._pointer.unlink(missing_ok=True)
        for directory in self._directories():
            shutil.rmtree(directory, ignore_errors=True)

    def _directories(self) -> list[Path]:
        return list((self._generations.index / "generations").glob(f"{NAME}*"))
