"""The tree of a query: frozen, engine-free, and written back as text the reader recognises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, in any form."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand next to each other, in this order."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Not:
    """What an article must not hold."""

    child: Node

    def __str__(self) -> str:
        return f"-{_nested(self.child)}"


@dataclass(frozen=True, slots=True)
class Together:
    """Nodes that were typed side by side: phrases and exclusions bind, of the words most have to be there."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(map(_nested, self.children))


@dataclass(frozen=True, slots=True)
class All:
    """Nodes that were joined by AND: every one has to match."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " AND ".join(map(_nested, self.children))


@dataclass(frozen=True, slots=True)
class Any:
    """Nodes that were joined by OR: one has to match."""

    children: tuple[Node, ...]

    def __str__(self) -> str:
        return " OR ".join(map(_nested, self.children))


Node = Word | Phrase | Not | Together | All | Any
Leaf = Word | Phrase


def _nested(node: Node) -> str:
    return str(node) if isinstance(node, Word | Phrase | Not) else f"({node})"


def loosened(node: Node | None) -> Node | None:
    """Return `node` with the phrases that stand beside words as words too, None where there are none.

    A phrase alone, or under an operator, is left: it was meant.
    """
    if not isinstance(node, Together) or not words_beside_phrases(node):
        return None
    children: list[Node] = []
    for child in node.children:
        children.extend(map(Word, child.text.split()) if isinstance(child, Phrase) else [child])
    return Together(tuple(children))


def words_beside_phrases(node: Node | None) -> int:
    """Return how many words stand beside the phrases of `node`, 0 where there are no phrases."""
    if not isinstance(node, Together) or not any(isinstance(child, Phrase) for child in node.children):
        return 0
    return sum(isinstance(child, Word) for child in node.children)


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the words and phrases that an article may hold, leaving out what it must not."""
    if isinstance(node, Word | Phrase):
        yield node
    elif not isinstance(node, Not):
        for child in node.children:
            yield from leaves(child)
