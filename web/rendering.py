"""Pieces of text become HTML here and nowhere else: each is escaped by itself, then the marks are put."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from markupsafe import Markup, escape

from fihris.search.results import Piece
from fihris.web.bars import FLOOR, Bar
from fihris.web.dates import short_date
from fihris.web.language import language
from fihris.web.numerals import amount
from fihris.web.paragraphs import Paragraph
from fihris.web.translations import gettext, ngettext
from fihris.web.translations import gettext as _

_ISOLATED = Markup("<bdi>{}</bdi>")
_ADDRESSED_MARK = Markup('<mark id="m{}">{}</mark>{}')
_STEP = Markup('<span class="step" role="group" aria-label="{}"{}>{}</span>')
_PLACE = Markup("<span>{}</span>")
_NEXT = Markup('<a class="next" href="#m{}">{}</a>')
_PREVIOUS = Markup('<a href="#m{}">{}</a>')
_CLOSE = Markup('<a href="#marks">{}</a>')

_HIGHEST = ' class="highest"'

LTR = Markup(' lang="en" dir="ltr"')
RTL = Markup(' lang="ar" dir="rtl"')
"""What a block of newspaper text says of itself on a page that is not Arabic."""
ARABIC = Markup(' lang="ar"')
"""The same of a few words in a line: direction is what `<bdi>` finds out."""


def said(text: str, **words: object) -> Markup:
    """Return a sentence of the page as HTML, which our catalogues are; what is filled in is escaped."""
    return _filled(gettext(text), words) if words else _sentence(language(), text)


def counted(one: str, more: str, number: int, **words: object) -> Markup:
    """Return a sentence about a number of things as HTML; what is filled in is escaped."""
    return _filled(ngettext(one, more, number), words)


@cache
def _sentence(lang: str, text: str) -> Markup:
    return Markup(gettext(text))


def _filled(sentence: str, words: dict[str, object]) -> Markup:
    return Markup(sentence % {name: escape(word) for name, word in words.items()})


def isolated(text: str) -> Markup:
    """Return a text for the middle of a sentence, which its direction does not turn round."""
    return _ISOLATED.format(text)


def quoted(words: Iterable[str]) -> Markup:
    """Return words in quotation marks, one after the other."""
    return Markup(_(", ")).join(Markup(_("“%(query)s”")) % {"query": isolated(word)} for word in words)


def marked(pieces: Iterable[Piece]) -> Markup:
    """Return the text of the pieces, escaped, with `<mark>` around the matched ones."""
    return Markup(
        "".join([f"<mark>{escape(text)}</mark>" if matched else escape(text) for text, matched in pieces])
    )


def dated(published: datetime | None) -> Markup:
    """Return the day of an article for readers and programs; nothing where it is unknown."""
    if not published:
        return Markup("")
    day = published.date()
    return Markup(f'<time datetime="{day.isoformat()}">{escape(short_date(day))}</time>')


def drawn(bars: Iterable[Bar]) -> Markup:
    """Return the bars of a histogram as SVG: links with a name that pops up, hit at any height."""
    return Markup(
        "".join(
            f'<a href="{escape(bar.link.url)}" tabindex="-1"{_HIGHEST if bar.highest else ""}>'
            f"<title>{escape(bar.link.text)}: {amount(bar.link.count or 0)}</title>"
            f'<rect class="hit-area" x="{bar.x}%" width="{bar.width}%" height="{FLOOR}"/>'
            f'<rect x="{bar.x}%" y="{bar.y}" width="{bar.width}%" height="{bar.height}"/></a>\n'
            for bar in bars
        )
    )


def tabulated(bars: Iterable[Bar]) -> Markup:
    """Return the bars of a histogram as rows of a table, the numbers as links."""
    return Markup(
        "".join(
            f'<tr><th scope="row">{escape(bar.link.text)}</th>'
            f'<td><a href="{escape(bar.link.url)}">{amount(bar.link.count or 0)}</a></td></tr>\n'
            for bar in bars
        )
    )


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
