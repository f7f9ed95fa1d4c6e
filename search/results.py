"""What a search answers with: frozen, engine-free, and the same for Python, command line and HTTP."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from fihris.search.explanation import Explanation
from fihris.search.notices import CORRECTED, said

Piece = tuple[str, bool]
"""A piece of original text, and whether it matched the query."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that was found.

    `snippet` and `title_pieces` are pieces `(text, matched)` in reading order: joined, they are verbatim
    text of the article, with "…" where a snippet was cut. `copies` counts the other articles of the index
    that carry the same text, nearly word for word. `excerpt_of` is the id of the article on whose page an
    excerpt was quoted, `indexed` when the article came into the index as it is, where that is known: neither
    has a place in the JSON object. `explanation` tells how the score came about, if that was asked for.
    """

    id: str
    title: str
    url: str | None
    source: str | None
    published: datetime | None
    section: str | None
    author: str | None
    keywords: tuple[str, ...]
    score: float
    snippet: tuple[Piece, ...]
    title_pieces: tuple[Piece, ...]
    copies: int = 0
    excerpt_of: str | None = None
    indexed: datetime | None = None
    explanation: Explanation | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the hit as the contract's JSON object, with its explanation if it has one."""
        explained = {"explanation": self.explanation.as_json()} if self.explanation else {}
        return {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "source": self.source,
            "published": self.published.isoformat() if self.published else None,
            "section": self.section,
            "author": self.author,
            "keywords": list(self.keywords),
            "score": round(self.score, 6),
            "snippet": [list(piece) for piece in self.snippet],
            "title_pieces": [list(piece) for piece in self.title_pieces],
            "copies": self.copies,
        } | explained


@dataclass(frozen=True, slots=True)
class Page:
    """One page of an answer, with what was understood and how much there is in all.

    `notices` are English text that knows its Arabic (see `Notice`). `facets` maps the names of facets to
    `(value, count)` over everything found, most frequent first, times from the newest. `suggestion` is a
    query that may have been meant, or that was searched because this one found nothing: then `corrected` is
    true. `next` is an opaque cursor to the following page, None on the last.
    Where hits are grouped by stories, `stories` counts these; `total` counts articles all the same.
    """

    query: str
    interpreted: str
    notices: tuple[str, ...]
    suggestion: str | None
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    next: str | None
    stories: int | None = None

    @property
    def count(self) -> int:
        """How many hits there are to page through: articles, or stories where they are grouped."""
        return self.total if self.stories is None else self.stories

    @property
    def corrected(self) -> bool:
        """Whether `suggestion` was searched instead of the query, which found nothing."""
        return any(notice.startswith(CORRECTED) for notice in self.notices)

    def as_json(self, language: str = "en") -> dict[str, Any]:
        """Return the page as the contract's JSON object, the notices in "en" or "ar"."""
        return {
            "query": self.query,
            "interpreted": self.interpreted,
            "notices": [said(notice, language) for notice in self.notices],
            "suggestion": self.suggestion,
            "total": self.total,
            "took_ms": round(self.took_ms, 3),
            "hits": [hit.as_json() for hit in self.hits],
            "facets": {name: [list(pair) for pair in pairs] for name, pairs in self.facets.items()},
            "next": self.next,
        } | ({} if self.stories is None else {"stories": self.stories})


@dataclass(frozen=True, slots=True)
class Headline:
    """What is said of an article in one line."""

    id: str
    title: str
    url: str | None
    source: str | None
    published: datetime | None

    def as_json(self) -> dict[str, Any]:
        """Return the headline as a JSON object."""
        return asdict(self) | {"published": self.published.isoformat() if self.published else None}


@dataclass(frozen=True, slots=True)
class Highlighted:
    """An article's whole title and body as pieces, with the words of a query marked."""

    title: tuple[Piece, ...]
    body: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stats:
    """What the index holds: how many articles, from whom, about what, and from when to when."""

    articles: int
    sources: tuple[tuple[str, int], ...]
    keywords: tuple[tuple[str, int], ...]
    first: datetime | None
    last: datetime | None
    generation: str
