"""Snapshots: the served generation copied into an index directory of its own, and back from there.

A snapshot is an index: it can be searched and verified where it lies. Where both are on one file system its
files are hard links, which cost no room and no time; no file of a generation is ever written to again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from fihris.index.checksums import describe_file
from fihris.index.errors import (
    CopyFailed,
    DestinationExists,
    IndexDamaged,
    IndexMissing,
    SnapshotDamaged,
    SnapshotMissing,
)
from fihris.index.generation import hold_served
from fihris.index.generations import Generations
from fihris.index.manifest import Manifest, is_mendable, is_sealed, read_manifest
from fihris.index.syncing import sync
from fihris.index.verify import verify

_OF_AN_UNFINISHED = {"LOCK", "CURRENT.new", "generations"}
"""What a snapshot that was killed, or that failed, leaves at its place."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A generation that was copied: how many documents and bytes it has, and how many bytes were linked."""

    generation: str
    documents: int
    bytes: int
    linked: int


def snapshot(index: str | Path, destination: str | Path) -> Copy:
    """Copy the served generation into a new directory, whatever a writer is doing meanwhile.

    Until all of it is on disk there is no index at `destination`. Copied files are compared with their
    checksums; of linked ones only the sizes are, since it would take as long as copying.

    Raises:
        DestinationExists: There is something at `destination`.
        IndexMissing: There is no index.
        IndexDamaged: Its files are not what was written.
        IndexLocked: Another snapshot is being written there.
        CopyFailed: The system could not read or write.
    """
    index, destination = Path(index), Path(destination)
    _refuse_what_exists(destination)
    directory, held = hold_served(index)
    with held, _named_failures(destination):
        destination.mkdir(parents=True, exist_ok=True)
        generations = Generations(destination)
        with generations.writing():
            if generations.current() is not None:  # another process was faster
                raise DestinationExists(_EXISTS.format(destination))
            copied = _copy(directory, index, generations)
        sync(destination.resolve().parent)
        return copied


def restore(snapshot: str | Path, index: str | Path, *, replace: bool = False) -> Copy:
    """Make a snapshot the generation that `index` serves, in one step at the end.

    Every file of the snapshot is checked first. A server over the index goes on with what it has, and takes
    up the restored generation with the next request. With `replace`, an index that is there already is
    replaced; what came into it since the snapshot is lost.

    Raises:
        SnapshotMissing: There is no snapshot.
        SnapshotDamaged: It is not what was written.
        IndexStale: An older Fihris wrote it, or one with other rules of analysis.
        IndexNewer: A newer Fihris wrote it.
        DestinationExists: There is an index, and `replace` was not said.
        IndexLocked: Another process is writing the index.
        CopyFailed: The system could not read or write.
    """
    snapshot, generations = Path(snapshot), Generations(Path(index))
    if generations.current() is not None and not replace:
        raise DestinationExists(
            f"There is an index in {index} already. To lose what it holds, type: fihris restore --replace "
            f"{snapshot} --index {index}"
        )
    try:
        directory, held = hold_served(snapshot)
    except IndexMissing:
        raise SnapshotMissing(
            f"There is no snapshot in {snapshot}. Name the directory that fihris snapshot made."
        ) from None
    except IndexDamaged as error:
        raise _damaged(error.what, snapshot) from None
    with held:
        verdict = verify(snapshot)
        if not verdict.sound:
            raise _damaged(verdict.findings[0].what, snapshot)
        with _named_failures(Path(index)), generations.writing():
            copied = _copy(directory, snapshot, generations)
            generations.sweep()
            return copied


def _damaged(what: str, snapshot: Path) -> SnapshotDamaged:
    return SnapshotDamaged(
        f"{what} The snapshot {snapshot} is not sound, and nothing was restored. Take another one, or see "
        f"all that is wrong with it: fihris verify --index {snapshot}"
    )


_EXISTS = "There is something at {} already. Name a directory that is not there."


def _refuse_what_exists(destination: Path) -> None:
    if not os.path.lexists(destination):
        return
    if destination.is_dir() and {path.name for path in destination.iterdir()} <= _OF_AN_UNFINISHED:
        return
    raise DestinationExists(_EXISTS.format(destination))


@contextmanager
def _named_failures(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise CopyFailed(
            f"Nothing was copied to {place}: {error.strerror or error}. Mend that, and type it again."
        ) from error


def _copy(directory: Path, index: Path, generations: Generations) -> Copy:
    """Copy the generation in `directory`, of `index`, and let it be served; leave nothing of a failure."""
    described = read_manifest(directory, index)
    if not is_sealed(directory):
        raise IndexDamaged("The manifest is not what was written.", index)
    building = generations.begin(None)
    try:
        linked = {name for name in described.files if _link_or_copy(directory, building, name)}
        _compare(building, index, described, linked)
        name = generations.serve(building, described, synced=linked)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    sizes = {name: size for name, (size, _) in described.files.items()}
    return Copy(name, described.documents, sum(sizes.values()), sum(sizes[name] for name in linked))


def _link_or_copy(directory: Path, building: Path, name: str) -> bool:
    """Bring a file into `building`, and say whether as a link; one that is missing is found out later."""
    try:
        os.link(directory / name, building / name)
    except FileNotFoundError:
        return False
    except OSError:  # another file system, or one without links
        shutil.copyfile(directory / name, building / name)
        return False
    return True


def _compare(building: Path, index: Path, described: Manifest, linked: set[str]) -> None:
    for name, (size, checksum) in described.files.items():
        path = building / name
        if not path.exists():
            raise IndexDamaged(f"The file {name} is missing.", index, mendable=is_mendable(name))
        found = path.stat().st_size if name in linked else describe_file(path)
        if found != (size if name in linked else (size, checksum)):
            what = f"The file {name} is not what was written."
            raise IndexDamaged(what, index, mendable=is_mendable(name))
