"""Related articles: those that share the most telling words of an article, or of any text.

Telling are the words that the article has often and others seldom. So many are asked for, each counted by how
telling it is; what has most of them comes first.
"""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from fihris.index.counts import weights
from fihris.index.inversion import LEAD
from fihris.index.segment import Segment
from fihris.search.collection import Collection
from fihris.search.grouping import first_of_stories
from fihris.search.ordering import Documents, by_score
from fihris.search.packed import Mask

TERMS = 16  # telling words that are asked for
IN_TITLE = 3  # how many times a word of the title counts
READ = 2 * LEAD  # words of a body, or of a text: a news article says first what it is about
LEAST = 0.15  # share of what an article could score that makes it related


def stems_of_article(segment: Segment, document: int) -> Counter[str]:
    """Return the stems of title and lead, function words aside, with their counts."""
    place, titled = segment.tokens(document), segment.title_tokens(document)
    columns = segment.columns
    word = columns["forward.word"][place.start : min(place.stop, place.start + titled + READ)]
    count = np.where(np.arange(len(word)) < titled, IN_TITLE, 1)
    content = ~columns["word.stop"][word]
    stems: Counter[str] = Counter()
    terms = segment.terms["stem"]
    for number, times in zip(
        columns["word.stem"][word[content]].tolist(), count[content].tolist(), strict=True
    ):
        stems[terms[number].decode("utf-8", "surrogatepass")] += times
    return stems


def stems_of_text(collection: Collection, text: str) -> Counter[str]:
    """Return the stems of a text's beginning, function words aside, with their counts."""
    tokens = collection.generation.chain.analyze(text)[:READ]
    return Counter(token.stem for token in tokens if not token.stop)


def related(
    collection: Collection,
    stems: Counter[str],
    limit: int,
    without: Mask | None = None,
    least: float = LEAST,
) -> tuple[Documents, list[float]]:
    """Return the first `limit` articles that share telling `stems`, and their scores.

    The score is the sum over the stems of `telling · tf/(tf + k1·(1 - b + b·length/average))`, where telling
    is `idf · q/(q + 1)` for a stem that the asker has q times. Of articles that tell one story the first is
    returned; documents in `without` are not, nor those with less than `least` of what can be scored.
    """
    without = np.zeros(collection.size, bool) if without is None else without
    telling = _telling(collection, stems, without)
    scores = np.zeros(collection.size, np.float32)
    norms, counts = _norms(collection), weights(IN_TITLE)
    for stem, weight in telling.items():
        for segment in collection.segments:
            place = segment.postings("stem", stem)
            documents = segment.columns["stem.doc"][place].astype(np.intp) + segment.base
            frequency = counts[segment.columns["stem.count"][place]]
            scores[documents] += np.float32(weight) * frequency / (frequency + norms[documents])
    excerpt = collection.column("document.excerpt").astype(bool)
    scores[excerpt] *= collection.ranking.excerpt
    wanted = collection.alive & ~without & (scores >= least * sum(telling.values()))
    (documents,) = (wanted & (scores > 0)).nonzero()
    stories = collection.generation.stories
    documents = first_of_stories(documents, stories, lambda some: by_score(some, scores, len(some)))
    documents = by_score(documents, scores, limit)
    return documents, scores[documents].tolist()


def _telling(collection: Collection, stems: Counter[str], without: Mask) -> dict[str, float]:
    """Return the most telling of the stems that other documents have too, and how telling each is."""
    found = {}
    for stem, times in stems.items():
        documents = np.concatenate(
            [
                segment.columns["stem.doc"][segment.postings("stem", stem)].astype(np.intp) + segment.base
                for segment in collection.segments
            ]
        )
        frequency = len(documents)
        if frequency and not without[documents].all():
            idf = math.log(1 + (collection.size - frequency + 0.5) / (frequency + 0.5))
            found[stem] = idf * times / (times + 1)
    return dict(Counter(found).most_common(TERMS))


def _norms(collection: Collection) -> NDArray[np.float32]:
    lengths = collection.column("document.length") + IN_TITLE * collection.column("document.title_length")
    k1, b = collection.ranking.k1, collection.ranking.b
    norms: NDArray[np.float32] = (k1 * (1 - b + b * lengths / max(float(lengths.mean()), 1.0))).astype(
        np.float32
    )
    return norms
