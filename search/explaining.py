"""Explaining: works out again, for one article, what its score is made of."""

from __future__ import annotations

from fihris.search.answer import Answer
from fihris.search.collection import Collection
from fihris.search.explanation import PASSAGE, Explanation, Part


def explain(collection: Collection, answer: Answer, document: int) -> Explanation:
    """Return how the score of a document came about: the parts add up to it but for rounding."""
    if answer.plan is None:
        return Explanation()
    factor = answer.factor(document)
    typed = {term: text for text, term in answer.plan.written.items()}
    parts = [
        Part(typed.get(term, str(term)), layer, times * factor * score, title)
        for term, times in answer.plan.weights.items()
        for layer, score, title in collection.parts(term, document)
    ]
    passage = answer.passage(document)
    if passage:
        parts.append(Part("", PASSAGE, passage))
    return Explanation(tuple(parts), factor)
