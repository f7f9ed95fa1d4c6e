"""Addresses that differ only in how they are written, or by whom they were shared, are one."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

_SHARED_BY = re.compile(
    r"(?:utm_|at_|fb_|mc_|_ga)\w*|[gfd]bclid|fbclid|gclid|gclsrc|igshid|yclid|ocid|cmpid|ncid", re.I
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SITE = r"https?://[a-z0-9.-]*[a-z0-9-]/"  # the dot of the root after a host is left out
_PLAIN = re.compile(_SITE + r"[A-Za-z0-9/_.~-]*")
"""Addresses that are canonical as they are, by far the most."""

_UNESCAPED = re.compile(rf"({_SITE})([^?#%\s\0-\x1f\x7f\ud800-\udfff]*)(?:\?([A-Za-z0-9_.~=&-]+))?")
"""Addresses in which nothing but letters of the path has to be escaped: most of the others."""

_SAFE = "!$&'()*+,;=:@"
_TO_ESCAPE = re.compile(rf"[^A-Za-z0-9_.~/{re.escape(_SAFE)}-]+")


def canonical_url(url: str) -> str:
    """Return the one form of an address: by RFC 3986 section 6.2.2, without fragment and tracking parameters.

    What is not an address of the web is returned as it is.
    """
    if _PLAIN.fullmatch(url):
        return url
    if unescaped := _UNESCAPED.fullmatch(url):
        site, path, query = unescaped.groups()
        if not query:
            return site + _escaped(path)
        if not any(_SHARED_BY.fullmatch(pair.partition("=")[0]) for pair in query.split("&")):
            return f"{site}{_escaped(path)}?{query}"
    return _canonical(url)


def _canonical(url: str) -> str:
    """Return the one form of any address, whatever has to be done for it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower().rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host:
        return url
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    path = "/".join(map(_requote, parts.path.split("/")))
    query = parts.query
    if any(_SHARED_BY.fullmatch(name) for name, _ in parse_qsl(query, keep_blank_values=True)):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _SHARED_BY.fullmatch(pair[0])])
    fragment = parts.fragment if parts.fragment.startswith("!") else ""  # #!/news/7 names a page
    return urlunsplit((scheme, host, path or "/", query, fragment))


def _escaped(path: str) -> str:
    """Return a path without escapes with those that it has to have."""
    return _TO_ESCAPE.sub(lambda found: f"%{found[0].encode().hex('%').upper()}", path)


def _requote(step: str) -> str:
    """Return a step of a path in which just those characters are escaped that have to be."""
    return quote(unquote(step, errors="surrogateescape"), safe=_SAFE, errors="surrogateescape")
