"""Generations: an index directory in which readers never see a half-written state.

    <index>/CURRENT                    the name of the generation that is served
    <index>/LOCK                       held by the one writer, with its process number
    <index>/generations/g000001/       a Whoosh index, its columns, the ledger, the manifest

A new generation is built in `generations/g000002.building`. Its files, then its directory are synced, it gets
its name, and one atomic rename of CURRENT makes it the one that is served. Files of segments that did not
change are hard links to those of the generation before. A process killed at any moment leaves the old one
served; what it left half done goes when the next writer starts.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from fihris.index import manifest
from fihris.index.arabic.chain import fingerprint
from fihris.index.checksums import Described
from fihris.index.errors import IndexDamaged, IndexLocked, IndexMissing, writing_to
from fihris.index.manifest import MADE_LAST, Manifest, describe_files
from fihris.index.syncing import sync

BUILDING = ".building"
PENDING = ".new"
CHECKPOINT = "CHECKPOINT"
"""Names what a first load has done so far: see `checkpoints`."""


class Generations:
    """The generations of the index at `index`."""

    def __init__(self, index: Path) -> None:
        self.index = index
        self._root = index / "generations"
        self._pointer = index / "CURRENT"

    def current(self) -> str | None:
        """Return the name of the served generation, None where there is no index yet."""
        try:
            return self._pointer.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None

    def directory(self, name: str) -> Path:
        """Return the directory of the generation `name`."""
        return self._root / name

    def served(self) -> Path:
        """Return the directory of the served generation.

        Raises `IndexMissing` if there is none, `IndexDamaged` if CURRENT holds no name of one.
        """
        name = self.current()
        if name is None and (self.index / CHECKPOINT).exists():
            raise IndexMissing(
                f"The index {self.index} is not loaded to its end yet. Wait for the fihris reindex that "
                "runs; if none does, run it again: it goes on where it was broken off."
            )
        if name is None:
            raise IndexMissing(
                f"There is no index in {self.index}. Build one: fihris reindex PATH --index {self.index}"
            )
        if not name.isalnum():
            raise IndexDamaged(f"The file {self._pointer} names no generation.", self.index)
        return self.directory(name)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the writer's lock.

        Raises `IndexLocked`, with the owner's process number, if it is taken, and `IndexUnwritable`.
        """
        with writing_to(self.index):
            self._root.mkdir(parents=True, exist_ok=True)
            opened = (self.index / "LOCK").open("a+")
        with opened as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.seek(0)
                owner = lock.read().strip() or "unknown"
                raise IndexLocked(
                    f"Process {owner} is writing the index {self.index}. Try again when it is done."
                ) from None
            with writing_to(self.index):
                lock.truncate(0)
                lock.write(str(os.getpid()))
                lock.flush()
                for leftover in self._root.glob(f"*{BUILDING}"):
                    shutil.rmtree(leftover, ignore_errors=True)
                for leftover in self.index.glob(f"*{PENDING}"):
                    leftover.unlink(missing_ok=True)
            yield

    def begin(self, previous: str | None) -> Path:
        """Return an empty directory for a new generation, with the files of `previous` linked into it."""
        numbers = [int(path.name[1:]) for path in self._root.glob("g*") if path.name[1:].isdigit()]
        # A worker of a killed writer may still write for a moment: never into what the next writer makes.
        building = self._root / f"g{max(numbers, default=0) + 1:06d}-{os.getpid()}{BUILDING}"
        building.mkdir()
        try:
            if previous is not None:
                for path in self.directory(previous).iterdir():
                    if path.name != manifest.FILE_NAME:
                        os.link(path, building / path.name)
        except OSError:
            self.abandon(building)
            raise
        return building

    def abandon(self, building: Path) -> None:
        """Remove what was begun, and the room that it takes."""
        shutil.rmtree(building, ignore_errors=True)

    def new_files(self, building: Path, previous: Manifest | None) -> list[Path]:
        """Return the files of the segments in `building` that are not on disk as those of `previous` are."""
        shared = self._shared(building, previous)
        return [path for path in building.iterdir() if path.name not in shared and path.name not in MADE_LAST]

    def publish(
        self,
        building: Path,
        *,
        documents: int,
        previous: Manifest | None,
        synced: dict[str, Described] | None = None,
    ) -> str:
        """Seal the generation in `building`, make it the served one, and return its name.

        `documents` is how many living ones it holds; the checksums of the files that it shares with
        `previous` are taken from there, and those of the files that were `synced` before.
        """
        name = building.name.partition("-")[0]
        self.settle(building, name, documents=documents, previous=previous, synced=synced)
        self.point(self._pointer, name)
        return name

    def serve(self, building: Path, described: Manifest, *, synced: Container[str] = ()) -> str:
        """Make the complete generation in `building` the served one and return its name.

        It is described by `described` under that name; files in `synced` are known to be on disk.
        """
        name = building.name.partition("-")[0]
        self._seal(building, replace(described, generation=name), synced)
        self.point(self._pointer, name)
        return name

    def settle(
        self,
        building: Path,
        name: str,
        *,
        documents: int,
        previous: Manifest | None,
        synced: dict[str, Described] | None = None,
    ) -> None:
        """Bring the generation in `building` to disk, described, and give it its name; see `publish`."""
        known = self._shared(building, previous) | (synced or {})
        described = Manifest(
            generation=name,
            documents=documents,
            created=datetime.now(UTC).isoformat(timespec="seconds"),
            analysis=fingerprint(),
            files=describe_files(building, known),
        )
        self._seal(building, described, known)

    def _seal(self, building: Path, described: Manifest, synced: Container[str]) -> None:
        described.write(building)
        for path in building.iterdir():
            if path.name not in synced:
                sync(path)
        sync(building)
        building.rename(self.directory(described.generation))
        sync(self._root)

    def point(self, pointer: Path, name: str) -> None:
        """Let the file `pointer`, in the directory of the index, name a generation, in one step."""
        pending = pointer.with_suffix(PENDING)
        with pending.open("w", encoding="ascii") as file:
            file.write(f"{name}\n")
            file.flush()
            os.fsync(file.fileno())
        pending.rename(pointer)
        sync(self.index)

    def _shared(self, building: Path, previous: Manifest | None) -> dict[str, Described]:
        """Return the described files of `previous` that are, as hard links, files of `building` too."""
        if previous is None:
            return {}
        before = self.directory(previous.generation)
        return {
            name: described
            for name, described in previous.files.items()
            if (building / name).exists() and (building / name).samefile(before / name)
        }

    def sweep(self) -> None:
        """Remove every generation but the served one that no reader holds.

        So go directories into which workers of a killed writer still wrote when `writing` removed them.
        """
        current = self.current()
        for directory in self._root.glob("g*"):
            if directory.name == current:
                continue
            try:
                with (directory / manifest.FILE_NAME).open() as held:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            except FileNotFoundError:
                pass
            shutil.rmtree(directory, ignore_errors=True)


def hold(directory: Path) -> IO[str]:
    """Return an open file that keeps the generation in `directory` from being swept until it is closed.

    Raises FileNotFoundError when the generation is gone already.
    """
    held = (directory / manifest.FILE_NAME).open()
    fcntl.flock(held, fcntl.LOCK_SH)
    return held
