"""Matching: which articles a query finds, and how they score."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property, reduce
from operator import and_, or_

import numpy as np

from fihris.search.collection import Collection
from fihris.search.expansion import Term
from fihris.search.fields import field_mask
from fihris.search.filters import dates_mask
from fihris.search.first_pass import FirstPass, first_pass
from fihris.search.impacts import Impacts, total
from fihris.search.ordering import Scores
from fihris.search.packed import Packed
from fihris.search.phrases import Row
from fihris.search.plan import Plan
from fihris.search.proximity import Window
from fihris.search.tree import All, Dates, Field, Leaf, Node, Not, Single, Together, Word


class Matching:
    """A plan, evaluated over a collection.

    Ranking is over any word, so that a pasted headline finds its article. But a reader believes a total only
    if it means something. So of words typed side by side an article has to hold all of one or two, and half
    of more, function words aside, unless it scores half as much as the best. Operators, phrases and filters
    mean what they say. An article holds a word by its stem; by its root too where the query has other words
    to go with it, or where no article has the stem: a root alone is too wide.
    """

    def __init__(self, collection: Collection, plan: Plan) -> None:
        self._collection = collection
        self._plan = plan
        self.impacts = {term: collection.impacts(term) for term in plan.weights}
        self.only_words = plan.side_by_side

    @cached_property
    def scores(self) -> Scores:
        """What the words of the query give each document of the collection: float32[N]."""
        return self._total(self._plan.weights)

    def first_pass(self, count: int, passing: Packed | None, worth: Scores | None) -> FirstPass:
        """Return what a query of `only_words` finds, and the best of it; see `first_pass`."""
        return self._first_pass(list(self.impacts.values()), count, None, passing, worth)

    @cached_property
    def found(self) -> Packed | None:
        """Which documents of the collection are found; deleted ones never are.

        None where no word of the query says anything: tatweel alone, marks alone.
        """
        found = self._found(self._plan.tree)
        return None if found is None else found & self._collection.living

    @property
    def means(self) -> bool:
        """Whether any word of the query says anything."""
        return self.only_words or self.found is not None

    @property
    def word(self) -> Term | None:
        """The word of a query that has no other and asks for it once."""
        return next(iter(self.impacts)) if self.only_words and len(self.impacts) == 1 else None

    def _impacts_of(self, term: Term) -> Impacts:
        return self.impacts.get(term) or self._collection.impacts(term)

    def _total(self, weights: Mapping[Term, int]) -> Scores:
        words = [(self._impacts_of(term), times) for term, times in weights.items()]
        return total(words, self._collection.size) if words else np.zeros(self._collection.size, np.float32)

    def _found(self, node: Node) -> Packed | None:
        if isinstance(node, Leaf):
            return self._leaf(node)
        if isinstance(node, Not):
            excluded = self._excluded(node.child)
            return None if excluded is None else ~excluded
        if isinstance(node, Together):
            return self._together(node)
        parts = [part for part in map(self._found, node.children) if part is not None]
        return reduce(and_ if isinstance(node, All) else or_, parts) if parts else None

    def _leaf(self, leaf: Leaf) -> Packed | None:
        if isinstance(leaf, Single):
            return self._side_by_side(list(self._plan.terms(leaf)))
        if isinstance(leaf, Field):
            mask = field_mask(self._collection, self._plan, leaf)
            return None if mask is None else Packed.of(mask)
        if isinstance(leaf, Dates):
            return Packed.of(dates_mask(self._collection, leaf.first, leaf.last))
        return self._holding(self._plan.span(leaf))

    def _excluded(self, node: Node) -> Packed | None:
        # What is excluded is excluded by what it is, not by its relatives.
        if isinstance(node, Word) and (span := self._plan.span(node)).forms:
            return self._holding(span)
        if isinstance(node, Single):
            held = [self._impacts_of(term).held for term in self._plan.terms(node)]
            return reduce(and_, held) if held else None
        return self._found(node)

    def _together(self, node: Together) -> Packed | None:
        words = [
            term for child in node.children if isinstance(child, Single) for term in self._plan.terms(child)
        ]
        binding = [self._found(child) for child in node.children if not isinstance(child, Single)]
        parts = [part for part in binding if part is not None]
        held = self._side_by_side(words, reduce(and_, parts) if parts else None)
        if held is not None:
            parts.append(held)
        return reduce(and_, parts) if parts else None

    def _side_by_side(self, words: list[Term], among: Packed | None = None) -> Packed | None:
        """Return the documents that hold enough of `words`, or score enough of the best one in `among`."""
        content = dict.fromkeys([term for term in words if not term.stop] or words)
        return self._first_pass(list(map(self._impacts_of, content)), 0, among).found if content else None

    def _first_pass(
        self,
        words: list[Impacts],
        count: int,
        among: Packed | None = None,
        passing: Packed | None = None,
        worth: Scores | None = None,
    ) -> FirstPass:
        ranking, size = self._collection.ranking, self._collection.size
        most = max(1.0, ranking.excerpt)  # freshness makes no article worth more than it is
        if len(words) == 1:  # no score is enough
            held = [(words[0], words[0].by_stem)]
            return first_pass(held, size, 1, math.inf, count, among, passing, worth, most)
        least = 2 if len(words) == 2 else max(1, math.ceil(ranking.found_share * len(words)))
        held = [(word, word.held) for word in words]
        return first_pass(held, size, least, ranking.found_score, count, among, passing, worth, most)

    def _holding(self, span: Row | Window) -> Packed | None:
        if not span.forms:
            return None
        mask = np.zeros(self._collection.size, bool)
        for segment in self._collection.segments:
            mask[span.documents(segment) + segment.base] = True
        return Packed.of(mask)
