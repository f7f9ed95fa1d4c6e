"""The limits of the hardware: how soon a core could read what a page has to look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks.machine import call_cost, read_speed
from fihris.index.arabic.chain import default_chain
from fihris.index.columns import Columns
from fihris.index.generation import Generation
from fihris.index.inversion import LAYERS

POSTING = 6  # bytes: document, frequency in the body, frequency in the title
TOKEN = 4  # bytes of the forward column
READ = 20  # articles that are read for their passages


def bytes_of_page(generation: Generation, queries: Sequence[str]) -> float:
    """Return the median over queries of the bytes that a page of unknown words cannot do without.

    These are the postings of its words in all layers, and the tokens of twenty articles of average length.
    """
    chain = default_chain()
    read = READ * TOKEN * np.mean([_average_length(segment.columns) for segment in generation.segments])
    sizes = []
    for query in queries:
        postings = 0
        for forms in {chain.forms(token.word) for token in chain.analyze(query) if not token.stop}:
            for segment in generation.segments:
                for layer in LAYERS:
                    place = segment.postings(layer, getattr(forms, layer))
                    postings += place.stop - place.start
        sizes.append(POSTING * postings + read)
    return float(np.median(sizes))


def limits(index: Path, queries: dict[str, list[str]]) -> dict[str, float]:
    """Return the speed of memory, the cost of a call of numpy, and the bytes of a page of each class."""
    generation = Generation(index)
    sizes = {f"bytes: {name}": bytes_of_page(generation, those) for name, those in queries.items()}
    return {"bytes a second": read_speed(), "seconds a call": call_cost(), **sizes}


def _average_length(columns: Columns) -> float:
    offset = columns["forward.offset"]
    return float(offset[-1]) / max(len(offset) - 1, 1)
