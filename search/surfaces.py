"""Surfaces: how the articles write an exact form, whose folded letters no reader should see."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.arabic.memo import Memo
from fihris.index.segment import Segment
from fihris.search.collection import Collection

LOOKED_AT = 24  # articles, to tell the usual way from others
REMEMBERED = 20_000  # forms


class Surfaces:
    """Reads words back from the articles that have them; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._segments = collection.segments
        self._known = Memo(self._read, REMEMBERED)

    def of(self, form: str) -> str:
        """Return how an exact form is written most often, without tashkeel; itself if no article has it."""
        return self._known[form]

    def _read(self, form: str) -> str:
        written: Counter[str] = Counter()
        for segment in self._segments:
            words = segment.words_of("exact", form)
            documents = segment.columns["exact.doc"][segment.postings("exact", form)][:LOOKED_AT].tolist()
            seen: dict[int, str] = {}
            for document in documents:
                here = segment.words(document)
                for token in np.flatnonzero(np.isin(here, words)).tolist():
                    # A word is written one way, but for what `clean` takes away.
                    word = int(here[token])
                    if word not in seen:
                        seen[word] = clean(_surface(segment, document, token))
                    written[seen[word]] += 1
        ways = [surface for surface, _ in written.most_common() if fold_exact(surface) == form]
        return ways[0] if ways else form


def _surface(segment: Segment, document: int, token: int) -> str:
    (start,), (end,) = segment.places(document, [token])
    if token < segment.title_tokens(document):
        return segment.documents.article(document).title[start:end]
    return segment.documents.bodies[document][start:end]
