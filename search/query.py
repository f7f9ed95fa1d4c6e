"""The query language: text → tokens → tree, and notices about what was mended on the way.

    word word          both words if there are two, at least half of more; best matches first
    "word word"        the words next to each other; “…” and «…» too; beside four words or more, as in a
                       pasted headline, only words like the others
    "word word"~5      the words in any order, at most 5 others among them (50 at most)
    =word              this form alone: spelling is folded, no ending is taken off
    wor*  *ord  w?rd   `*` any letters or none, `?` or `؟` one: forms that are so written, without stemming
    word~              words spelt alike: one slip up to four letters, two beyond; `~1` and `~2` say how many
    -word  NOT word    articles without it
    a AND b,  a OR b   both; either
    ( … )              groups

From the tightest binding to the loosest: `-` and NOT, words side by side, AND, OR. So
`كوريا الشمالية OR روسيا` asks for the two words on the left or the one on the right. Operators are in
capitals.

A question mark that ends a word is punctuation, whatever comes before it: `كتا*؟` is `كتا*`, `كتب؟` is `كتب`.
Signs have a meaning only at words of letters and digits: addresses and code are text, and so is everything in
quotation marks.

Every text gives a tree or None, never an error: what does not make sense is left out, and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from fihris.index.arabic.folding import clean
from fihris.search.expansion import MOST_FORMS
from fihris.search.signs import at_most, single
from fihris.search.tree import All, Any, Fuzzy, Leaf, Near, Node, Not, Phrase, Together, Wildcard

LONGEST = 10_000  # characters that are looked at
MOST_WORDS = 64
DEEPEST = 16  # brackets within brackets
MOST_EXPANDED = 8  # words with * ? or ~
LEAST_LETTERS = 2  # of such a word
WIDEST = 50  # other words among those of a proximity
USUAL_WIDTH = 5  # where none is typed

_TOKEN = re.compile(
    r"""
      (?P<phrase> ["“”«»] (?P<quoted> [^"“”«»]* )
                  (?: (?P<closed> ["“”«»] ) (?P<near> ~ (?P<gap> \d [\da-zA-Z.+]* )? )? )? )
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
TOO_BROAD = f"words with *, ? or ~ and fewer than {LEAST_LETTERS} letters are too broad: they were left out"
EXPANDED = f"only the first {MOST_EXPANDED} words with *, ? or ~ were searched"
MOST_COMMON = f"of more than {MOST_FORMS:,} forms that a word with * or ? fits, the most common were searched"
CORRECTED = "nothing was found as typed, so this was searched:"
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
        self._words = self._expanded = 0
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
            kind = match.lastgroup
            if kind == "phrase":
                self._phrase(match)
            elif kind == "open":
                self._open()
            elif kind == "close":
                self._close()
            elif kind == "minus":
                self._negate = True
            else:
                self._word(match["word"].lstrip("-"))
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

    def _phrase(self, match: re.Match[str]) -> None:
        if not match["closed"]:
            self.notices.append(UNCLOSED)
        words = match["quoted"].split()
        room = MOST_WORDS - self._words
        if len(words) > room:
            self.notices.append(SHORTENED)
        if words[:room]:
            kept = words[:room]
            quoted = " ".join(kept)
            gap = at_most(match["gap"], WIDEST) if match["gap"] else USUAL_WIDTH
            self._leaf(Near(quoted, gap) if match["near"] else Phrase(quoted), words=len(kept))

    def _word(self, text: str) -> None:
        if text == "NOT":
            self._negate = True
        elif text in ("AND", "OR"):
            self._join(text)
        else:
            node = single(text)
            if not isinstance(node, Wildcard | Fuzzy) or self._can_expand(node):
                self._leaf(node, words=1)
            else:
                # What would have excluded it excludes nothing else.
                self._negate = False

    def _can_expand(self, node: Wildcard | Fuzzy) -> bool:
        if len(_SEARCHABLE.findall(clean(node.text))) < LEAST_LETTERS:
            self.notices.append(TOO_BROAD)
            return False
        self._expanded += 1
        if self._expanded > MOST_EXPANDED:
            self.notices.append(EXPANDED)
        return self._expanded <= MOST_EXPANDED

    def _leaf(self, node: Leaf, words: int) -> None:
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
    if isinstance(node, Leaf):
        return False
    if isinstance(node, Any):
        return any(map(_only_negative, node.children))
    return all(map(_only_negative, node.children))
