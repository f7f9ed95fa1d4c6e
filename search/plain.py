"""Plain queries: nothing but words, which most queries are, understood without reading signs one by one."""

from __future__ import annotations

import re

from fihris.index.months import TWO_WORDS
from fihris.search.floods import KEPT, MARKS
from fihris.search.notices import LONGEST, MOST_WORDS
from fihris.search.scanning import OPERATORS, SEARCHABLE
from fihris.search.tree import Node, Together, Word

# What the language of queries gives a meaning to, `-` and `+` only where a word begins with them; and floods.
_SIGN = re.compile(rf"""["“”«»()\[\]<>=*?؟~^:_]|(?<!\S)[-+]|[{MARKS}]{{{KEPT + 1}}}""")

_MEANING = TWO_WORDS | OPERATORS  # words that are more than themselves


def plain(text: str) -> Node | None:
    """Return the tree of a text that is made of words alone, None where there may be more to it.

    It is the tree that the parser would give, which has no notice for such a text.
    """
    if len(text) > LONGEST:
        return None
    pieces = text.split()
    # Most have nothing but letters and digits: no sign has to be looked for, nor whether a word has any.
    alone = "".join(pieces).isalnum()
    if not alone and _SIGN.search(text):
        return None
    if len(pieces) > MOST_WORDS or not _MEANING.isdisjoint(pieces):
        return None
    words = tuple([Word(piece) for piece in pieces if alone or SEARCHABLE.search(piece)])
    if len(words) > 1:
        return Together(words)
    return words[0] if words else None
