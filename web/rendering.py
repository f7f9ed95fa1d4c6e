"""Pieces of text become HTML here and nowhere else: each is escaped by itself, then the marks are put."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from fihris.search.results import Piece
from fihris.web.numerals import amount
from fihris.web.paragraphs import Paragraph

_MARK = Markup("<mark>{}</mark>")
_ADDRESSED_MARK = Markup('<mark id="m{}">{}</mark>{}')
_STEP = Markup('<span class="step" role="group" aria-label="التنقّل بين العلامات">{}</span>')
_PLACE = Markup("<span>{} من {}</span>")
_NEXT = Markup('<a class="next" href="#m{}">{}</a>')
_PREVIOUS = Markup('<a href="#m{}">السابقة</a>')
_CLOSE = Markup('<a href="#marks">إغلاق</a>')


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
    links = [_PLACE.format(amount(number), amount(total))]
    if total > 1:
        links.append(
            _NEXT.format(number + 1, "العلامة التالية") if number < total else _NEXT.format(1, "إلى الأولى")
        )
    if number > 1:
        links.append(_PREVIOUS.format(number - 1))
    return _STEP.format(Markup("").join([*links, _CLOSE]))
