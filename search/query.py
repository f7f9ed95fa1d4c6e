"""The query language: text → tokens → tree, and notices about what was mended on the way.

    word word          both words if there are two, at least half of more; best matches first
    "word word"        the words next to each other; “…” and «…» too; beside four words or more, as in a
                       pasted headline, only words like the others
    "word word"~5      the words in any order, at most 5 others among them (50 at most)
    =word              this form alone: spelling is folded, no ending is taken off
    wor*  *ord  w?rd   `*` any letters or none, `?` or `؟` one: forms that are so written, without stemming
    word~              words spelt alike: one slip up to four letters, two beyond; `~1` and `~2` say how many
    -word  NOT word    articles without it
    +word              no articles without it, however many other words there are
    a AND b,  a OR b   both; either; أو is OR, ليس and وليس are NOT, a bare و is a word
    ( … )              groups
    title:word         in the title; likewise source: section: keywords: author: url:, in Arabic عنوان: مصدر:
                       قسم: كلمات: كاتب: رابط:; the value may be a phrase or a group, no blank before it
    date:2015-03       from those days, as Arabs write dates, تاريخ: too; [a TO b], a..b, >a, >=a, <a, <=a are
                       ranges, with brackets or signs also without the name of the field

From the tightest binding to the loosest: `-`, `+` and NOT, words side by side, AND, OR. So
`كوريا الشمالية OR روسيا` asks for the two words on the left or the one on the right. Operators are in
capitals.

A question mark that ends a word is punctuation, whatever comes before it: `كتا*؟` is `كتا*`, `كتب؟` is `كتب`.
أو and ليس are words in a text that reads like a sentence: more than four words in a row, no sign of this
language. Signs have a meaning only at words of letters and digits: addresses and code are text, and so is
everything in quotation marks.

A weight, `word^2`, as other engines have it, is left out. Every text gives a tree or None, never an error:
what does not make sense is left out, and said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from fihris.search.parsing import Parser
from fihris.search.plain import plain
from fihris.search.tree import Node


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
    if words := plain(text):
        return Query(text, words, ())
    parser = Parser(text, today or datetime.now(UTC).date())
    return Query(text, parser.tree(), tuple(dict.fromkeys(parser.notices)))
