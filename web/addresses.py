"""Addresses of this site, of which a page has a hundred: each is made once, each word of them quoted once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from flask import request, url_for

from fihris.web.language import language

LONG = 32  # characters; a word or two are shorter, headlines and sentences longer
_NOT_PLAIN = re.compile(r"[^\w.~-]+")


def address(endpoint: str, **values: Any) -> str:
    """Return what Flask's `url_for` does, which looks everything up anew each time."""
    if values and not all(type(value) is str for value in values.values()):
        return url_for(endpoint, **values)
    return _made(request.root_path, language(), endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _made(root: str, lang: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    # Root and language say where it is: they are there to be part of the key.
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]


def with_args(address: str, args: dict[str, Any]) -> str:
    """Return an address with arguments, lists as several of one name."""
    pairs = []
    for name, value in args.items():
        if type(value) is str:
            pairs.append(f"{name}={quoted(value)}")
        else:
            pairs += [f"{name}={quoted(each)}" for each in value]
    return f"{address}?{'&'.join(pairs)}" if pairs else address


@lru_cache(maxsize=1024)
def quoted(text: str) -> str:
    """Return a text for the arguments of an address.

    In a long one the letters of all scripts stay what they are, as HTML allows: each Arabic letter would be
    six characters, a hundred times a page.
    """
    if len(text) < LONG:
        return quote_plus(text)
    return _NOT_PLAIN.sub(lambda found: quote_plus(found[0]), text)
