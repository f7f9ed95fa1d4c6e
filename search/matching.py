"""Matching: which articles a query finds, and how they score."""

from __future__ import annotations

import math
from functools import reduce

import numpy as np

from fihris.search.collection import Collection
from fihris.search.expansion import Term
from fihris.search.impacts import Mask, Scores
from fihris.search.phrases import Row
from fihris.search.plan import Plan
from fihris.search.proximity import Window
from fihris.search.tree import All, Near, Node, Not, Phrase, Single, Together, Word

TINY = float(np.finfo(np.float32).tiny)  # the least score that a word gives


class Matching:
    """A plan, evaluated over a collection.

    `scores` is float32[N] and `found` bool[N] over all documents of the collection; deleted ones are never
    found. `found` is None where no word of the query says anything: tatweel alone, marks alone.

    Ranking is over any word, so that a pasted headline finds its article. But a reader believes a total only
    if it means something. So of words typed side by side an article has to hold all of one or two, and half
    of more, function words aside, unless it scores half as much as the best. Operators, phrases and filters
    mean what they say. An article holds a word by its stem; by its root too where the query has other words
    to go with it, or where no article has the stem: a root alone is too wide.
    """

    def __init__(self, collection: Collection, plan: Plan) -> None:
        self._collection = collection
        self._plan = plan
        self.scores: Scores = np.zeros(collection.size, np.float32)
        for term, times in plan.weights.items():
            collection.impacts(term).add_to(self.scores, times)
        mask = self._mask(plan.tree)
        self.found: Mask | None = None if mask is None else mask & collection.alive

    def _mask(self, node: Node) -> Mask | None:
        if isinstance(node, Single):
            return self._side_by_side(list(self._plan.terms(node)))
        if isinstance(node, Phrase | Near):
            return self._holding(self._plan.span(node))
        if isinstance(node, Not):
            excluded = self._excluded(node.child)
            return None if excluded is None else ~excluded
        if isinstance(node, Together):
            return self._together(node)
        masks = [mask for mask in map(self._mask, node.children) if mask is not None]
        if not masks:
            return None
        return reduce(np.logical_and if isinstance(node, All) else np.logical_or, masks)

    def _excluded(self, node: Node) -> Mask | None:
        # What is excluded is excluded by what it is, not by its relatives.
        if isinstance(node, Word):
            return self._holding(self._plan.span(node))
        if isinstance(node, Single):
            held = [self._collection.impacts(term).held for term in self._plan.terms(node)]
            return reduce(np.logical_and, held) if held else None
        return self._mask(node)

    def _together(self, node: Together) -> Mask | None:
        words = [
            term for child in node.children if isinstance(child, Single) for term in self._plan.terms(child)
        ]
        binding = [self._mask(child) for child in node.children if not isinstance(child, Single)]
        masks = [mask for mask in binding if mask is not None]
        held = self._side_by_side(words, reduce(np.logical_and, masks) if masks else None)
        if held is not None:
            masks.append(held)
        return reduce(np.logical_and, masks) if masks else None

    def _side_by_side(self, words: list[Term], among: Mask | None = None) -> Mask | None:
        """Return the documents that hold enough of `words`, or score enough of the best one in `among`."""
        content = list(dict.fromkeys(term for term in words if not term.stop)) or list(dict.fromkeys(words))
        if not content:
            return None
        impacts = [self._collection.impacts(term) for term in content]
        if len(impacts) == 1:
            return impacts[0].by_stem()
        ranking = self._collection.ranking
        held = np.zeros(self._collection.size, np.uint8)
        score = np.zeros(self._collection.size, np.float32)
        for word in impacts:
            held += word.held
            word.add_to(score, 1)
        needed = len(impacts) if len(impacts) == 2 else math.ceil(ranking.found_share * len(impacts))
        rivals = score if among is None else score[among]
        best = float(rivals.max(initial=0.0))
        enough: Mask = (held >= needed) | (score >= np.float32(max(ranking.found_score * best, TINY)))
        return enough

    def _holding(self, span: Row | Window) -> Mask | None:
        if not span.forms:
            return None
        mask = np.zeros(self._collection.size, bool)
        for segment in self._collection.segments:
            mask[span.documents(segment) + segment.base] = True
        return mask
