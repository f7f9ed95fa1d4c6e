"""The links of a results page: filters, chips, sort orders and page numbers, each the address of a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from fihris.search.recency import HALF_LIFE
from fihris.search.results import Page
from fihris.web.addresses import Address, address, with_args
from fihris.web.asked import NAMED, SORTS, Asked
from fihris.web.bounds import Bound
from fihris.web.dates import month_name
from fihris.web.numerals import digits
from fihris.web.periods import Period
from fihris.web.translations import gettext as _
from fihris.web.translations import gettext_noop

KEYWORDS = 10  # to choose from
_AS_FLASK_QUOTES = "!$&'()*+,/:;=@"  # the ids of articles
FEW = 4  # values of each facet where the query is so long that every link is:
LONG_QUERY = 150  # characters
TITLES = {
    "source": gettext_noop("Source"),
    "section": gettext_noop("Section"),
    "keyword": gettext_noop("Keyword"),
    "author": gettext_noop("Author"),
}
_SORT_NAMES = {
    "relevance": gettext_noop("Closest"),
    "newest": gettext_noop("Newest"),
    "oldest": gettext_noop("Oldest"),
}


class Link(NamedTuple):
    """What a link says, where it leads, how many articles wait there, and whether one is there already."""

    text: str
    url: str
    count: int | None = None  # type: ignore[assignment]  # what a tuple has of that name nobody needs here
    current: bool = False


def search_url(asked: Asked) -> str:
    """Return the address of a search."""
    return with_args(address("pages.search"), asked.as_args())


def beside(asked: Asked) -> Address:
    """Return the address of a search, to be changed: each that is made of it begins on its first page."""
    return Address(address("pages.search"), asked.on_page(1).arguments())


def sorts(asked: Asked) -> list[Link]:
    """Return the orders in which the results can be read; without words nothing is nearer than another."""
    current, search = asked.sort if asked.q or asked.sort != "relevance" else "newest", beside(asked)
    links = [
        Link(
            _(_SORT_NAMES[sort]),
            search.but(sort="" if sort == "relevance" else sort, recency=""),
            current=sort == current and asked.recency is None,
        )
        for sort in SORTS
        if asked.q or sort != "relevance"
    ]
    if asked.q:
        fresh = search.but(sort="", recency=f"{HALF_LIFE:g}")
        links.insert(1, Link(_("With newer ones first"), fresh, current=asked.recency is not None))
    return links


def loosened(asked: Asked) -> list[tuple[str, Asked]]:
    """Return every filter that is on: what it is called, and the search without it."""
    result = [
        (f"{_(title)}: {value}", asked.but(**{field: tuple(other for other in values if other != value)}))
        for facet, title in TITLES.items()
        for field in (NAMED[facet],)
        for values in (getattr(asked, field),)
        for value in values
    ]
    if asked.since and asked.since == asked.until:
        result.append((_("In %(date)s", date=asked.since.spoken), asked.but(since=None, until=None)))
    else:
        if asked.since:
            result.append((_("Since %(date)s", date=asked.since.spoken), asked.but(since=None)))
        if asked.until:
            result.append((_("Until %(date)s", date=asked.until.spoken), asked.but(until=None)))
    return result


def chips(asked: Asked) -> list[Link]:
    """Return a link for every filter that is on, which takes it away."""
    return [Link(name, search_url(without)) for name, without in loosened(asked)]


def narrowing(asked: Asked, page: Page) -> list[tuple[str, list[Link]]]:
    """Return title and values of each facet that can be chosen of, the years last."""
    search = beside(asked)
    facets = [(_(title), _choices(search, asked, page, facet)) for facet, title in TITLES.items()]
    return [*facets, (_("Year"), _years(search, asked, page))]


def _choices(search: Address, asked: Asked, page: Page, facet: str) -> list[Link]:
    """Return the values of a facet in what was found: a click adds one to the filter or takes it away."""
    chosen = getattr(asked, NAMED[facet])
    most = FEW if len(asked.q) > LONG_QUERY else KEYWORDS if facet == "keyword" else None
    links = []
    for value, count in page.facets.get(facet, ())[:most]:
        current = value in chosen
        changed = tuple(other for other in chosen if other != value) if current else (*chosen, value)
        links.append(Link(value, search.but(**{facet: changed}), count, current))
    return links


def _years(search: Address, asked: Asked, page: Page) -> list[Link]:
    """Return the years of what was found, newest first: a click keeps one year, or all again."""
    links = []
    for value, count in sorted(page.facets.get("year", ()), reverse=True):
        year = Bound(int(value))
        current = asked.since == asked.until == year
        kept = "" if current else year.iso
        links.append(Link(digits(value), search.but(since=kept, until=kept), count, current))
    return links


def months(asked: Asked, periods: Iterable[Period]) -> list[Link]:
    """Return the months of the year that was chosen: a click keeps one, or all of the year again."""
    if not asked.since or not asked.until or asked.since.year != asked.until.year:
        return []
    counts: Counter[Bound] = Counter()
    for period in periods:
        if period.first.month:
            counts[Bound(period.first.year, period.first.month)] += period.count
    year, search, links = Bound(asked.since.year), beside(asked), []
    for month, count in counts.items():
        current = asked.since == asked.until == month
        kept = (year if current else month).iso
        links.append(Link(month_name(month.month or 1), search.but(since=kept, until=kept), count, current))
    return [link for link in links if link.count]


def searches(words: Iterable[str]) -> list[Link]:
    """Return each of the words as a search."""
    return [Link(word, search_url(Asked(word))) for word in words]


def takings(asked: Asked, page: Page) -> list[Link]:
    """Return the switch between stories and all articles, and the whole result to take away."""
    links = []
    if page.stories is not None and page.stories < page.total:
        links.append(Link(_("Show every copy"), search_url(asked.but(group=False))))
    elif page.stories is None:
        links.append(Link(_("Show each text once"), search_url(asked.but(group=True))))
    args = asked.on_page(1).as_args()
    export = {key: value for key, value in args.items() if key != "group"}
    if page.stories is not None:
        export["group"] = "1"
    links += [
        Link(name, with_args(address("exports.export"), {"format": format_, **export}))
        for name, format_ in ((_("Save as CSV"), "csv"), (_("Save as JSON lines"), "jsonl"))
    ]
    return [*links, Link(_("Follow as a feed"), feed_url(asked))]


def feed_url(asked: Asked) -> str:
    """Return the address of the Atom feed of a search."""
    return with_args(address("exports.feed"), asked.on_page(1).as_args())


def pages(asked: Asked, total: int) -> list[Link | None]:
    """Return the numbers of pages to choose from, None where some are left out.

    The first, the last and two on either side of the current one: never more than nine places.
    """
    last = last_page(asked, total)
    near = {number for number in range(asked.page - 2, asked.page + 3) if 1 <= number <= last}
    search, links, before = beside(asked), list[Link | None](), 0
    for number in sorted(near | {1, last}):
        if number - before == 2:
            links.append(_page(search, number - 1, asked.page))
        elif number - before > 2:
            links.append(None)
        links.append(_page(search, number, asked.page))
        before = number
    return links


def _page(search: Address, number: int, current: int) -> Link:
    url = search.but(page=str(number) if number > 1 else "")
    return Link(digits(number), url, current=number == current)


def last_page(asked: Asked, total: int) -> int:
    """Return the number of the last page."""
    return max(1, -(-total // asked.limit))


def article_url(article_id: str) -> str:
    """Return an article's address. Only its end is the article's own: there is no other to look up."""
    return address("pages.article", article_id="x")[:-1] + quoted_id(article_id)


def quoted_id(article_id: str) -> str:
    """Return an article's id as it ends its address."""
    return quote(article_id, _AS_FLASK_QUOTES, errors="replace")


def way_back(asked: Asked) -> str:
    """Return what the address of an article carries of the search that led to it."""
    return with_args("", asked.as_args())
