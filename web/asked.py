"""A search as an address asks for it, and back as an address."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, get_args

from fihris.search import Engine, Page
from fihris.search.facets import USUAL
from fihris.search.histogram import Counts
from fihris.web.bounds import Bound

Sort = Literal["relevance", "newest", "oldest"]
SORTS: tuple[Sort, ...] = get_args(Sort)
PAGE_SIZE = 10
NAMED = {"source": "sources", "section": "sections", "keyword": "keywords", "author": "authors"}
"""Arguments that may be repeated, and what they are called here."""


class Asked(NamedTuple):
    """A search as an address asks for it."""

    q: str = ""
    sources: tuple[str, ...] = ()
    since: Bound | None = None
    until: Bound | None = None
    sort: Sort = "relevance"
    limit: int = PAGE_SIZE
    offset: int = 0
    group: bool = True
    new_since: str = ""
    explain: bool = False
    cursor: str = ""
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    recency: float | None = None
    facets: tuple[str, ...] = USUAL

    @property
    def page(self) -> int:
        """The number of the page, from 1."""
        return self.offset // self.limit + 1

    @property
    def narrowed(self) -> bool:
        """Whether there are filters."""
        return bool(
            self.since or self.until or self.new_since or any(getattr(self, name) for name in NAMED.values())
        )

    def on_page(self, page: int) -> Asked:
        """Return the same search, another page."""
        return self._replace(offset=(page - 1) * self.limit)

    def but(self, **changes: object) -> Asked:
        """Return the search with some of it changed, on its first page."""
        return self._replace(**{"offset": 0, **changes})  # type: ignore[arg-type]

    def unfiltered(self) -> Asked:
        """Return the search without any filter."""
        return self.but(**dict.fromkeys(NAMED.values(), ()), since=None, until=None, new_since="")

    def answer(self, news: Engine) -> Page:
        """Return what an index answers."""
        return news.search(
            self.q,
            limit=self.limit,
            offset=self.offset,
            explain=self.explain,
            cursor=self.cursor,
            facets=self.facets,
            **self.question(),
        )

    def question(self) -> dict[str, Any]:
        """Return what the engine is asked besides the query, wherever the page begins."""
        return {"sort": self.sort, "group": self.group, "recency": self.recency, **self.filters()}

    def histogram(self, news: Engine, by: str) -> Counts:
        """Return how what an index answers spreads over years, months or days."""
        return news.histogram(self.q, by, **self.filters())

    def filters(self) -> dict[str, Any]:
        """Return the filters as the engine takes them."""
        return {
            "sources": self.sources,
            "sections": self.sections,
            "keywords": self.keywords,
            "authors": self.authors,
            "since": self.since.first if self.since else None,
            "until": self.until.last if self.until else None,
            "new_since": self.new_since,
        }

    def arguments(self) -> dict[str, Any]:
        """Return every argument that an address of this search can have, empty where it says nothing."""
        return {
            "q": self.q,
            **{name: getattr(self, field) for name, field in NAMED.items()},
            "since": self.since.iso if self.since else "",
            "until": self.until.iso if self.until else "",
            "sort": self.sort if self.sort != "relevance" else "",
            "new_since": self.new_since,
            "group": "" if self.group else "0",
            "recency": "" if self.recency is None else f"{self.recency:g}",
            "page": str(self.page) if self.page > 1 else "",
        }

    def as_args(self) -> dict[str, Any]:
        """Return the arguments of this search's address, without those that say nothing."""
        return {name: value for name, value in self.arguments().items() if value}
