"""Hits: found articles as a reader sees them, their details read in one go."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fihris.index.documents import NO_DATE, moments, read_details
from fihris.search.collection import Collection
from fihris.search.reading import Reading
from fihris.search.results import Hit
from fihris.search.snippets import cut_all, snippet, title_pieces


def hits(
    collection: Collection, documents: Sequence[int], scores: Sequence[float], reading: Reading
) -> tuple[Hit, ...]:
    """Return documents as hits with their scores, title and snippet marked for what they are read for."""
    places = [collection.locate(document) for document in documents]
    details = read_details([segment.documents.details(number) for segment, number in places])
    cuts = cut_all(collection, documents, reading.of(documents))
    numbers = np.array(documents, np.intp)
    published, copies = moments(collection.published[numbers]), collection.copies[numbers].tolist()
    arrived = collection.generation.indexed[numbers]
    arrived[arrived == 0] = NO_DATE
    # By place, which takes less time than by name.
    return tuple(
        Hit(
            known.id,
            known.title,
            known.url,
            segment.documents.source(number),
            when,
            known.section,
            known.author,
            segment.documents.keywords_of(number),
            score,
            snippet(segment, number, cut),
            title_pieces(known.title, cut),
            others,
            known.excerpt_of,
            indexed,
        )
        for (segment, number), known, cut, score, when, others, indexed in zip(
            places, details, cuts, scores, published, copies, moments(arrived), strict=True
        )
    )
