"""The explanation of a score: what each word gave by each layer, and what the passage gave."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

PASSAGE = "passage"


@dataclass(frozen=True, slots=True)
class Part:
    """What one word gave to a score by one layer.

    `layer` is "stem", "exact", "root", "lead" (the stem at the beginning of the body), "form" (of a word with
    signs, all the forms that it stands for), or "passage", of all words together. `title` is the share of it
    that the title gave.
    """

    word: str
    layer: str
    score: float
    title: float = 0.0


@dataclass(frozen=True, slots=True)
class Explanation:
    """The parts of a hit's score, which add up to it; the `factor` is contained in each of them.

    The factor is 1 but for excerpts, and where older articles are asked to count less.
    """

    parts: tuple[Part, ...] = ()
    factor: float = 1.0

    @property
    def score(self) -> float:
        """The sum."""
        return sum(part.score for part in self.parts)

    def as_json(self) -> dict[str, Any]:
        """Return the explanation as a JSON object."""
        parts = [
            asdict(part) | {"score": round(part.score, 6), "title": round(part.title, 6)}
            for part in self.parts
        ]
        return {"factor": round(self.factor, 6), "parts": parts}

    def as_text(self) -> str:
        """Return the explanation as aligned lines for a reader, the largest part first."""
        return "\n".join(_lines(sorted(self.parts, key=lambda part: -part.score), self.factor))


def _lines(parts: Iterable[Part], factor: float) -> Iterable[str]:
    for part in parts:
        share = f", {part.title:.0%} by the title" if part.title else ""
        word = f" {part.word}" if part.word else ""
        yield f"{part.score:8.3f}  {part.layer}{word}{share}"
    if factor != 1:
        yield f"{factor:8.3f}  is the factor that they contain"
