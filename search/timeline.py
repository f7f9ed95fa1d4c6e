"""The timeline of a story: what was written about the same before and after an article."""

from __future__ import annotations

from collections.abc import Iterable

from fihris.index.documents import NO_DATE
from fihris.search.collection import Collection

LEAST = 0.25  # share of what an article could score that makes another the same story at another time
_DAY = 24 * 3600  # seconds


def in_time(
    collection: Collection, document: int, others: Iterable[int], copies: Iterable[int]
) -> tuple[int, ...]:
    """Return an article and what belongs to its story, the oldest first; nothing where there is no course.

    Undated articles have no place in it. Of the copies of the article, one of each other day is told: that
    the text came out again later is part of the story, that ten newspapers had it on one day is not.
    """
    published = collection.published
    days = {int(published[document]) // _DAY}
    members = [document, *others]
    for copy in copies:
        day = int(published[copy]) // _DAY
        if day not in days:
            days.add(day)
            members.append(copy)
    dated = sorted((each for each in members if published[each] != NO_DATE), key=lambda each: published[each])
    return tuple(dated) if document in dated and len(dated) > 1 else ()
