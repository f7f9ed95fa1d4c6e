"""Hits: found articles as a reader sees them, their details read in one go."""

from __future__ import annotations

from collections.abc import Sequence

from fihris.index.documents import moment, read_details
from fihris.search.collection import Collection
from fihris.search.reading import Reading
from fihris.search.results import Hit
from fihris.search.snippets import snippet, title_pieces


def hits(
    collection: Collection, documents: Sequence[int], scores: Sequence[float], reading: Reading
) -> tuple[Hit, ...]:
    """Return documents as hits with their scores, title and snippet marked for what they are read for."""
    places = [collection.locate(document) for document in documents]
    details = read_details([segment.documents.details(number) for segment, number in places])
    reads, copies = reading.of(documents), collection.copies[documents].tolist()
    arrived = collection.generation.indexed[documents].tolist()
    return tuple(
        Hit(
            id=known.id,
            title=known.title,
            url=known.url,
            source=segment.documents.source(number),
            published=segment.documents.published(number),
            section=known.section,
            author=known.author,
            keywords=segment.documents.keywords_of(number),
            score=score,
            snippet=snippet(segment, number, read),
            title_pieces=title_pieces(segment, number, known.title, read),
            copies=others,
            excerpt_of=known.excerpt_of,
            indexed=moment(when) if when else None,
        )
        for (segment, number), known, read, score, others, when in zip(
            places, details, reads, scores, copies, arrived, strict=True
        )
    )
