"""The manifest of a generation: what it holds, under which rules, with a checksum of every file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path

from fihris.index import schema
from fihris.index.errors import IndexDamaged, IndexNewer, IndexStale

FILE_NAME = "manifest.json"
REBUILD = "Build it again: fihris reindex --full PATH --index {index}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    `files` maps each file name to its size in bytes and its BLAKE2b-128 digest.
    """

    generation: str
    documents: int
    created: str
    analysis: str
    schema: int = schema.VERSION
    files: dict[str, tuple[int, str]] = field(default_factory=dict)

    def write(self, directory: Path) -> None:
        """Write the manifest into `directory` and sync it."""
        with (directory / FILE_NAME).open("w", encoding="utf-8") as file:
            json.dump(asdict(self), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())

    def check(self, directory: Path, index: Path, analysis: str) -> None:
        """Raise an error that says what to type unless this Fihris can read the generation in `directory`."""
        rebuild = REBUILD.format(index=index)
        if self.schema > schema.VERSION:
            raise IndexNewer(
                f"The index {index} was written by a newer Fihris (format {self.schema}, this one reads "
                f"{schema.VERSION}). Upgrade: pip install --upgrade fihris"
            )
        if self.schema < schema.VERSION:
            raise IndexStale(f"The index {index} was written by an older Fihris. {rebuild}")
        if self.analysis != analysis:
            raise IndexStale(f"The index {index} was built with other rules of analysis. {rebuild}")
        for name, (size, _) in self.files.items():
            try:
                found = (directory / name).stat().st_size
            except OSError:
                raise IndexDamaged(f"The file {name} of the index {index} is missing. {rebuild}") from None
            if found != size:
                raise IndexDamaged(
                    f"The file {name} of the index {index} has {found} bytes instead of {size}. {rebuild}"
                )


def read_manifest(directory: Path, index: Path) -> Manifest:
    """Return the manifest of the generation in `directory`; raise `IndexDamaged` if there is none to read."""
    try:
        described = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
        # A newer manifest may hold more than this Fihris knows: `check` refuses it by its schema number.
        known = {name: described[name] for name in Manifest.__slots__}
        known["files"] = {name: (size, digest) for name, (size, digest) in described["files"].items()}
        return Manifest(**known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise IndexDamaged(
            f"The manifest of the index {index} cannot be read. {REBUILD.format(index=index)}"
        ) from None


def describe_files(directory: Path, known: dict[str, tuple[int, str]]) -> dict[str, tuple[int, str]]:
    """Return size and digest of every file of `directory` but the manifest.

    Files named in `known` are not read again: they are hard links to files that were described before.
    """
    described = {}
    for path in sorted(directory.iterdir()):
        if path.name == FILE_NAME:
            continue
        if path.name in known:
            described[path.name] = known[path.name]
            continue
        digest = blake2b(digest_size=16)
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        described[path.name] = (path.stat().st_size, digest.hexdigest())
    return described
