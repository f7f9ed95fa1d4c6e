"""The plan of a query: its words as the index's own analysis sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from fihris.index.arabic.chain import Chain, Forms
from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.months import names_of_month
from fihris.search.expansion import ExactTerm, Expansion, FuzzyTerm, MonthTerm, Term, WildcardTerm
from fihris.search.phrases import Row
from fihris.search.proximity import Window
from fihris.search.tree import (
    Dates,
    Exact,
    Field,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Phrase,
    Quoted,
    Single,
    Wildcard,
    Word,
    leaves,
    sought,
)
from fihris.search.widened import WidenedTerm

LONG = 5  # words: a longer query is a pasted headline or a sentence, which is found by its other words

Widen = Callable[[Sequence[Forms | None]], Mapping[Term, WidenedTerm]]


class Plan:
    """A tree with what its words ask for, by the chain of the opened index.

    `written` are the words as they were typed, function words left out. `weights` are the words that score
    and how often each was asked for: function words only where there is nothing else, so that `من في على`
    is searched as it stands. `words` and `spans` are what is marked. `expansions` are the words that stand
    for others, those that an article must not hold too. `widen` tells of the words of a query, in order,
    which mean others as well; what is quoted is meant as it stands.
    """

    def __init__(self, tree: Node, chain: Chain, widen: Widen | None = None) -> None:
        self.tree = tree
        self._chain = chain
        self._named = {leaf: self._name(leaf) for leaf in _all_leaves(tree)}
        if widen and (widened := widen(self._in_order())):
            for leaf, named in self._named.items():
                if isinstance(leaf, Word):
                    self._named[leaf] = [(text, widened.get(term, term)) for text, term in named]
        in_text = [leaf for leaf in map(sought, leaves(tree)) if leaf]
        asked = [named for leaf in in_text for named in self._named[leaf]]
        self.written = {text: term for text, term in asked if not term.stop}
        terms = [term for _, term in asked]
        self.weights: Counter[Term] = Counter([term for term in terms if not term.stop] or terms)
        spans = (self.span(leaf) for leaf in in_text if isinstance(leaf, Phrase | Near))
        self.spans = tuple(span for span in spans if span.forms)
        words = {term for leaf in in_text if isinstance(leaf, Single) for term in self.terms(leaf)}
        self.words = tuple(term for term in self.weights if term in words)
        self.expansions: tuple[Expansion, ...] = tuple(
            {term: None for named in self._named.values() for _, term in named if isinstance(term, Expansion)}
        )

    @property
    def only_function_words(self) -> bool:
        """Whether the query has words, and none but function words, and does not quote them."""
        return bool(self.words) and all(term.stop for term in self.weights)

    def terms(self, leaf: Single | Quoted) -> tuple[Term, ...]:
        """Return what a leaf's words ask for, in order; nothing where it is made of marks alone."""
        return tuple(term for _, term in self._named[leaf])

    def span(self, leaf: Word | Phrase | Near, *, titled: bool = False) -> Row | Window:
        """Return how the words of a leaf have to stand in a text, or in a title."""
        terms = (term.word if isinstance(term, WidenedTerm) else term for term in self.terms(leaf))
        forms = tuple(term for term in terms if isinstance(term, Forms))
        return Window(forms, leaf.gap, titled) if isinstance(leaf, Near) else Row(forms, titled)

    def _name(self, leaf: Single | Quoted) -> list[tuple[str, Term]]:
        """Return the words of a leaf as they were typed, and what each asks for."""
        if isinstance(leaf, Wildcard):
            return [(str(leaf), WildcardTerm(fold_exact(clean(leaf.text)).replace("؟", "?")))]
        tokens = self._chain.analyze(leaf.text)
        if isinstance(leaf, Exact):
            return [(f"={token.text}", ExactTerm(token.exact)) for token in tokens]
        if isinstance(leaf, Fuzzy):
            return [(f"{token.text}~", FuzzyTerm(token.exact, leaf.distance)) for token in tokens]
        if isinstance(leaf, Word) and (names := names_of_month(leaf.text)):
            return [(leaf.text, self._month(names, typed=len(tokens)))]
        return [(token.text, self._chain.forms(token.word)) for token in tokens]

    def _in_order(self) -> list[Forms | None]:
        """Return the words that an article may hold, None where something else stands between them."""
        words: list[Forms | None] = []
        for leaf in leaves(self.tree):
            if isinstance(leaf, Word):
                words += [term if isinstance(term, Forms) else None for _, term in self._named[leaf]]
            else:
                words.append(None)
        return words

    def _month(self, names: tuple[str, ...], typed: int) -> MonthTerm:
        rows = tuple(
            tuple(self._chain.forms(token.word) for token in self._chain.analyze(name)) for name in names
        )
        return MonthTerm(rows, typed)


def _all_leaves(node: Node) -> Iterator[Single | Quoted]:
    """Yield the words and phrases of all leaves, the values of fields too."""
    if isinstance(node, Not):
        yield from _all_leaves(node.child)
    elif isinstance(node, Field):
        yield node.value
    elif isinstance(node, Dates):
        return
    elif isinstance(node, Leaf):
        yield node
    else:
        for child in node.children:
            yield from _all_leaves(child)
