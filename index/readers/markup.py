"""Markup is taken out of texts that are to be plain."""

from __future__ import annotations

import re
from html import unescape

from fihris.index.readers.fields import plain

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.I | re.S)
_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|section|article|blockquote|figure|figcaption|hr|s|seg)\b[^<>]*>",
    re.I,
)
_TAG = re.compile(r"</?[a-z!?][^<>]*>", re.I)


def without_markup(text: str) -> str:
    """Return the text of a piece of HTML or SGML, a paragraph a line.

    An end of a line is a blank where tags part the paragraphs, and kept where none does.
    """
    pieces = _BLOCK.split(_HIDDEN.sub("", text))
    if len(pieces) > 1:
        pieces = [" ".join(piece.split()) for piece in pieces]
    return plain(unescape(_TAG.sub("", "\n".join(filter(None, pieces)))))
