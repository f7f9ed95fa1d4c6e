"""The tree of a query: frozen, engine-free, and written back as text the reader recognises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from fihris.index.period import Period


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was typed, in any form; a month's name of two words is one."""

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
class Field:
    """A word or phrase that a field of an article has to hold: its title or source, for example.

    `name` is that of the field, `typed` what it was called.
    """

    name: str
    value: Word | Exact | Wildcard | Fuzzy | Phrase | Near
    typed: str = field(default="", compare=False)

    @property
    def text(self) -> str:
        """The text of the value."""
        return self.value.text

    def __str__(self) -> str:
        return f"{self.typed or self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Dates:
    """The days from which an article has to be, the first and the last among them; None is open."""

    first: date | None
    last: date | None
    typed: str = field(default="date", compare=False)

    @property
    def text(self) -> str:
        """The days as a query writes them."""
        return str(Period(self.first, self.last))

    def __str__(self) -> str:
        return f"{self.typed}:{self.text}"


@dataclass(frozen=True, slots=True)
class Not:
    """What an article must not hold."""

    child: Node

    def __str__(self) -> str:
        # Two dashes in a row exclude nothing, and one excludes the word that follows it alone.
        bracketed = isinstance(self.child, Not) or (isinstance(self.child, Word) and " " in self.child.text)
        return f"-({self.child})" if bracketed else f"-{_nested(self.child)}"


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
    """Nodes that were joined by OR, or أو: one has to match."""

    children: tuple[Node, ...]
    typed: str = field(default="OR", compare=False)

    def __str__(self) -> str:
        return f" {self.typed} ".join(map(_nested, self.children))


Single = Word | Exact | Wildcard | Fuzzy
Quoted = Phrase | Near
Words = Single | Quoted
Leaf = Words | Field | Dates
Joined = Together | All | Any
Node = Leaf | Not | Joined

_SIGNS = re.compile("[=*~?؟]")  # that mean something at a word, and nothing in quotation marks


def _nested(node: Node) -> str:
    return f"({node})" if isinstance(node, Joined) else str(node)


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


def sought(leaf: Leaf) -> Single | Quoted | None:
    """Return the word or phrase that a leaf looks for in the text of articles, None where in no text."""
    if isinstance(leaf, Field):
        return leaf.value if leaf.name == "title" else None
    return None if isinstance(leaf, Dates) else leaf


def leaves(node: Node) -> Iterator[Leaf]:
    """Yield the words, phrases, fields and dates that an article may have, leaving out what it must not."""
    for child in node.children if isinstance(node, Joined) else (node,):
        if isinstance(child, Leaf):
            yield child
        elif not isinstance(child, Not):
            yield from leaves(child)
