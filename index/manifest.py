"""The manifest of a generation: what it holds, under which rules, with a checksum of every file."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from fihris.index import columns, generation_columns, ledger, schema
from fihris.index.checksums import Described, describe_file
from fihris.index.errors import REBUILD, IndexDamaged, IndexNewer, IndexStale

FILE_NAME = "manifest.json"
MADE_LAST = (ledger.FILE_NAME, generation_columns.FILE_NAME, FILE_NAME)
"""Files of a generation that are made of its segments, once these are whole."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself.

    `files` maps each file name to its size in bytes and its CRC-32.
    """

    generation: str
    documents: int
    created: str
    analysis: str
    schema: int = schema.VERSION
    files: dict[str, Described] = field(default_factory=dict)

    def write(self, directory: Path) -> None:
        """Write the manifest, with a checksum of its own, into `directory` and sync it."""
        with (directory / FILE_NAME).open("wb") as file:
            file.write(_seal(asdict(self)))
            file.flush()
            os.fsync(file.fileno())

    def check(self, directory: Path, index: Path, analysis: str) -> None:
        """Raise an error that says what to type unless this Fihris can read the generation in `directory`.

        Sizes of files are checked, their checksums are not: that would read the whole index.
        """
        self.check_version(index, analysis)
        for name, (size, _) in self.files.items():
            mendable = is_mendable(name)
            try:
                found = (directory / name).stat().st_size
            except OSError:
                raise IndexDamaged(
                    f"The file {name} of the index {index} is missing.", index, mendable=mendable
                ) from None
            if found != size:
                raise IndexDamaged(
                    f"The file {name} of the index {index} has {found} bytes instead of {size}.",
                    index,
                    mendable=mendable,
                )

    def check_version(self, index: Path, analysis: str) -> None:
        """Raise `IndexNewer` or `IndexStale` unless this Fihris writes such an index."""
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


def is_mendable(name: str) -> bool:
    """Say whether the file of a generation with that name can be made again from the others."""
    return name.endswith(columns.SUFFIX) or name in (ledger.FILE_NAME, generation_columns.FILE_NAME)


def read_manifest(directory: Path, index: Path) -> Manifest:
    """Return the manifest of the generation in `directory`; raise `IndexDamaged` if there is none to read."""
    try:
        described = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
        # A newer manifest may hold more than this Fihris knows: `check` refuses it by its schema number.
        known = {name: described[name] for name in Manifest.__slots__}
        known["files"] = {name: (size, digest) for name, (size, digest) in described["files"].items()}
        return Manifest(**known)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise IndexDamaged(f"The manifest of the index {index} cannot be read.", index) from None


def is_sealed(directory: Path) -> bool:
    """Say whether the manifest in `directory`, which can be read, is byte for byte what was written."""
    data = (directory / FILE_NAME).read_bytes()
    described = json.loads(data)
    described.pop("checksum", None)
    return _seal(described) == data


def _seal(described: dict[str, Any]) -> bytes:
    """Return a manifest as it is written: with the checksum of all the rest at its end."""
    checksum = blake2b(json.dumps(described).encode(), digest_size=16).hexdigest()
    return json.dumps(described | {"checksum": checksum}, indent=1).encode()


def describe_files(directory: Path, known: dict[str, Described]) -> dict[str, Described]:
    """Return size and checksum of every file of `directory` but the manifest.

    Files named in `known` are not read again: they were described before.
    """
    described = {}
    for path in sorted(directory.iterdir()):
        if path.name == FILE_NAME:
            continue
        described[path.name] = known.get(path.name) or describe_file(path)
    return described
