"""The day on which a web page says that its article was published.

The surest sign decides: JSON-LD, the tags that are made for it (article:published_time, itemprop, <time>),
the address, then what a reader sees near the headline, in Arabic as in English. The library htmldate is asked
when all of these are silent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from fihris.index.dates import ImplausibleDate, parse_date
from fihris.index.readers.extras import extra

_PUBLISHED_NAMES = """
    article:published_time article:published og:article:published_time og:published_time og:pubdate
    og:release_date published_time publishedtime datepublished date_published published published_at
    publisheddate published_date publishdate publish-date publish_date publication_date publicationdate
    publication-date pubdate pub_date date dc.date dc.date.issued dc.date.created dc:date dcterms.date
    dcterms.created dcterms.issued dc.issued sailthru.date parsely-pub-date article_date_original
    article.published article_date originalpublicationdate displaydate cxenseparse:recs:publishtime
    cxenseparse:publishtime rnews:datepublished bt:pubdate article.created datecreated created createdate
    creation_date article:post_date prism.publicationdate citation_publication_date citation_date
    news_date newsdate pdate video:release_date
"""
_PUBLISHED = frozenset(_PUBLISHED_NAMES.split())
_MODIFIED_NAMES = """
    article:modified_time og:updated_time datemodified lastmodified last-modified modified_time
    dcterms.modified revision_date updated updated_time
