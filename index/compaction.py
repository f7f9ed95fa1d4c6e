"""Compaction: many small segments, or many deleted documents, are rewritten as one segment."""

from __future__ import annotations

import shutil
from pathlib import Path

from fihris.index.generation import Generation
from fihris.index.generations import Generations
from fihris.index.ledger import FILE_NAME as LEDGER
from fihris.index.writer import SegmentWriter

MOST_SEGMENTS = 8  # with more, every search pays more than rewriting them costs once
MOST_DEAD = 0.3  # of the documents in the segments


def compact(index: Path) -> str | None:
    """Rewrite the served generation as one segment if it is worth it, and return the new generation's name.

    The caller holds the writer's lock. Costs as much as building the index from its stored articles.
    """
    generations = Generations(index)
    generation = Generation(index)
    try:
        stored = sum(len(segment) for segment in generation.segments)
        if len(generation.segments) <= MOST_SEGMENTS and stored - len(generation) <= MOST_DEAD * stored:
            return None
        writer = SegmentWriter(generations.begin(None), generation.chain)
        for article in generation.articles():
            writer.add(article)
        writer.finish()
        shutil.copyfile(generations.directory(generation.name) / LEDGER, writer.directory / LEDGER)
        return generations.publish(writer.directory, documents=len(generation), previous=None)
    finally:
        generation.close()
