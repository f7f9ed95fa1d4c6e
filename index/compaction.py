"""Compaction: many small segments, and segments with many deleted documents, are written anew as few."""

from __future__ import annotations

from pathlib import Path

from fihris.index.columns import SUFFIX
from fihris.index.generation import Generation
from fihris.index.generation_writer import MEMORY, GenerationWriter
from fihris.index.generations import Generations
from fihris.index.segment import Segment

MOST_SMALL = 8  # segments; with more, every search pays more than rewriting them costs once
SMALL = (
    0.25  # of the memory that a segment may take: fresh segments are full and never small, but for the last
)
MOST_DEAD = 0.3  # of the documents of a segment


def compact(index: Path, memory: int = MEMORY) -> str | None:
    """Rewrite the segments of the served generation that are worth it, and return the new generation's name.

    The others are shared with it. `memory` are the bytes that a segment may take while it is written. The
    caller holds the writer's lock. Costs as much as indexing what those segments store.
    """
    generations = Generations(index)
    generation = Generation(index)
    try:
        chosen = _worn(generation, generations.directory(generation.name), memory)
        if not chosen:
            return None
        writer = GenerationWriter(generations.begin(generation.name), memory)
        for segment in chosen:
            for document in segment.alive.nonzero()[0].tolist():
                writer.add(segment.documents[document])
            writer.drop(segment.columns.meta["segment"])
        writer.finish()
        return generations.publish(writer.directory, documents=len(generation), previous=generation.manifest)
    finally:
        generation.close()


def _worn(generation: Generation, directory: Path, memory: int) -> list[Segment]:
    """Return the segments to be rewritten, in their order."""
    small = [
        segment
        for segment in generation.segments
        if (directory / (segment.columns.meta["segment"] + SUFFIX)).stat().st_size < SMALL * memory
    ]
    return [
        segment
        for segment in generation.segments
        if (segment in small and len(small) > MOST_SMALL)
        or len(segment) - segment.alive.sum() > MOST_DEAD * len(segment)
    ]
