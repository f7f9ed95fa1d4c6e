"""Copies: who else published what a hit says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fihris.search.results import Headline
from fihris.web.archive import archive


@dataclass(frozen=True, slots=True)
class Copies:
    """The other articles with one text, and how many other sources they are from."""

    headlines: tuple[Headline, ...]
    sources: int

    def __iter__(self) -> Iterator[Headline]:
        return iter(self.headlines)

    def __len__(self) -> int:
        return len(self.headlines)


def told_by(article_id: str, source: str | None) -> Copies:
    """Return the copies of an article from that source."""
    headlines = archive().copies(article_id)
    others = {headline.source for headline in headlines} - {source, None}
    return Copies(headlines, len(others))
