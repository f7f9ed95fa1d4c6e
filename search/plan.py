"""The plan of a query: its words as the index's own analysis sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from fihris.index.arabic.chain import Forms
from fihris.search.expansion import Term, Whole
from fihris.search.naming import Naming
from fihris.search.phrases import Row
from fihris.search.proximity import Window
from fihris.search.tree import (
    Dates,
    Field,
    Joined,
    Near,
    Node,
    Not,
    Phrase,
    Quoted,
    Single,
    Together,
    Word,
    Words,
    leaves,
    sought,
)
from fihris.search.widened import WidenedTerm

LONG = 5  # words: a longer query is a pasted headline or a sentence, which is found by its other words

Widen = Callable[[Sequence[Forms | None]], Mapping[Term, WidenedTerm]]


class Plan:
    """A tree with what its words ask for, by the analysis of the opened index.

    `written` are the words as they were typed, function words left out. `weights` are the words that score
    and how often each was asked for: function words only where there is nothing else, so that `من في على`
    is searched as it stands. `words` and `spans` are what is marked. `expansions` are the words that stand
    for others, those that an article must not hold too. `side_by_side` says whether the query is of nothing
    but words typed side by side, each asked for once. `widen` tells of the words of a query, in order,
    which mean others as well; what is quoted is meant as it stands.
    """

    def __init__(self, tree: Node, naming: Naming, widen: Widen | None = None) -> None:
        self.tree = tree
        self._named = {leaf: naming.of(leaf) for leaf in _all_leaves(tree)}
        if widen and (widened := widen(self._in_order(tree, []))):
            for leaf, named in self._named.items():
                if isinstance(leaf, Word):
                    self._named[leaf] = tuple((text, widened.get(term, term)) for text, term in named)
        asked: list[tuple[str, Term]] = []
        alone: set[Term] = set()
        spans = []
        for leaf in [leaf for leaf in map(sought, leaves(tree)) if leaf]:
            asked += self._named[leaf]
            if isinstance(leaf, Single):
                alone.update(self.terms(leaf))
            else:
                spans.append(self.span(leaf))
        self.written = {text: term for text, term in asked if not term.stop}
        self.weights: dict[Term, int] = {}
        for term in [term for _, term in asked if not term.stop] or [term for _, term in asked]:
            self.weights[term] = self.weights.get(term, 0) + 1
        self.spans = tuple([span for span in spans if span.forms])
        self.words = tuple([term for term in self.weights if term in alone])
        terms = [term for named in self._named.values() for _, term in named]
        self.expansions = tuple(dict.fromkeys([term for term in terms if not isinstance(term, Whole)]))
        parts = tree.children if isinstance(tree, Together) else (tree,)
        once = sum(self.weights.values()) == len(self.weights) > 0
        self.side_by_side = once and all(isinstance(part, Single) for part in parts)

    @property
    def only_function_words(self) -> bool:
        """Whether the query has words, and none but function words, and does not quote them."""
        return bool(self.words) and all(term.stop for term in self.weights)

    def terms(self, leaf: Single | Quoted) -> tuple[Term, ...]:
        """Return what a leaf's words ask for, in order; nothing where it is made of marks alone."""
        return tuple([term for _, term in self._named[leaf]])

    def span(self, leaf: Word | Phrase | Near, *, titled: bool = False) -> Row | Window:
        """Return how the words of a leaf have to stand in a text, or in a title."""
        terms = (term.word if isinstance(term, WidenedTerm) else term for term in self.terms(leaf))
        forms = tuple(term for term in terms if isinstance(term, Forms))
        return Window(forms, leaf.gap, titled) if isinstance(leaf, Near) else Row(forms, titled)

    def _in_order(self, node: Node, found: list[Forms | None]) -> list[Forms | None]:
        """Add to `found` the words that an article may hold, None where something else stands between them.

        Words go together that were typed side by side: neither those of two fields nor of two options do.
        """
        if isinstance(node, Word):
            found += [term if isinstance(term, Forms) else None for _, term in self._named[node]]
        elif isinstance(node, Joined):
            together = isinstance(node, Together)
            for child in node.children:
                if not (together and isinstance(child, Word)):
                    found.append(None)
                self._in_order(child, found)
        else:
            if isinstance(node, Field) and isinstance(node.value, Word) and node.name != "url":
                found.append(None)
                self._in_order(node.value, found)
            found.append(None)
        return found


def _all_leaves(node: Node) -> Iterator[Single | Quoted]:
    """Yield the words and phrases of all leaves, the values of fields too."""
    for child in node.children if isinstance(node, Joined) else (node,):
        if isinstance(child, Words):
            yield child
        elif isinstance(child, Field):
            yield child.value
        elif not isinstance(child, Dates):
            yield from _all_leaves(child.child if isinstance(child, Not) else child)
