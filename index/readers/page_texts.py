"""Plain text of web pages, as crawlers keep it in WARC's records of conversion (Common Crawl's WET files).

The first line is the title of the document, then comes every line of the page, menus too. Sentences are long,
what menus and lists say is short: an article is the long lines, and the short ones between two of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from fihris.index.article import Article
from fihris.index.dates import ImplausibleDate, parse_date
from fihris.index.readers.fields import one_line
from fihris.index.readers.html_dates import of_url
from fihris.index.readers.html_metadata import host_of
from fihris.index.readers.items import Item, Origin

_SENTENCE = 8  # words of a line that is no menu
_FEWEST_WORDS = 12  # of a body
_HEADLINE = 3  # words
_LONGEST_DATELINE = 60  # characters
_NEAR = 12  # lines after the headline in which the date is looked for


def read_text(text: str, origin: Origin) -> Iterator[Item]:
    """Yield the article of a page whose text this is, or its rejection."""
    lines = [line for line in map(one_line, text.splitlines()) if line]
    title, start = _headline(lines)
    body = _sentences(lines[start:])
    if sum(len(line.split()) for line in body) < _FEWEST_WORDS:
        yield origin.rejection("no article in this text of a page", None, title or text.strip())
        return
    article = Article(
        title=title,
        body="\n".join(body),
        url=origin.url,
        source=host_of(origin.url) or None,
        published=(origin.url and of_url(origin.url)) or _dateline(lines[start : start + _NEAR]),
    )
    yield article.identified()


def _headline(lines: Sequence[str]) -> tuple[str, int]:
    """Return the title, as the page repeats it without the name of the site, and the line that follows."""
    if not lines:
        return "", 0
    first = lines[0]
    for number, line in enumerate(lines[1:], 1):
        if len(line.split()) >= _HEADLINE and first.startswith(line):
            return line, number + 1
    return first, 1


def _sentences(lines: Sequence[str]) -> list[str]:
    long = [len(line.split()) >= _SENTENCE for line in lines]
    return [
        line
        for number, line in enumerate(lines)
        if long[number] or (0 < number < len(lines) - 1 and long[number - 1] and long[number + 1])
    ]


def _dateline(lines: Sequence[str]) -> datetime | None:
    for line in lines:
        try:
            if len(line) <= _LONGEST_DATELINE and (day := parse_date(line)):
                return day
        except ImplausibleDate:
            continue
    return None
