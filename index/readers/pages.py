"""Pages scraped from news aggregators: one article a text file, often with the start of another below it.

    title
    تاريخ النشر: 5th, September 2023 GMT
    body, a paragraph or subheading a line
    المصدر: الجزيرة
    كلمات دلالية: …
    إقرأ أيضاً:
    title of an article of another page
    its body

Every part but title and body may be missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BufferedReader

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.article import Article
from fihris.index.dates import ImplausibleDate, parse_date
from fihris.index.decoding import Undecodable, decode
from fihris.index.readers.fields import arabic_letters, one_line, plain, published, split_keywords
from fihris.index.readers.items import Item, Notice, Origin

LARGEST_PAGE = 16 * 2**20
"""Bytes; no article comes near it."""

_LONGEST_LABEL = 60
_LONGEST_SOURCE = 100
"""Characters. A line `المصدر: …` longer than that is a sentence."""

_DATE, _SOURCE, _KEYWORDS, _READ_ALSO = "date", "source", "keywords", "read also"
_LABELS = {  # folded
    "تاريخ النشر": _DATE,
    "المصدر": _SOURCE,
    "كلمات دلاليه": _KEYWORDS,
    "الكلمات الدلاليه": _KEYWORDS,
    "اقرا ايضا": _READ_ALSO,
    "اقرا المزيد": _READ_ALSO,
    "مواضيع ذات صله": _READ_ALSO,
    "موضوعات ذات صله": _READ_ALSO,
}
_COLON = re.compile("[:：﹕]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; `value` is what follows its label, or all of it where it has none."""

    number: int
    text: str
    label: str | None
    value: str


def read(stream: BufferedReader, origin: Origin) -> Iterator[Item]:
    """Yield the article of a page, then those quoted below it as excerpts of the first."""
    data = stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        yield origin.rejection(f"too large for a page: more than {LARGEST_PAGE // 2**20} MB")
        return
    try:
        decoded = decode(data)
    except Undecodable as error:
        yield origin.rejection(str(error))
        return
    if decoded.damaged:
        yield origin.notice(f"{decoded.damaged} damaged characters of UTF-8 were replaced")
    yield from _read_text(decoded.text, origin)


def _read_text(text: str, origin: Origin) -> Iterator[Item]:
    lines = [_line(number, line) for number, line in enumerate(map(plain, text.splitlines()), 1) if line]
    own, *quoted = _parts(lines)
    page, notices = _article(own, origin)
    if page.title or page.body:
        yield page
        yield from notices
    else:
        yield origin.rejection("neither title nor body")
    for part in quoted:
        excerpt, notices = _article(part, origin)
        if excerpt.title and excerpt.body:
            yield replace(excerpt, excerpt_of=page.id or None)
            yield from notices


def _line(number: int, text: str) -> _Line:
    """Read a line, whose label is known in any spelling of hamza and ة, with tashkeel, tatweel or bullets.

    A colon parts label and value. Where there is none, "read also" has to fill the line, and what follows
    "published" has to be a date: anything else begins a sentence with these words.
    """
    head, *rest = _COLON.split(text, maxsplit=1)
    label = _label(head)
    if label == _READ_ALSO or (label and rest):
        value = "".join(rest).strip()
        return _Line(number, text, label, value if _WORD.search(value) else "")
    words = text.split(maxsplit=2)
    if len(words) == 3 and _label(f"{words[0]} {words[1]}") == _DATE and _names_a_date(words[2]):
        return _Line(number, text, _DATE, words[2])
    return _Line(number, text, None, text)


def _label(words: str) -> str | None:
    return _LABELS.get(_fold(words)) if len(words) <= _LONGEST_LABEL else None


def _fold(words: str) -> str:
    return " ".join(_WORD.findall(fold_exact(clean(words))))


def _names_a_date(text: str) -> bool:
    try:
        return parse_date(text) is not None
    except ImplausibleDate:
        return True


def _parts(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Return the lines of the page's own article, then those of every article quoted below it.

    "Read also" alone on its line opens a quoted article; above the first line it opens nothing. With a title
    behind its colon it does so too, unless the page's own source or keywords are still to come: then it is a
    link between two paragraphs, and no text of this page.
    """
    alone = (place for place, line in enumerate(lines) if line.label == _READ_ALSO and not line.value)
    end = next(alone, len(lines))
    foot = max((place for place in range(end) if lines[place].label in (_SOURCE, _KEYWORDS)), default=-1)
    parts: list[list[_Line]] = [[]]
    for place, line in enumerate(lines):
        if line.label != _READ_ALSO:
            parts[-1].append(line)
        elif place > foot:
            if parts[-1]:
                parts.append([])
            if line.value:
                parts[-1].append(_Line(line.number, line.value, None, line.value))
    return parts


def _article(lines: Sequence[_Line], origin: Origin) -> tuple[Article, list[Notice]]:
    """Return the article of these lines, without id if it is empty, and what was dropped of it.

    The date is the first line that is labelled so, source and keywords are the last: those above them are
    part of the text, as a picture's source within it.
    """
    labelled = [line for line in lines if line.label and line.value]
    date = next((line for line in labelled if line.label == _DATE), None)
    source = next((line for line in reversed(labelled) if _is_source(line)), None)
    words = next((line for line in reversed(labelled) if line.label == _KEYWORDS), None)
    texts = [line for line in lines if line.value and line not in (date, source, words)]
    has_title = bool(texts) and texts[0] == lines[0]
    moment, problem = published(date.value) if date else (None, None)
    article = Article(
        title=one_line(texts[0].text) if has_title else "",
        body="\n".join(line.text for line in texts[has_title:]),
        source=arabic_letters(source.value) if source else None,
        keywords=split_keywords(words.value) if words else (),
        published=moment,
    )
    if article.title or article.body:
        article = article.identified()
    return article, [origin.notice(problem, date.number)] if date and problem else []


def _is_source(line: _Line) -> bool:
    return line.label == _SOURCE and len(line.value) <= _LONGEST_SOURCE
