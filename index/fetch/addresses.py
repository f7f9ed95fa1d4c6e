"""Which addresses may be fetched from: by default none that is inside the reader's own network."""

from __future__ import annotations

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_TRANSLATED = IPv6Network("64:ff9b::/96")
"""IPv6 addresses of IPv4 hosts, by RFC 6052."""


class Refused(Exception):
    """An address that is not fetched from; the message says why."""


def is_public(address: Address) -> bool:
    """Say whether an address is one of the public network, and so is every one that is wrapped in it."""
    inner: list[Address | None] = []
    if isinstance(address, IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _TRANSLATED:
            inner.append(IPv4Address(int(address) & 0xFFFFFFFF))
    wrapped = [each for each in inner if each is not None]
    public = address.is_global and not address.is_multicast
    return (public or bool(wrapped)) and all(map(is_public, wrapped))


def any_address(_: Address) -> bool:
    """Allow every address."""
    return True


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host.

    Raises OSError if it has none.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def checked_address(
    host: str,
    port: int,
    allowed: Callable[[Address], bool],
    lookup: Callable[[str, int], list[str]] = resolve,
) -> str:
    """Return the address of a host to connect to; who connects to it, and to no other, is safe.

    A name is looked up once: asked again, it could lead elsewhere.

    Raises:
        Refused: One of its addresses is not allowed, or it has none.
    """
    try:
        found = lookup(host, port)
    except (OSError, UnicodeError) as error:
        raise Refused(f"{host} has no address: {error}") from None
    for text in found:
        if not allowed(ip_address(text.partition("%")[0])):
            raise Refused(f"{host} leads to {text}, which is not public; --allow-private allows it")
    if not found:
        raise Refused(f"{host} has no address")
    return found[0]
