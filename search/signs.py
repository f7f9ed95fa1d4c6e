"""Signs: what a star, a question mark, a tilde or an equals sign at a word asks for."""

from __future__ import annotations

import re

from fihris.search.floods import MARKS
from fihris.search.tree import Exact, Fuzzy, Single, Wildcard, Word

FARTHEST = 2  # slips of a fuzzy word

_SIGNED = re.compile(
    rf"""
    (?P<word> (?: [^\W_] | [{MARKS}*?؟] )++ )
    (?P<fuzzy> ~ (?P<slips> [-+]? \d [\da-zA-Z.+]*+ )?+ )?+
    """,
    re.VERBOSE,
)
_SIGN = re.compile("[=*?؟~]")
_WILDCARD = re.compile("[*?؟]")
_QUESTION_MARKS = "?؟"
_PUNCTUATION = _QUESTION_MARKS + "!.,،؛;:…"


def single(text: str) -> Single:
    """Return the node of a word, by the signs at it.

    Only words of letters and digits have signs, so that addresses and code are text; `=` may stand before
    any text. Question marks at the end are punctuation. Wildcards say more than a tilde, both more than `=`.
    """
    if not _SIGN.search(text):
        return Word(text)
    bare = text.rstrip(_PUNCTUATION)
    plain = bare.lstrip("=")
    signed = _SIGNED.fullmatch(plain)
    if signed:
        word = signed["word"].rstrip(_QUESTION_MARKS)
        if _WILDCARD.search(word):
            return Wildcard(word)
        if signed["fuzzy"]:
            return Fuzzy(word, _slips(signed["slips"]))
    return Exact(plain) if plain != bare else Word(text)


def _slips(typed: str | None) -> int | None:
    if not typed:
        return None
    return 1 if at_most(typed, FARTHEST) == 1 else FARTHEST


def at_most(typed: str, most: int) -> int:
    """Return the number that was typed, `most` where it is larger or no number."""
    return min(int(typed[:9]), most) if typed.isdecimal() else most
