"""The plan of a query: its words as the index's own analysis sees them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from fihris.index.arabic.chain import Chain, Forms
from fihris.search.tree import Leaf, Node, Not, Phrase, Word, leaves


class Plan:
    """A tree with the forms of its words, taken from the chain of the opened index.

    `written` are the words as they were typed, function words left out. `weights` are the words that score
    and how often each was asked for: function words only where there is nothing else, so that `من في على`
    is searched as it stands. `words` and `phrases` are what is marked.
    """

    def __init__(self, tree: Node, chain: Chain) -> None:
        self.tree = tree
        tokens = {leaf: chain.analyze(leaf.text) for leaf in _all_leaves(tree)}
        self._forms = {
            leaf: tuple(chain.forms(token.word) for token in found) for leaf, found in tokens.items()
        }
        asked = [forms for leaf in leaves(tree) for forms in self._forms[leaf]]
        self.written = {
            token.text: chain.forms(token.word)
            for leaf in leaves(tree)
            for token in tokens[leaf]
            if not token.stop
        }
        content = [forms for forms in asked if not forms.stop]
        self.weights: Counter[Forms] = Counter(content or asked)
        self.phrases = tuple(self._forms[leaf] for leaf in leaves(tree) if isinstance(leaf, Phrase))
        words = {forms for leaf in leaves(tree) if isinstance(leaf, Word) for forms in self._forms[leaf]}
        self.words = tuple(forms for forms in self.weights if forms in words)

    def forms(self, leaf: Leaf) -> tuple[Forms, ...]:
        """Return the forms of a leaf's words in order; none where it is made of marks alone."""
        return self._forms[leaf]


def _all_leaves(node: Node) -> Iterator[Leaf]:
    if isinstance(node, Not):
        yield from _all_leaves(node.child)
    elif isinstance(node, Word | Phrase):
        yield node
    else:
        for child in node.children:
            yield from _all_leaves(child)
