"""The columns of a generation: what is known of its documents only with all segments in view."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Columns, open_columns, write_columns
from fihris.index.documents import Documents
from fihris.index.errors import IndexDamaged
from fihris.index.ledger import arrivals, read_ledger
from fihris.index.stories import Part, group
from fihris.index.whoosh_segments import SegmentFacts, segment_facts

FILE_NAME = "generation.columns"
UNKNOWN = 0  # a moment that nobody remembers


def write_generation_columns(directory: Path, index: Path) -> None:
    """Write the columns of the generation in `directory`, whose segments and ledger are there.

    The arrays, for N documents of all segments, deleted ones too:

    - `document.story` int32[N]: number of the story, or -1 (see `stories`).
    - `document.indexed` int64[N]: when the article came into the index as it is, in seconds of UTC from 1970,
      `UNKNOWN` for deleted ones.
    """
    path = directory / FILE_NAME
    path.unlink(missing_ok=True)  # it may be a hard link to that of the generation before
    segments = segment_facts(directory, index)
    write_columns(path, make_arrays(directory, index, segments), {"segments": _names(segments)})


def make_arrays(
    directory: Path, index: Path, segments: Sequence[SegmentFacts]
) -> dict[str, NDArray[np.int32] | NDArray[np.int64]]:
    """Return the arrays of a generation's columns, made from its segments and its ledger."""
    parts, indexed = [], []
    moments = arrivals(read_ledger(directory).values())
    for segment in segments:
        columns = open_columns(directory, segment.name, segment.documents, index)
        alive = np.ones(segment.documents, bool)
        alive[list(segment.deleted)] = False
        parts.append(Part(columns, alive))
        documents = Documents(columns, columns.meta)
        indexed += [
            moments.get(identifier, UNKNOWN) if living else UNKNOWN
            for identifier, living in zip(documents.identifiers(), alive.tolist(), strict=True)
        ]
    return {"document.story": group(parts), "document.indexed": np.array(indexed, np.int64)}


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
