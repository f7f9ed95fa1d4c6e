"""An HTTP client that is polite to servers and on its guard against them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from fihris.index.fetch.addresses import Address, Refused, checked_address, is_public, resolve
from fihris.index.readers.extras import extra

TIMEOUT = 20.0
"""Seconds for a connection, and for each piece of an answer."""
_WHOLE_ANSWER = 120.0
_MOST_REDIRECTIONS = 5
_PORTS = frozenset((80, 443, 8080, 8443))
_REDIRECTIONS = frozenset((301, 302, 303, 307, 308))
_PIECE = 2**16


class FetchFailed(Exception):
    """An address that could not be fetched; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered, at the address where redirections ended; names of headers are in lower case."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes


class Client:
    """Fetches addresses, one at a time.

    `delay` is the least time in seconds between two requests to one host; `allowed` says which addresses may
    be connected to, and holds for every redirection; `check` is asked before every request for an address and
    raises `FetchFailed` if it must not be made.
    """

    def __init__(
        self,
        user_agent: str,
        *,
        delay: float = 1.0,
        allowed: Callable[[Address], bool] = is_public,
        lookup: Callable[[str, int], list[str]] = resolve,
    ) -> None:
        self.user_agent = user_agent
        self.delay = delay
        self._allowed, self._lookup = allowed, lookup
        self._next: dict[str, float] = {}

    def get(
        self,
        url: str,
        *,
        largest: int,
        headers: Mapping[str, str] | None = None,
        check: Callable[[str], float] | None = None,
    ) -> Answer:
        """Return the answer for an address, of whose body at most `largest` bytes are taken.

        `check` returns the delay that the host asks for.

        Raises:
            FetchFailed: There is no answer, it is too large or too slow, or the address is refused.
        """
        for _ in range(_MOST_REDIRECTIONS + 1):
            _parts(url)
            delay = check(url) if check else 0.0
            answer = self._request(url, headers or {}, largest, max(self.delay, delay))
            target = answer.headers.get("location")
            if answer.status not in _REDIRECTIONS or not target:
                return answer
            try:
                url = urljoin(url, target)
            except ValueError as error:
                raise FetchFailed(f"redirection to no address: {error}") from None
        raise FetchFailed(f"more than {_MOST_REDIRECTIONS} redirections")

    def _request(self, url: str, headers: Mapping[str, str], largest: int, delay: float) -> Answer:
        urllib3 = extra("urllib3", "fetch", "Feeds")
        parts, host, port = _parts(url)
        try:
            address = checked_address(host, port, self._allowed, self._lookup)
        except Refused as error:
            raise FetchFailed(str(error)) from None
        if self._allowed is is_public and port not in _PORTS:
            raise FetchFailed(f"port {port} is not one of the web")
        self._wait(host, delay)
        pool: Any = (
            urllib3.HTTPSConnectionPool(address, port, server_hostname=host, assert_hostname=host)
            if parts.scheme == "https"
            else urllib3.HTTPConnectionPool(address, port)
        )
        sent = {
            "Host": parts.netloc.rpartition("@")[2],
            "User-Agent": self.user_agent,
            "Accept-Encoding": "gzip",
        }
        path = urllib3.util.parse_url(url).request_uri  # with escapes for what must not stand in a request
        try:
            response = pool.request(
                "GET",
                path,
                headers={**sent, **headers},
                retries=False,
                redirect=False,
                preload_content=False,
                timeout=urllib3.Timeout(connect=TIMEOUT, read=TIMEOUT),
            )
            try:
                body = _body(response, largest)
            finally:
                response.close()
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise FetchFailed(f"no answer: {error}") from None
        finally:
            pool.close()
        kept = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url, response.status, kept, body)

    def _wait(self, host: str, delay: float) -> None:
        now = time.monotonic()
        time.sleep(max(0.0, self._next.get(host, now) - now))
        self._next[host] = time.monotonic() + delay


def _parts(url: str) -> tuple[SplitResult, str, int]:
    """Return an address in its parts, its host and its port.

    Raises `FetchFailed` for one that is not of the web.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise FetchFailed(f"not an address: {error}") from None
    if parts.scheme not in ("http", "https") or not host:
        raise FetchFailed("only http and https are fetched")
    return parts, host, port or (443 if parts.scheme == "https" else 80)


def _body(response: Any, largest: int) -> bytes:
    """Read the body, unpacked, as long as it is neither too large nor too slow."""
    body = bytearray()
    started = time.monotonic()
    while piece := response.read(_PIECE, decode_content=True):
        body += piece
        if len(body) > largest:
            raise FetchFailed(f"larger than {largest // 2**20} MB")
        if time.monotonic() - started > _WHOLE_ANSWER:
            raise FetchFailed(f"slower than {_WHOLE_ANSWER:.0f} seconds")
    return bytes(body)
