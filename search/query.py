"""The query language: text → tokens → tree, and notices about what was mended on the way.

    word word          both words if there are two, at least half of more; best matches first
    "word word"        the words next to each other; “…” and «…» too; beside four words or more, as in a
                       pasted headline, only words like the others
    "word word"~5      the words in any order, at most 5 others among them (50 at most)
    =word              this form alone: spelling is folded, no ending is taken off
    wor*  *ord  w?rd   `*` any letters or none, `?` or `؟` one: forms that are so written, without stemming
    word~              words spelt alike: one slip up to four letters, two beyond; `~1` and `~2` say how many
    -word  NOT word    articles without it
    a AND b,  a OR b   both; either; أو is OR, ليس and وليس are NOT, a bare و is a word
    ( … )              groups
    title:word         in the title; likewise source: section: keywords: author: url:, in Arabic عنوان: مصدر:
                       قسم: كلمات: كاتب: رابط:; the value may be a phrase or a group, no blank before it
    date:2015-03       from those days, as Arabs write dates, تاريخ: too; [a TO b], a..b, >a, >=a, <a, <=a are
                       ranges, with brackets or signs also without the name of the field

From the tightest binding to the loosest: `-` and NOT, words side by side, AND, OR. So
`كوريا الشمالية OR روسيا` asks for the two words on the left or the one on the right. Operators are in
capitals.

A question mark that ends a word is punctuation, whatever comes before it: `كتا*؟` is `كتا*`, `كتب؟` is `كتب`.
أو and ليس are words in a text that reads like a sentence: more than four words in a row, no sign of this
language. Signs have a meaning only at words of letters and digits: addresses and code are text, and so is
everything in quotation marks.

Every text gives a tree or None, never an error: what does not make sense is left out, and said.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

from fihris.index.arabic.folding import clean
from fihris.index.months import TWO_WORDS, names_of_month
from fihris.index.period import Period
from fihris.search import notices
from fihris.search.notices import DEEPEST, LEAST_LETTERS, LONGEST, MOST_DATES, MOST_EXPANDED, MOST_WORDS
from fihris.search.scanning import (
    BETWEEN,
    MEANINGLESS,
    NAME_ALONE,
    SEARCHABLE,
    TOKEN,
    UNKNOWN_FIELD,
    WORD,
    arabic_operator,
    field_of,
    has_long_run,
    has_syntax,
    operator,
    read_dates,
    readable,
)
from fihris.search.signs import at_most, single
from fihris.search.tree import (
    All,
    Any,
    Dates,
    Field,
    Fuzzy,
    Leaf,
    Near,
    Node,
    Not,
    Phrase,
    Quoted,
    Single,
    Together,
    Wildcard,
    Word,
)

LOOKED_AT = 500  # characters of a word, to tell whether it has letters enough
WIDEST = 50  # other words among those of a proximity
USUAL_WIDTH = 5  # where none is typed


@dataclass(frozen=True, slots=True)
class Query:
    """What was understood of a text: the tree (None where nothing is asked for) and what was mended."""

    text: str
    tree: Node | None
    notices: tuple[str, ...]


def parse(text: str, today: date | None = None) -> Query:
    """Return what `text` asks for; never raises, takes time linear in the text's length.

    Dates like أمس are told from `today`, by default that of the clock, in UTC.
    """
    parser = _Parser(text, today or datetime.now(UTC).date())
    return Query(text, parser.tree(), tuple(dict.fromkeys(parser.notices)))


class _Group:
    """A group that is being read: OR of ANDs of words side by side, of the value of a field or of a query."""

    def __init__(self, *, negated: bool, field: str = "") -> None:
        self.negated = negated
        self.field = field
        self.options: list[list[list[Node]]] = [[[]]]
        self.either = "OR"

    def add(self, node: Node) -> None:
        clause = self.options[-1][-1]
        if clause and isinstance(node, Word) and isinstance(clause[-1], Word):
            both = f"{clause[-1].text} {node.text}"
            if clause[-1].text in TWO_WORDS and names_of_month(both):
                clause[-1] = Word(both)
                return
        clause.append(node)

    def join(self, kind: str) -> None:
        """Begin what stands behind an operator."""
        if kind == "AND":
            self.options[-1].append([])
        else:
            self.options.append([[]])

    def has_left(self) -> bool:
        return bool(self.options[-1][-1])

    def node(self) -> Node | None:
        """Return the group as a node, None when it is empty; an operator at its end has nothing to join."""
        options = []
        for clauses in self.options:
            joined = [_join(Together, nodes) for nodes in clauses if nodes]
            if joined:
                options.append(_join(All, joined))
        if len(options) > 1:
            return Any(tuple(options), self.either)
        return options[0] if options else None


def _join(kind: type[Together] | type[All], nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else kind(tuple(nodes))


class _Parser:
    def __init__(self, text: str, today: date) -> None:
        self.notices: list[str] = []
        self._today = today
        self._words = self._expanded = self._dated = 0
        self._full = False  # no more words are taken
        self._negate = False
        self._operator: str | None = None  # AND or OR that waits for its right side
        self._field = ""  # what was typed before the colon of the value that comes
        self._groups = [_Group(negated=False)]
        self._ignored = 0  # open brackets that were too deep
        if len(text) > LONGEST:
            self.notices.append(notices.CUT)
            text = text[:LONGEST]
        self._text = text
        self._long = has_long_run(text)
        self._sentence = self._long and not has_syntax(text)

    def tree(self) -> Node | None:
        at = 0
        while not self._full and (token := TOKEN.search(self._text, at)):
            at = self._take(token)
        if len(self._groups) > 1 and not self._full:
            self.notices.append(notices.BRACKETS)
        while len(self._groups) > 1:
            self._end_group()
        if (self._negate or self._operator) and not self._full:
            self.notices.append(notices.DANGLING)
        tree = self._groups[0].node()
        if tree is None:
            self.notices.append(notices.NOTHING)
        elif _only_negative(tree):
            self.notices.append(notices.NEGATIVE)
            return None
        return tree

    def _take(self, token: re.Match[str]) -> int:
        """Take a token and return where the next one begins."""
        kind = token.lastgroup
        if kind == "phrase":
            self._phrase(token)
        elif kind == "open":
            self._open()
        elif kind == "close":
            self._close()
        elif kind == "minus":
            self._negate = True
        elif kind == "empty":
            self.notices.append(notices.EMPTY_FIELD)
            self._negate = False
        elif kind == "field":
            self._field = token["name"]
        elif kind == "dashes":
            pass  # a field stands behind them, and what stands before them keeps them from excluding it
        else:
            return self._word(token)
        return token.end()

    def _in_dates(self) -> bool:
        field = self._field or self._groups[-1].field
        return bool(field) and field_of(field) == "date"

    def _phrase(self, match: re.Match[str]) -> None:
        if not match["closed"]:
            self.notices.append(notices.UNCLOSED)
        if self._in_dates():
            self._dates(match["quoted"], readable(match["quoted"], self._today))
            return
        words = match["quoted"].split()
        room = MOST_WORDS - self._words
        if len(words) > room:
            self.notices.append(notices.SHORTENED)
            self._full = True
        if words[:room]:
            kept = words[:room]
            quoted = " ".join(kept)
            gap = at_most(match["gap"], WIDEST) if match["gap"] else USUAL_WIDTH
            self._leaf(Near(quoted, gap) if match["near"] else Phrase(quoted), words=len(kept))
        self._field = ""

    def _word(self, token: re.Match[str]) -> int:
        """Take a word, an operator or dates, and return where the next token begins."""
        text, start = self._text, token.start()
        word = WORD.match(text, start)
        assert word is not None  # every token that comes here has a character that a word may begin with
        if not self._field and MEANINGLESS.fullmatch(word[0]):
            if "*" in word[0]:
                self.notices.append(notices.TOO_BROAD)
                self._negate = False
            return word.end()
        joins = None if self._sentence and arabic_operator(word[0]) else operator(word[0])
        if joins and not self._field:
            self._join(joins, word[0])
            return word.end()
        in_dates = self._in_dates()
        bare = not (self._field or self._groups[-1].field)
        if in_dates or (bare and (token["compared"] or (token["range"] and BETWEEN.search(token[0])))):
            self._dated += 1
            if self._dated > MOST_DATES:
                period, end = None, word.end()
            elif token["range"]:
                period, end = readable(token[0], self._today), token.end()
            else:
                period, end = read_dates(text, start, self._today)
            if period or in_dates:
                self._dates(text[start:end], period)
                return end
        if self._sentence and arabic_operator(word[0]):
            self.notices.append(notices.SENTENCE)
        self._single(word[0].lstrip("-"))
        return word.end()

    def _single(self, text: str) -> None:
        if not self._field and (unknown := UNKNOWN_FIELD.match(text)):
            self.notices.append(notices.unknown_field(unknown[1]))
        if NAME_ALONE.fullmatch(text):
            text = text.rstrip(":")  # or a query that ends there would be one with an empty field
        node = single(text)
        if not isinstance(node, Wildcard | Fuzzy) or self._can_expand(node):
            self._leaf(node, words=1)
        else:
            # What would have excluded it excludes nothing else.
            self._negate = False
        self._field = ""

    def _can_expand(self, node: Wildcard | Fuzzy) -> bool:
        if self._expanded > MOST_EXPANDED:
            return False
        if len(SEARCHABLE.findall(clean(node.text[:LOOKED_AT]))) < LEAST_LETTERS:
            self.notices.append(notices.TOO_BROAD)
            return False
        self._expanded += 1
        if self._expanded > MOST_EXPANDED:
            self.notices.append(notices.EXPANDED)
        return self._expanded <= MOST_EXPANDED

    def _dates(self, text: str, period: Period | None) -> None:
        typed = self._field or self._groups[-1].field or ("تاريخ" if "لى" in text else "date")
        self._field = ""
        if period:
            self._leaf(Dates(period.first, period.last, typed), words=1)
        else:
            self.notices.append(notices.unreadable_date(text.strip()))
            self._negate = False

    def _leaf(self, node: Leaf, words: int) -> None:
        if not SEARCHABLE.search(node.text):
            return
        if self._words + words > MOST_WORDS:
            self.notices.append(notices.SHORTENED)
            self._full = True
            return
        self._words += words
        field = self._field or self._groups[-1].field
        if field and isinstance(node, Single | Quoted):
            node = Field(field_of(field), node, field)
        self._add(node)

    def _add(self, node: Node) -> None:
        group = self._groups[-1]
        if self._operator:
            group.join(self._operator)
        self._operator = None
        group.add(Not(node) if self._negate else node)
        self._negate = False

    def _join(self, kind: str, typed: str) -> None:
        if kind == "NOT":
            self._negate = True
        elif self._negate or self._operator or not self._groups[-1].has_left():
            self.notices.append(notices.DANGLING)
        else:
            self._operator = kind
            if kind == "OR" and arabic_operator(typed) and not self._long:
                self._groups[-1].either = "أو"

    def _open(self) -> None:
        if len(self._groups) >= DEEPEST:
            self.notices.append(notices.TOO_DEEP)
            self._ignored += 1
            return
        # The bracket is the right side of what waits before it.
        outer = self._groups[-1]
        if self._operator:
            outer.join(self._operator)
        self._operator = None
        self._groups.append(_Group(negated=self._negate, field=self._field or outer.field))
        self._negate, self._field = False, ""

    def _close(self) -> None:
        self._field = ""
        if self._ignored:
            self._ignored -= 1
        elif len(self._groups) == 1:
            self.notices.append(notices.BRACKETS)
        else:
            if self._negate or self._operator:
                self.notices.append(notices.DANGLING)
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
