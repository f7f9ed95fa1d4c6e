"""A limit to how much one address may ask for, for those who serve the public; off unless it is set."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse_many

from fihris.index.errors import QueryError


class LimitUnreadable(QueryError):
    """A rate that cannot be read."""


def checked(rate: str) -> str:
    """Return a rate as it is; raise `LimitUnreadable` if it is none."""
    try:
        parse_many(rate)
    except ValueError as error:
        raise LimitUnreadable(f"{rate} is no rate. Write one like 60/minute or 5/second;1000/day.") from error
    return rate


def limit_rate(app: Flask, rate: str) -> None:
    """Answer 429, with when to come back, to an address that asks for more than `rate`: «60/minute».

    Counts are those of this process. Style sheet, fonts and the addresses for whoever watches are free.
    """
    limiter = Limiter(
        get_remote_address,
        app=app,
        application_limits=[checked(rate)],
        headers_enabled=True,
        storage_uri="memory://",
    )
    limiter.request_filter(lambda: request.blueprint not in ("pages", "api", "exports"))
