"""Filters: sources, sections, keywords, authors and dates that an article has to be from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from fihris.index.dates import ImplausibleDate
from fihris.index.documents import NO_DATE
from fihris.index.errors import QueryError
from fihris.index.periods import parse_period
from fihris.search.collection import Collection
from fihris.search.moments import Moment, read_moment
from fihris.search.packed import Mask, Packed

Day = date | datetime | str | None
Names = tuple[str, ...] | list[str] | str

_SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Filters:
    """What articles are asked for besides words.

    Of `sources`, `sections`, `keywords` and `authors` that are given, an article has to have one each,
    written so but for spelling that is folded; it has to be from `since` to `until` inclusive.
    `new_since` are seconds of UTC since 1970: what came into the index, or changed, then or later.
    """

    sources: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    new_since: int | None = None

    @classmethod
    def of(
        cls,
        sources: Names = (),
        since: Day = None,
        until: Day = None,
        new_since: Moment = None,
        *,
        sections: Names = (),
        keywords: Names = (),
        authors: Names = (),
    ) -> Filters:
        """Return filters from what a caller wrote; raise `QueryError` for a date that cannot be read.

        A year, a month, any period begins with its first day as `since` and ends with its last as `until`.
        """
        if not (sources or sections or keywords or authors or since or until) and new_since is None:
            return NONE
        return cls(
            _names(sources),
            _names(sections),
            _names(keywords),
            _names(authors),
            _day(since, last=False),
            _day(until, last=True),
            read_moment(new_since),
        )

    def __bool__(self) -> bool:
        named = self.sources or self.sections or self.keywords or self.authors
        return bool(named or self.since or self.until or self.new_since is not None)

    def named(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the fields that are filtered, by their names in facets, and what is wanted of them."""
        wanted = (self.sources, self.sections, self.keywords, self.authors)
        for field, names in zip(("source", "section", "keyword", "author"), wanted, strict=True):
            if names:
                yield field, names

    @property
    def fields(self) -> tuple[str, ...]:
        """The facets that are filtered."""
        return tuple(field for field, _ in self.named())

    def passing(self, collection: Collection, but: str = "") -> Packed:
        """Return which documents pass all filters, or all but the one of a field."""
        return collection.masks.get((self, but), lambda _: Packed.of(self._mask(collection, but)))

    def _mask(self, collection: Collection, but: str) -> Mask:
        mask: Mask = collection.alive.copy()
        if self.new_since is not None:
            mask &= collection.generation.indexed >= self.new_since
        if self.since or self.until:
            mask &= dates_mask(collection, self.since, self.until)
        for field, names in self.named():
            if field != but:
                mask &= collection.values(field).written(names, collection.size)
        return mask


NONE = Filters()


def dates_mask(collection: Collection, since: date | None, until: date | None) -> Mask:
    """Return which documents are from those days, both ends among them; None is open."""
    published = collection.published
    mask: Mask = published != NO_DATE
    if since:
        mask &= published >= _seconds(since)
    if until:
        mask &= published < _seconds(until) + _SECONDS_A_DAY
    return mask


def _names(given: Names) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def _day(given: Day, *, last: bool) -> date | None:
    if given is None or isinstance(given, date):
        return given.date() if isinstance(given, datetime) else given
    if not given.strip():
        return None
    try:
        period = parse_period(given, datetime.now(UTC).date())
    except ImplausibleDate:
        period = None
    if period is None:
        raise QueryError(
            f"The date “{given}” cannot be read. Write it like 2023-09-05, 2023-09, 2023 or 5 أيلول 2023."
        )
    return period.last if last else period.first
