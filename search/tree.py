"""The tree of a query: frozen, engine-free, and written back as text the reader recognises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, in any form."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Exact:
    """A word that is meant in the very form it was typed in."""

    text: str

    def __str__(self) -> str:
        return f"={self.text}"


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word with gaps: `*` for any letters or none, `?` or `؟` for one."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word that may be spelt otherwise, up to `distance` slips; None leaves that to its length."""

    text: str
    distance: int | None = None

    def __str__(self) -> str:
        return f"{self.text}~{self.distance or ''}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that have to stand next to each other, in this order."""

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True, slots=True)
class Near:
    """Words that have to stand near each other, in any order, with at most `gap` others among them."""

    text: str
    gap: int

    def __str__(self) -> str:
        return f'"{self.text}"~{self.gap}'


@dataclass(frozen=True, slots=True)
class Not:
    """What an article must not hold."""

    child: Node

    def __str__(self) -> str:
        # Two dashes in a row exclude nothing.
        return f"-({self.child})" if isinstance(self.child, Not) else f"-{_nested(self.child)}"


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


Single = Word | Exact | Wildcard | Fuzzy
Quoted = Phrase | Near
Leaf = Single | Quoted
Node = Leaf | Not | Together | All | Any

_SIGNS = re.compile("[=*~?؟]")  # that mean something at a word, and nothing in quotation marks


def _nested(node: Node) -> str:
    return str(node) if isinstance(node, Leaf | Not) else f"({node})"


def loosened(node: Node | None) -> Node | None:
    """Return `node` with the phrases that stand beside words as words too, None where there are none.

    A phrase alone, or under an operator, is left: it was meant.
    """
    if not isinstance(node, Together) or not words_beside_phrases(node):
        return None
    children: list[Node] = []
    for child in node.children:
        if isinstance(child, Phrase):
            children.extend(map(Word, _SIGNS.sub(" ", child.text).split()))
        else:
            children.append(child)
    return Together(tuple(children))


def words_beside_phrases(node: Node | None) -> int:
    """Return how many words stand beside the phrases of `node`, 0 where there are no phrases."""
    if not isinstance(node, Together) or not any(isinstance(child, Phrase) for child in node.children):
        return 0
    return sum(isinstance(child, Word) for child in node.children)


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the words and phrases that an article may hold, leaving out what it must not."""
    if isinstance(node, Leaf):
        yield node
    elif not isinstance(node, Not):
        for child in node.children:
            yield from leaves(child)
