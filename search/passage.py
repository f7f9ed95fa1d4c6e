"""The passage: the spot of an article where the words of the query stand closest together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.bigrams import similarity
from fihris.index.segment import Segment
from fihris.search.collection import Collection
from fihris.search.plan import Plan
from fihris.search.ranking import Ranking

MOST_HITS = 512  # of one article that are looked at: a book is not read to its end


@dataclass(frozen=True, slots=True)
class Passage:
    """The best spot of an article: how much it says, 0 where no word matches.

    `anchor` is the token of the body at which the best passage of the body stands, None if there is none.
    """

    weight: float = 0.0
    anchor: int | None = None


class Passages:
    """The passages of articles for the words of one plan, each looked for once."""

    def __init__(self, collection: Collection, plan: Plan) -> None:
        self._collection = collection
        idf = collection.weights(plan.weights)
        self._weights = {
            forms: times * weight for (forms, times), weight in zip(plan.weights.items(), idf, strict=True)
        }
        self._known: dict[int, Passage] = {}

    def of(self, documents: Sequence[int]) -> list[Passage]:
        """Return the passages of documents, numbered through all segments."""
        missing: dict[Segment, list[int]] = {}
        for document in documents:
            if document not in self._known:
                segment, number = self._collection.locate(document)
                missing.setdefault(segment, []).append(number)
        for segment, numbers in missing.items():
            found = find_passages(segment, numbers, self._weights, self._collection.ranking)
            self._known |= {
                segment.base + number: passage for number, passage in zip(numbers, found, strict=True)
            }
        return [self._known[document] for document in documents]


def find_passages(
    segment: Segment, documents: Sequence[int], weights: Mapping[Forms, float], ranking: Ranking
) -> list[Passage]:
    """Return the best passage of each of a segment's documents for the weighted words of a query.

    Title and body are one row of tokens. The weight of a passage is the largest, over the tokens a that match
    any word, of `(1 + lead·e^(-a/lead_reach)) · Σ_t weight_t · max_p strength(t, p) / (1 + |p - a|/reach)`:
    every word t of the query, as near as it gets, as itself, as a relative, or as a name that is spelt alike;
    earlier spots are slightly preferred. A proximity measure in the line of Büttcher, Clarke and Lushman
    2006, "Term proximity scoring for ad-hoc retrieval on very large text collections", with graded matches.
    """
    places = [segment.tokens(document) for document in documents]
    words = [segment.columns["forward.word"][place] for place in places]
    strengths = _strengths(segment, np.concatenate(words), list(weights), ranking)
    ends = np.cumsum([len(word) for word in words]).tolist()
    idf = np.fromiter(weights.values(), np.float32, len(weights))
    titles = segment.columns["forward.title"][list(documents)].tolist()
    return [
        _best(strengths[:, end - len(word) : end], idf, title, ranking)
        for word, end, title in zip(words, ends, titles, strict=True)
    ]


def _strengths(
    segment: Segment, word: NDArray[np.int32], query: list[Forms], ranking: Ranking
) -> NDArray[np.float32]:
    """Return how strongly each token matches each word of the query: float32[words, tokens]."""
    columns = segment.columns
    layers = [
        (columns[f"word.{layer}"][word], segment.terms[layer], layer, value)
        for layer, value in (("root", ranking.by_root), ("stem", ranking.by_stem), ("exact", 1.0))
    ]
    strengths = np.zeros((len(query), len(word)), np.float32)
    for strength, forms in zip(strengths, query, strict=True):
        if len(forms.stem) >= ranking.alike_from and not forms.stem.isascii():
            alike = similarity(columns, forms.stem)
            alike[alike < ranking.alike_least] = 0
            np.multiply(alike[columns["word.stem"][word]], ranking.alike, out=strength)
        for terms_of, terms, layer, value in layers:
            same = terms_of == terms.number(getattr(forms, layer))
            np.maximum(strength, value, out=strength, where=same)
    strengths[:, columns["word.stop"][word]] = 0
    return strengths


def _best(strengths: NDArray[np.float32], idf: NDArray[np.float32], title: int, ranking: Ranking) -> Passage:
    hits = np.flatnonzero(strengths.any(axis=0))[:MOST_HITS]
    if not len(hits):
        return Passage()
    nearness = 1 / (1 + np.abs(hits[:, None] - hits) / np.float32(ranking.reach))
    weight = np.zeros(len(hits), np.float32)
    for strength, importance in zip(strengths[:, hits], idf, strict=True):
        matching = np.flatnonzero(strength)
        if len(matching):
            weight += importance * (nearness[:, matching] * strength[matching]).max(axis=1)
    weight *= 1 + ranking.lead * np.exp(-hits / ranking.lead_reach)
    in_body = int(np.searchsorted(hits, title))
    anchor = int(hits[in_body + weight[in_body:].argmax()]) - title if in_body < len(hits) else None
    return Passage(float(weight.max()), anchor)
