"""The merge policy: which segments are written anew as one, so that there are few and every write is cheap.

Merging is by size (size-tiered). What is new comes as a small segment. When there are too many, some are
merged of which the largest is no more than three times the others together: so an article is written anew
only into a segment a third larger than the largest of those, and after n updates of one size it has been
written some log n times, whatever the size of the archive (Bentley and Saxe 1980, "Decomposable searching
problems").
Where there is no such group, each segment is more than three times all smaller ones together: there are few.

Segments that one run wrote side by side count as one: they are not merged because there are several of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_SMALL = 3  # segments; each more costs every search
BALANCED = 3  # times the others together: no more is the largest of a group
SMALL = 0.25  # of the memory that a segment may take: larger ones are left alone
MOST_DEAD = 0.3  # of the documents of a segment


@dataclass(frozen=True, slots=True)
class Size:
    """How large a segment is: bytes of its columns, documents, and how many of these are deleted.

    Segments of one `run` were written side by side; "" stands for a run of its own.
    """

    bytes: int
    documents: int
    dead: int
    run: str = ""

    @property
    def living(self) -> float:
        """Return the share of the columns that is of living documents, in bytes."""
        return self.bytes * (1 - self.dead / self.documents) if self.documents else 0.0

    @property
    def worn(self) -> bool:
        """Say whether so many documents are deleted that the others are worth to be written anew."""
        return self.dead > MOST_DEAD * self.documents


def choose(sizes: Sequence[Size], memory: int) -> list[list[int]]:
    """Return groups of segments, by their places, each to be written anew as one.

    A segment of which much is deleted may be a group of its own; in one go with others it costs nothing more.
    `memory` is what a segment may take while it is written.
    """
    small = _by_run([(place, size) for place, size in enumerate(sizes) if size.bytes < SMALL * memory])
    merged: list[list[int]] = []
    while len(small) > MOST_SMALL:
        small.sort()
        found = min(_balanced([living for living, _ in small], memory), key=_cost, default=None)
        if found is None:
            break
        first, last, total = found
        places = [place for _, places in small[first:last] for place in places]
        merged = [group for group in merged if group[0] not in places] + [places]
        small[first:last] = [(total, places)]
    chosen = {place for group in merged for place in group}
    worn = [[place] for place, size in enumerate(sizes) if size.worn and place not in chosen]
    return [sorted(group) for group in merged] + worn


def _by_run(small: Sequence[tuple[int, Size]]) -> list[tuple[float, list[int]]]:
    """Return the segments that one run wrote together: how large they are, and their places."""
    runs: dict[str, tuple[float, list[int]]] = {}
    for place, size in small:
        run = size.run or f"#{place}"
        living, places = runs.get(run, (0.0, []))
        runs[run] = living + size.living, [*places, place]
    return list(runs.values())


def _balanced(living: Sequence[float], memory: int) -> Iterator[tuple[int, int, float]]:
    """Yield runs of ascending sizes whose last is no more than the others may outweigh, and their sum."""
    for first in range(len(living)):
        total = living[first]
        for last in range(first + 1, len(living)):
            balanced = living[last] <= BALANCED * total
            total += living[last]
            if total > memory:
                break
            if balanced:
                yield first, last + 1, total


def _cost(group: tuple[int, int, float]) -> float:
    """Return what a merge costs for the room that it makes; squared, since many at once are merged seldom."""
    first, last, total = group
    return total / (last - first - 1) ** 2
