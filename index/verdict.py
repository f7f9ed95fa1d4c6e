"""The verdict on an index: what is wrong with it, and what to type."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from fihris.index.columns import SUFFIX
from fihris.index.errors import REBUILD, REPAIR
from fihris.index.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a sentence, the file it is about, and whether repair can mend it."""

    what: str
    file: str
    mendable: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found; `manifest` is None where it cannot be read."""

    index: Path
    findings: tuple[Finding, ...]
    manifest: Manifest | None
    seconds: float

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.findings

    @property
    def mendable(self) -> bool:
        """Say whether `repair` can mend all that is wrong."""
        return all(finding.mendable for finding in self.findings)

    @property
    def documents(self) -> int:
        """Return how many living documents the manifest counts."""
        return self.manifest.documents if self.manifest else 0

    @property
    def segments(self) -> int:
        """Return how many segments there are, going by their columns."""
        return sum(name.endswith(SUFFIX) for name in self.manifest.files) if self.manifest else 0

    @property
    def bytes(self) -> int:
        """Return how many bytes the files of the generation have."""
        return sum(size for size, _ in self.manifest.files.values()) if self.manifest else 0

    @property
    def remedy(self) -> str | None:
        """Return what to type to have a sound index again."""
        if self.sound:
            return None
        return (REPAIR if self.mendable else REBUILD).format(index=self.index)

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as a JSON object."""
        return {
            "index": str(self.index),
            "sound": self.sound,
            "generation": self.manifest.generation if self.manifest else None,
            "documents": self.documents,
            "segments": self.segments,
            "bytes": self.bytes,
            "seconds": round(self.seconds, 3),
            "findings": [asdict(finding) for finding in self.findings],
            "remedy": self.remedy,
        }
