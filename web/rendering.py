"""Pieces of text become HTML here and nowhere else: each is escaped by itself, then the marks are put."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import gettext as _
from markupsafe import Markup

from fihris.search.results import Piece
from fihris.web.language import language
from fihris.web.numerals import amount
from fihris.web.paragraphs import Paragraph

_ISOLATED = Markup("<bdi>{}</bdi>")
_MARK = Markup("<mark>{}</mark>")
_ADDRESSED_MARK = Markup('<mark id="m{}">{}</mark>{}')
_STEP = Markup('<span class="step" role="group" aria-label="{}"{}>{}</span>')
_PLACE = Markup("<span>{}</span>")
_NEXT = Markup('<a class="next" href="#m{}">{}</a>')
_PREVIOUS = Markup('<a href="#m{}">{}</a>')
_CLOSE = Markup('<a href="#marks">{}</a>')

LTR = Markup(' lang="en" dir="ltr"')
RTL = Markup(' lang="ar" dir="rtl"')
"""What a block of newspaper text says of itself on a page that is not Arabic."""
ARABIC = Markup(' lang="ar"')
"""The same of a few words in a line: direction is what `<bdi>` finds out."""


def isolated(text: str) -> Markup:
    """Return a text for the middle of a sentence, which its direction does not turn round."""
    return _ISOLATED.format(text)


def quoted(words: Iterable[str]) -> Markup:
    """Return words in quotation marks, one after the other."""
    return Markup(_(", ")).join(Markup(_("“%(query)s”")) % {"query": isolated(word)} for word in words)


def marked(pieces: Iterable[Piece]) -> Markup:
    """Return the text of the pieces, escaped, with `<mark>` around the matched ones."""
    return Markup("").join(_MARK.format(text) if matched else text for text, matched in pieces)


def marked_in_place(paragraph: Paragraph, total: int) -> Markup:
    """Return a paragraph of an article whose marks can be stepped through without JavaScript.

    Every mark has an address, `#m1` to `#m<total>`, and is followed by a bar of its own with links to its
    neighbours, which the style sheet shows while the address is that mark's. The bar stands behind the
    word, never inside, so that the letters stay joined.
    """
    html, number = Markup(""), paragraph.first
    for text, matched in paragraph.pieces:
        if matched:
            html += _ADDRESSED_MARK.format(number, text, _step(number, total))
            number += 1
        else:
            html += text
    return html


def _step(number: int, total: int) -> Markup:
    links = [_PLACE.format(_("%(number)s of %(total)s", number=amount(number), total=amount(total)))]
    if total > 1:
        last = number == total
        links.append(_NEXT.format(1 if last else number + 1, _("To the first") if last else _("Next mark")))
    if number > 1:
        links.append(_PREVIOUS.format(number - 1, _("Previous")))
    links.append(_CLOSE.format(_("Close")))
    # The bar stands in Arabic text and speaks the language of the page.
    ours = "" if language() == "ar" else LTR
    return _STEP.format(_("From mark to mark"), ours, Markup("").join(links))