"""
_MODIFIED = frozenset(_MODIFIED_NAMES.split())
_TIME_CLASS = re.compile(
    r"date|time|publish|posted|pub-|entry-meta|post-meta|article-info|created|byline|dateline|meta|تاريخ|وقت",
    re.I,
)
_ELSEWHERE = re.compile(
    r"related|sidebar|widget|footer|comment|more-news|latest|most-?read|popular|recommend|trending|ticker|breaking"
    r"|clock|weather|today|current-?date|header-date|top-?bar|copyright|menu|nav",
    re.I,
)
_ZONED = re.compile(r"(\d{4}-\d\d-\d\d)[T ][\d:.]+ ?[+-](?!00:?00)\d\d:?\d\d$")
_UPDATED = re.compile(r"modif|updat|تحديث|تعديل", re.I)
_URL_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"[/_-](?P<year>(?:19|20)\d\d)[/_-](?P<month>0?[1-9]|1[0-2])[/_-](?P<day>0?[1-9]|[12]\d|3[01])(?!\d)",
        r"/(?P<year>(?:19|20)\d\d)/[^/?]*\D[^/?]*/(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12]\d|3[01])(?=/)",
        r"[/_-](?P<day>0[1-9]|[12]\d|3[01])[/_-](?P<month>0[1-9]|1[0-2])[/_-](?P<year>(?:19|20)\d\d)(?!\d)",
        r"[/_=-](?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])",
    )
)
_YEAR = re.compile(r"(?<!\d)(?:1[3489]\d\d|20\d\d|[١۱][٣٤٨٩۳۴۸۹][٠-٩۰-۹]{2}|[٢۲][٠۰][٠-٩۰-۹]{2})(?!\d)")
_LONGEST_LINE = 300
"""Characters of a line that is about the article and no part of it."""
_MOST_LINES = 200
_WORDS_BEFORE, _WORDS_AFTER = 7, 6


def published(tree: Any, described: dict[str, Any], url: str | None) -> datetime | None:
    """Return when the page of this tree was published, naive UTC, None if nothing on it says so."""
    day = of_url(url) if url else None
    for text in _written(tree, described):
        if moment := _as_printed(text, day):
            return moment
    if day:
        return _with_time(tree, day)
    for text in _modified(tree, described):
        if moment := _as_printed(text, None):
            return moment
    return _seen(tree) or _by_htmldate(tree, url)


def moment_of(text: str) -> datetime | None:
    """Return the moment that a text names, None for one that cannot be."""
    try:
        return parse_date(" ".join(text.split()))
    except ImplausibleDate:
        return None


def _as_printed(text: str, day: datetime | None) -> datetime | None:
    """Return the moment that a text names, on the day of it that the newspaper has printed.

    In UTC, an article of shortly after midnight in Dubai would be one of the day before. The day is that of
    a text with a zone of its own; where it is in UTC, that of the address (`day`) if the two are neighbours.
    """
    moment = moment_of(text)
    if moment is None:
        return None
    if zoned := _ZONED.match(text.strip()):
        day = moment_of(zoned[1])
    if day is None or abs(moment - day) > timedelta(days=1, hours=14):
        return moment
    return min(max(moment, day), day + timedelta(hours=23, minutes=59, seconds=59))


def _written(tree: Any, described: dict[str, Any]) -> Iterator[str]:
    for name in ("datePublished", "uploadDate", "dateCreated"):
        if isinstance(value := described.get(name), str):
            yield value
    yield from _tags(tree, _PUBLISHED)
    times = [time for time in tree.iter("time") if not _is_elsewhere(time)]
    main = [time for time in times if _is_pubdate(time)] or [time for time in times if _after_headline(time)]
    for time in main or times[:1]:
        yield time.get("datetime") or ""
        yield time.text_content()


def _modified(tree: Any, described: dict[str, Any]) -> Iterator[str]:
    if isinstance(value := described.get("dateModified"), str):
        yield value
    yield from _tags(tree, _MODIFIED)


def _tags(tree: Any, names: frozenset[str]) -> Iterator[str]:
    """Yield the contents of meta tags with these names, then of elements so marked."""
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop"):
            if (meta.get(attribute) or "").strip().lower() in names:
                yield meta.get("content") or ""
    for attribute in ("itemprop", "property"):
        for element in tree.iterfind(f".//*[@{attribute}]"):
            named = element.tag != "meta" and names.intersection(element.get(attribute).lower().split())
            if named and not _is_elsewhere(element):
                yield element.get("content") or element.get("datetime") or element.text_content()


def _is_pubdate(time: Any) -> bool:
    said = f"{time.get('itemprop') or ''} {time.get('class') or ''}"
    return time.get("pubdate") is not None or bool(
        re.search(r"publish|entry-date|posted|created", said, re.I)
    )


def _after_headline(time: Any) -> bool:
    """Say whether a <time> stands in an article, or shares its header with the headline."""
    return any(
        above.tag in ("article", "header", "main") or above.find(".//h1") is not None
        for above in list(time.iterancestors())[:4]
    )


def _is_elsewhere(element: Any) -> bool:
    """Say whether an element belongs to a list of other articles, to a comment or a bar."""
    for above in (element, *element.iterancestors()):
        if above.tag in ("body", "html") or above.find(".//h1") is not None:
            return False
        if above.tag in ("aside", "nav") or _ELSEWHERE.search(f"{above.get('class')} {above.get('id')}"):
            return True
    return False


def of_url(url: str) -> datetime | None:
    """Return the day that an address names: /2023/09/05/."""
    for pattern in _URL_DATES:
        if found := pattern.search(url):
            day = moment_of(f"{found['year']}-{found['month']}-{found['day']}")
            if day:
                return day
    return None


def _with_time(tree: Any, day: datetime) -> datetime:
    """Return a day with the time of day that the page shows for it, if it does."""
    seen = _seen(tree)
    return seen if seen and abs((seen - day).days) <= 1 else day


def _seen(tree: Any) -> datetime | None:
    """Return the date in the lines that a reader sees about the article, the likeliest first."""
    likely: list[str] = []
    others: list[str] = []
    headline = False
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "a", "option", "title"):
            continue
        headline |= element.tag == "h1"
        text = " ".join("".join(_own_text(element)).split())
        if 6 <= len(text) <= _LONGEST_LINE and _YEAR.search(text) and not _is_elsewhere(element):
            parent = element.getparent()
            said = " ".join(
                f"{each.get('class')} {each.get('id')}" for each in (element, parent) if each is not None
            )
            sure = _TIME_CLASS.search(said) and not _UPDATED.search(said + text)
            (likely if sure else others if headline and not _UPDATED.search(text) else []).append(text)
        if len(others) > _MOST_LINES:
            break
    return next(filter(None, map(_date_within, likely)), None) or next(
        filter(None, map(_date_within, others)), None
    )


def _own_text(element: Any) -> Iterator[str]:
    """Yield the text of an element and of what only marks pieces of it."""
    yield element.text or ""
    for child in element:
        if child.tag in ("b", "strong", "em", "i", "span", "bdi", "font", "small", "abbr") and not len(child):
            yield f" {child.text or ''}"
        yield f" {child.tail or ''}"


def _date_within(text: str) -> datetime | None:
    """Return the date that a line holds, whatever else it holds."""
    if moment := moment_of(text):
        return moment
    words = re.sub(r"[|•·«»\[\]()]", " ", text).split()
    for place, word in enumerate(words):
        if not _YEAR.search(word):
            continue
        for before in range(min(place, _WORDS_BEFORE), -1, -1):
            for after in range(_WORDS_AFTER, -1, -1):
                if moment := moment_of(" ".join(words[place - before : place + after + 1]).strip("-–—:،, ")):
                    return moment
    return None


def _by_htmldate(tree: Any, url: str | None) -> datetime | None:
    """Return what the library finds; the first of January is the year of a copyright notice."""
    try:
        found = extra("htmldate", "html", "Web pages").find_date(tree, original_date=True, url=url)
    except (ValueError, AttributeError, TypeError):  # it is not written for every page there is
        return None
    return None if not found or found.endswith("-01-01") else moment_of(found)
