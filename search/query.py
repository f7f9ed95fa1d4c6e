"""The query language: text → tokens → tree, and notices about what was mended on the way.

    word word          both words if there are two, at least half of more; best matches first
    "word word"        the words next to each other; “…” and «…» too; beside four words or more, as in a
                       pasted headline, only words like the others
    -word  NOT word    articles without it
    a AND b,  a OR b   both; either
    ( … )              groups

From the tightest binding to the loosest: `-` and NOT, words side by side, AND, OR. So
`كوريا الشمالية OR روسيا` asks for the two words on the left or the one on the right. Operators are in
capitals.

Every text gives a tree or None, never an error: what does not make sense is left out, and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fihris.search.tree import All, Any, Node, Not, Phrase, Together, Word

LONGEST = 10_000  # characters that are looked at
MOST_WORDS = 64
DEEPEST = 16  # brackets within brackets

_TOKEN = re.compile(
    r"""
      (?P<phrase> ["“”«»] (?P<quoted> [^"“”«»]* ) (?P<closed> ["“”«»] )? )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<minus> (?<!\S) - (?= [^\s\-)] ) | (?<=\() - (?= [^\s\-)] ) )
    | (?P<word> [^\s()"“”«»]+ )
    """,
    re.VERBOSE,
)
_SEARCHABLE = re.compile(r"[^\W_]")

NOTHING = "nothing to search for: type a word"
NEGATIVE = "add a word to look for: exclusions alone find nothing"
UNCLOSED = "unclosed quotation mark closed at the end"
BRACKETS = "brackets that do not match were ignored"
TOO_DEEP = f"brackets deeper than {DEEPEST} were ignored"
DANGLING = "an operator without a word beside it was ignored"
SHORTENED = f"query shortened to {MOST_WORDS} words"
MISSING = "no article has:"
LOOSENED = "the words in quotation marks were searched as single words, as there are many beside them"
NO_PHRASE = "no article has the words in quotation marks side by side: they were searched as single words"
CUT = f"query cut to {LONGEST:,} characters"


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood of a text: the tree (None where nothing is asked for) and what was mended."""

    text: str
    tree: Node | None
    notices: tuple[str, ...]


def parse(text: str) -> Query:
    """Return what `text` asks for; never raises, takes time linear in the text's length."""
    parser = _Parser(text)
    return Query(text, parser.tree(), tuple(dict.fromkeys(parser.notices)))


class _Group:
    """A group that is being read: OR of ANDs of words side by side."""

    def __init__(self, *, negated: bool) -> None:
        self.negated = negated
        self.options: list[list[list[Node]]] = [[[]]]

    def add(self, node: Node) -> None:
        self.options[-1][-1].append(node)

    def has_left(self) -> bool:
        return bool(self.options[-1][-1])

    def node(self) -> Node | None:
        """Return the group as a node, None when it is empty; an operator at its end has nothing to join."""
        options = []
        for clauses in self.options:
            joined = [_join(Together, nodes) for nodes in clauses if nodes]
            if joined:
                options.append(_join(All, joined))
        return _join(Any, options) if options else None


def _join(kind: type[Together] | type[All] | type[Any], nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))


class _Parser:
    def __init__(self, text: str) -> None:
        self.notices: list[str] = []
        self._words = 0
        self._negate = False
        self._operator: str | None = None  # AND or OR that waits for its right side
        self._groups = [_Group(negated=False)]
        self._ignored = 0  # open brackets that were too deep
        if len(text) > LONGEST:
            self.notices.append(CUT)
            text = text[:LONGEST]
        self._text = text

    def tree(self) -> Node | None:
        for match in _TOKEN.finditer(self._text):
            kind = match.lastgroup if match.lastgroup not in ("quoted", "closed") else "phrase"
            if kind == "phrase":
                self._phrase(match["quoted"], closed=match["closed"] is not None)
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
            elif kind == "minus" or match["word"] == "NOT":
                self._negate = True
            elif match["word"] in ("AND", "OR"):
                self._join(match["word"])
            else:
                self._leaf(Word(match["word"]), words=1)
        if len(self._groups) > 1:
            self.notices.append(BRACKETS)
            while len(self._groups) > 1:
                self._end_group()
        if self._negate or self._operator:
            self.notices.append(DANGLING)
        tree = self._groups[0].node()
        if tree is None:
            self.notices.append(NOTHING)
        elif _only_negative(tree):
            self.notices.append(NEGATIVE)
            return None
        return tree

    def _phrase(self, quoted: str, *, closed: bool) -> None:
        if not closed:
            self.notices.append(UNCLOSED)
        words = quoted.split()
        room = MOST_WORDS - self._words
        if len(words) > room:
            self.notices.append(SHORTENED)
        if words[:room]:
            kept = words[:room]
            self._leaf(Phrase(" ".join(kept)), words=len(kept))

    def _leaf(self, node: Word | Phrase, words: int) -> None:
        if not _SEARCHABLE.search(node.text):
            return
        if self._words + words > MOST_WORDS:
            self.notices.append(SHORTENED)
            return
        self._words += words
        self._add(node)

    def _add(self, node: Node) -> None:
        group = self._groups[-1]
        if self._operator == "OR":
            group.options.append([[]])
        elif self._operator == "AND":
            group.options[-1].append([])
        self._operator = None
        group.add(Not(node) if self._negate else node)
        self._negate = False

    def _join(self, operator: str) -> None:
        if self._negate or self._operator or not self._groups[-1].has_left():
            self.notices.append(DANGLING)
        else:
            self._operator = operator

    def _open(self) -> None:
        if len(self._groups) >= DEEPEST:
            self.notices.append(TOO_DEEP)
            self._ignored += 1
            return
        # The bracket is the right side of what waits before it.
        outer = self._groups[-1]
        if self._operator == "OR":
            outer.options.append([[]])
        elif self._operator == "AND":
            outer.options[-1].append([])
        self._operator = None
        self._groups.append(_Group(negated=self._negate))
        self._negate = False

    def _close(self) -> None:
        if self._ignored:
            self._ignored -= 1
        elif len(self._groups) == 1:
            self.notices.append(BRACKETS)
        else:
            if self._negate or self._operator:
                self.notices.append(DANGLING)
            self._negate, self._operator = False, None
            self._end_group()

    def _end_group(self) -> None:
        group = self._groups.pop()
        node = group.node()
        if node is not None:
            self._groups[-1].add(Not(node) if group.negated else node)


def _only_negative(node: Node) -> bool:
    if isinstance(node, Not):
        return True
    if isinstance(node, Word | Phrase):
        return False
    if isinstance(node, Any):
        return any(map(_only_negative, node.children))
    return all(map(_only_negative, node.children))
