"""Moments: the time since which somebody wants to know what is new in the index."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from fihris.index.errors import QueryError

Moment = datetime | date | str | None


def read_moment(given: Moment) -> int | None:
    """Return a moment in seconds of UTC since 1970, None for none.

    Text is a date or a time by ISO 8601 (2023-09-05, 2023-09-05T14:30, 2023-09-05T14:30:00+03:00); a day
    begins at midnight, and what names no offset is UTC. Raises `QueryError` for anything else.
    """
    if given is None or given == "":
        return None
    if isinstance(given, str):
        try:
            moment = datetime.fromisoformat(given.strip())
        except ValueError:
            raise QueryError(
                f"The time “{given[:60]}” cannot be read. Write it like 2023-09-05 or 2023-09-05T14:30:00Z."
            ) from None
    else:
        moment = given if isinstance(given, datetime) else datetime.combine(given, time())
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
