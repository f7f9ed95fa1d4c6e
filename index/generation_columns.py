"""The columns of a generation: what is known of its documents only with all segments in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Columns, open_columns, write_columns
from fihris.index.documents import Documents
from fihris.index.errors import IndexDamaged
from fihris.index.segment import Segment
from fihris.index.stories import Grouped, group
from fihris.index.story_texts import Part
from fihris.index.whoosh_segments import SegmentFacts, segment_facts

FILE_NAME = "generation.columns"
UNKNOWN = 0  # a moment that nobody remembers


@dataclass(frozen=True, slots=True)
class Known:
    """What the generation before knew of its documents: its segments, and its columns over all of them."""

    segments: Sequence[Segment]
    stories: NDArray[np.int32]
    indexed: NDArray[np.int64]

    def grouped(self) -> Grouped:
        """Return its stories."""
        return Grouped([Part(each.columns, each.alive) for each in self.segments], self.stories)

    def moments(self) -> dict[str, NDArray[np.int64]]:
        """Return by name of a segment when its documents came."""
        return {
            segment.columns.meta["segment"]: self.indexed[segment.base : segment.base + len(segment)]
            for segment in self.segments
        }


def write_generation_columns(
    directory: Path,
    index: Path,
    arrived: Callable[[str], int] | None,
    known: Known | None = None,
    runs: Mapping[str, str] | None = None,
) -> None:
    """Write the columns of the generation in `directory`, whose segments are there.

    `arrived` tells of an id when its article came; None for a checkpoint, whose articles have not come yet,
    and whose stories are left for the end. What is `known` of the generation before is taken over. `runs`
    says of segments in which run they were written, beside others; it is kept for the merge policy.

    The arrays, for N documents of all segments, deleted ones too:

    - `document.story` int32[N]: number of the story, or -1 (see `stories`).
    - `document.indexed` int64[N]: when the article came into the index as it is, in seconds of UTC from 1970,
      `UNKNOWN` for deleted ones.
    """
    path = directory / FILE_NAME
    path.unlink(missing_ok=True)  # it may be a hard link to that of the generation before
    segments = segment_facts(directory, index)
    kept = {each.name: runs[each.name] for each in segments if each.name in runs} if runs else {}
    meta = {"segments": _names(segments), "runs": kept}
    if arrived is None:
        size = sum(each.documents for each in segments)
        arrays = {"document.story": np.full(size, -1, np.int32), "document.indexed": np.full(size, UNKNOWN)}
    else:
        arrays = make_arrays(directory, index, segments, arrived, known)
    write_columns(path, arrays, meta)


def make_arrays(
    directory: Path,
    index: Path,
    segments: Sequence[SegmentFacts],
    arrived: Callable[[str], int],
    known: Known | None = None,
) -> dict[str, NDArray[np.int32] | NDArray[np.int64]]:
    """Return the arrays of a generation's columns; see `write_generation_columns`."""
    parts, indexed = [], [np.zeros(0, np.int64)]
    moments = known.moments() if known else {}
    for segment in segments:
        columns = open_columns(directory, segment.name, segment.documents, index)
        alive = np.ones(segment.documents, bool)
        alive[list(segment.deleted)] = False
        parts.append(Part(columns, alive))
        came = moments.get(segment.name)
        if came is None:
            documents = Documents(columns, columns.meta)
            came = np.fromiter(map(arrived, documents.identifiers()), np.int64, segment.documents)
        indexed.append(np.where(alive, came, UNKNOWN))
    stories = group(parts, known.grouped() if known else None)
    return {"document.story": stories, "document.indexed": np.concatenate(indexed)}


def open_generation_columns(directory: Path, index: Path, segments: Sequence[SegmentFacts]) -> Columns:
    """Return the columns of the generation in `directory`.

    Raises `IndexDamaged` for a file that cannot be read, or that is of other segments.
    """
    columns = Columns(directory / FILE_NAME, index)
    if columns.meta.get("segments") != _names(segments):
        raise IndexDamaged(f"The file {FILE_NAME} is of other segments.", index, mendable=True)
    return columns


def _names(segments: Sequence[SegmentFacts]) -> list[list[str | int]]:
    return [[segment.name, segment.documents] for segment in segments]
