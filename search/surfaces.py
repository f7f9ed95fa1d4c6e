"""Surfaces: how the articles write an exact form, whose folded letters no reader should see."""

from __future__ import annotations

from collections import Counter

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.arabic.memo import Memo
from fihris.index.segment import Segment
from fihris.search.collection import Collection
from fihris.search.methods import weak

LOOKED_AT = 5  # articles of a segment, to tell the usual way from others
REMEMBERED = 20_000  # forms


class Surfaces:
    """Reads words back from the articles that have them; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._segments = collection.segments
        self._known = Memo(weak(self._read), REMEMBERED)

    def of(self, form: str) -> str:
        """Return how an exact form is written most often, without tashkeel; itself if no article has it."""
        return self._known[form]

    def _read(self, form: str) -> str:
        written: Counter[str] = Counter()
        for segment in self._segments:
            for surface, times in _written(segment, form):
                written[surface] += times
        ways = [surface for surface, _ in written.most_common() if fold_exact(surface) == form]
        return ways[0] if ways else form


def _written(segment: Segment, form: str) -> list[tuple[str, int]]:
    """Return how some articles of a segment write a form, and how often each way."""
    words = segment.words_of("exact", form).tolist()
    documents = segment.columns["exact.doc"][segment.postings("exact", form)]
    times: dict[int, int] = {}
    example: dict[int, tuple[int, int]] = {}
    # A word is written one way, but for what `clean` takes away: of one that is alone one article tells.
    for document in documents[: LOOKED_AT if len(words) > 1 else 1].tolist():
        tokens = segment.words(document)
        for word in words:
            (places,) = (tokens == word).nonzero()
            if len(places):
                times[word] = times.get(word, 0) + len(places)
                example[word] = (document, int(places[0]))
    return [(clean(_surface(segment, *example[word])), count) for word, count in times.items()]


def _surface(segment: Segment, document: int, token: int) -> str:
    (start,), (end,) = segment.places(document, [token])
    if token < segment.title_tokens(document):
        return segment.documents.article(document).title[start:end]
    if segment.documents.is_wide(document):
        return segment.documents.bodies[document][start:end]
    return segment.documents.bodies.part(document, start, end)
