"""Addresses of this site, of which a page has a hundred: nothing of them is worked out twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from flask import Flask, request, url_for

from fihris.web.language import language

Argument = str | Sequence[str]
LONG = 32  # characters; a word or two are shorter, headlines and sentences longer
_NOT_PLAIN = re.compile(r"[^\w.~-]+")


# Below what the pages are; asked for as often as the language, and kept like it.
_root: ContextVar[str] = ContextVar("root", default="")


def install(app: Flask) -> None:
    """Find out for each request below which address the application is served."""
    app.url_value_preprocessor(_read)
    app.teardown_request(_forget)


def _read(endpoint: str | None, values: dict[str, Any] | None) -> None:
    _root.set(request.root_path)


def _forget(error: BaseException | None) -> None:
    _root.set("")


def address(endpoint: str, **values: Any) -> str:
    """Return what Flask's `url_for` does, which looks everything up anew each time."""
    if values and not all(type(value) is str for value in values.values()):
        return url_for(endpoint, **values)
    return _made(_root.get(), language(), endpoint, tuple(values.items()))


@lru_cache(maxsize=4096)
def _made(root: str, lang: str, endpoint: str, values: tuple[tuple[str, str], ...]) -> str:
    # Root and language say where it is: they are there to be part of the key.
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]


def with_args(path: str, args: dict[str, Argument]) -> str:
    """Return an address with its arguments, several of one name where there are several values."""
    return _joined(path, [_written(name, value) for name, value in args.items()])


class Address:
    """An address from which others are made that differ in an argument or two: the rest is written once.

    `args` are all that it can have, in their order; what is empty is left out.
    """

    def __init__(self, path: str, args: dict[str, Argument]) -> None:
        self._path = path
        self._written = {name: _written(name, value) for name, value in args.items()}

    def but(self, **changes: Argument) -> str:
        """Return the address with some arguments changed."""
        written = self._written | {name: _written(name, value) for name, value in changes.items()}
        return _joined(self._path, written.values())


def _written(name: str, value: Argument) -> str:
    if type(value) is str:
        return f"{name}={quoted(value)}" if value else ""
    return "&".join([f"{name}={quoted(each)}" for each in value])


def _joined(path: str, written: Iterable[str]) -> str:
    query = "&".join(filter(None, written))
    return f"{path}?{query}" if query else path


@lru_cache(maxsize=1024)
def quoted(text: str) -> str:
    """Return a text for the arguments of an address.

    In a long one the letters of all scripts stay what they are, as HTML allows: each Arabic letter would be
    six characters, a hundred times a page.
    """
    if len(text) < LONG:
        return quote_plus(text)
    return _NOT_PLAIN.sub(lambda found: quote_plus(found[0]), text)
