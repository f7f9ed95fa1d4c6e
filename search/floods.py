"""Floods: marks piled onto one letter, which say nothing however many there are."""

from __future__ import annotations

import re

from fihris.index.arabic import letters

KEPT = 8  # marks on one letter: no writing has more

MARKS = (
    letters.TATWEEL
    + letters.ARABIC_MARKS
    + letters.ARABIC_MARK_FORMS
    + letters.COMPOSING_MARKS
    + letters.COMBINING_MARKS
    + letters.INVISIBLE
)
"""What may stand between the letters of a word without parting it, for `[…]` of a regular expression."""

_FLOOD = re.compile(f"(?<=[{MARKS}]{{{KEPT}}})[{MARKS}]+")


def without_floods(text: str) -> str:
    """Return a text with the first marks of each row of them, so that it is as long as what it says."""
    return _FLOOD.sub("", text)
