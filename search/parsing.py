"""The parser: the tokens of a query, one after the other, into a tree."""

from __future__ import annotations

import re
from datetime import date

from fihris.index.period import Period
from fihris.search import notices
from fihris.search.allowance import Allowance
from fihris.search.building import Builder
from fihris.search.floods import without_floods
from fihris.search.notices import LONGEST
from fihris.search.scanning import (
    BETWEEN,
    NAME_ALONE,
    SEARCHABLE,
    TOKEN,
    UNKNOWN_FIELD,
    WEIGHT,
    WORD,
    YEAR,
    arabic_operator,
    field_of,
    has_long_run,
    has_syntax,
    operator,
    read_dates,
    readable,
)
from fihris.search.signs import at_most, single
from fihris.search.tree import Dates, Field, Fuzzy, Leaf, Near, Node, Phrase, Quoted, Single, Wildcard

WIDEST = 50  # other words among those of a proximity
USUAL_WIDTH = 5  # where none is typed


class Parser:
    """Reads one query; `notices` are what was mended on the way."""

    def __init__(self, text: str, today: date) -> None:
        self.notices: list[str] = []
        self._today = today
        self._allowance = Allowance(self.notices)
        self._field = ""  # what was typed before the colon of the value that comes
        text = without_floods(text)
        if len(text) > LONGEST:
            self.notices.append(notices.CUT)
            text = text[:LONGEST]
        self._text = text
        self._long = has_long_run(text)
        self._sentence = self._long and not has_syntax(text)
        self._builder = Builder(self.notices)

    def tree(self) -> Node | None:
        """Return what is asked for, None where nothing is."""
        at = 0
        while not self._allowance.full and (token := TOKEN.search(self._text, at)):
            at = self._take(token)
        return self._builder.tree(cut=self._allowance.full)

    def _take(self, token: re.Match[str]) -> int:
        """Take a token and return where the next one begins."""
        kind = token.lastgroup
        if kind == "phrase":
            self._phrase(token)
        elif kind == "open":
            self._builder.open(self._field)
            self._field = ""
        elif kind == "close":
            self._builder.close()
            self._field = ""
        elif kind == "minus":
            self._builder.negate = True
        elif kind == "plus":
            self._builder.require = True
        elif kind == "weight":
            self.notices.append(notices.WEIGHT)
        elif kind == "empty":
            self.notices.append(notices.EMPTY_FIELD)
            self._builder.unsign()
        elif kind == "field":
            self._field = token["name"]
        elif kind == "dashes":
            pass  # a field stands behind them, and what stands before them keeps them from excluding it
        else:
            return self._word(token)
        return token.end()

    def _in_dates(self) -> bool:
        field = self._field or self._builder.field
        return bool(field) and field_of(field) == "date"

    def _phrase(self, match: re.Match[str]) -> None:
        if not match["closed"]:
            self.notices.append(notices.UNCLOSED)
        if self._in_dates():
            self._dates(match["quoted"], readable(match["quoted"], self._today))
            return
        words = match["quoted"].split()
        kept = words[: self._allowance.room]
        if len(words) > len(kept):
            self._allowance.shorten()
        if kept:
            quoted = " ".join(kept)
            gap = at_most(match["gap"], WIDEST) if match["gap"] else USUAL_WIDTH
            self._leaf(Near(quoted, gap) if match["near"] else Phrase(quoted), words=len(kept))
        self._field = ""

    def _word(self, token: re.Match[str]) -> int:
        """Take a word, an operator or dates, and return where the next token begins."""
        text, start = self._text, token.start()
        word = WORD.match(text, start)
        assert word is not None  # every token that comes here has a character that a word may begin with
        if not self._field and token.lastgroup == "word" and not SEARCHABLE.search(word[0]):
            if "*" in word[0]:
                self.notices.append(notices.TOO_BROAD)
                self._builder.unsign()
            return word.end()
        joins = None if self._sentence and arabic_operator(word[0]) else operator(word[0])
        if joins and not self._field:
            self._builder.join(joins, arabic=bool(arabic_operator(word[0])) and not self._long)
            return word.end()
        if (end := self._days(token, word)) is not None:
            return end
        if self._sentence and arabic_operator(word[0]):
            self.notices.append(notices.SENTENCE)
        self._single(word[0].lstrip("-"))
        return word.end()

    def _days(self, token: re.Match[str], word: re.Match[str]) -> int | None:
        """Take dates, and return where the next token begins; None where these are words."""
        in_dates = self._in_dates()
        bare = not (self._field or self._builder.field)
        ranged = token["range"] and BETWEEN.search(token[0])
        if not in_dates and not (bare and (token["compared"] or ranged)):
            return None
        if not self._allowance.reads_dates():
            period, end = None, word.end()
        elif token["range"]:
            period, end = readable(token[0], self._today), token.end()
        else:
            period, end = read_dates(self._text, token.start(), self._today)
        # In brackets a year tells that days are meant, even such as there are none of.
        if period or in_dates or (ranged and YEAR.search(token[0])):
            self._dates(self._text[token.start() : end], period)
            return end
        return None

    def _single(self, text: str) -> None:
        if not self._field and (unknown := UNKNOWN_FIELD.match(text)):
            self.notices.append(notices.unknown_field(unknown[1]))
        if NAME_ALONE.fullmatch(text):
            text = text.rstrip(":")  # or a query that ends there would be one with an empty field
        if WEIGHT.search(text):
            self.notices.append(notices.WEIGHT)
            text = WEIGHT.sub("", text)
        node = single(text)
        if not isinstance(node, Wildcard | Fuzzy) or self._allowance.expands(node):
            self._leaf(node, words=1)
        else:
            self._builder.unsign()
        self._field = ""

    def _dates(self, text: str, period: Period | None) -> None:
        typed = self._field or self._builder.field or ("تاريخ" if "لى" in text else "date")
        self._field = ""
        if period:
            self._leaf(Dates(period.first, period.last, typed), words=1)
        else:
            self.notices.append(notices.unreadable_date(text.strip()))
            self._builder.unsign()

    def _leaf(self, node: Leaf, words: int) -> None:
        if not SEARCHABLE.search(node.text):
            return
        if not self._allowance.take(words):
            return
        field = self._field or self._builder.field
        if field and isinstance(node, Single | Quoted):
            node = Field(field_of(field), node, field)
        self._builder.add(node)
