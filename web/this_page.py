"""Where the page is that is being answered: to come back to, in either language, and its one full address."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import Flask, redirect, request, url_for
from werkzeug import Response
from werkzeug.urls import uri_to_iri

from fihris.web.addresses import address
from fihris.web.language import language

LONG_ADDRESS, LONGEST_ADDRESS = 256, 8000
_AS_IT_IS = "%&=+;:,@!$'()*/?"  # what may stand in a query string, and so stays what it is
_AS_FLASK_HAS_IT = "!$'()*,/:;?@"  # what Flask leaves as it is in an argument


def install(app: Flask) -> None:
    """Lead a reader who has chosen English from an Arabic page to its English one."""
    app.before_request(_lead_to_choice)


def here() -> str:
    """Return the address of this page for coming back to it, the home page's if there is no coming back."""
    if request.method not in ("GET", "HEAD"):
        return address("pages.home")
    query = quote(request.query_string, safe=_AS_IT_IS)
    path = quote(request.root_path + request.path) + (f"?{query}" if query else "")
    return _legible(path) if len(path) <= LONGEST_ADDRESS else address("pages.home")


def in_language(lang: str) -> str:
    """Return the address of this page in a language, of the home page where this is an error."""
    if request.endpoint is None or request.blueprint != "pages" or request.method not in ("GET", "HEAD"):
        return address("pages.home", lang=lang)
    return _legible(address(request.endpoint, **(request.view_args or {}), lang=lang) + _arguments())


def canonical() -> str:
    """Return the one full address of this page: without what only says how a reader came to it."""
    if request.endpoint is None or request.blueprint != "pages":
        return url_for("pages.home", _external=True)
    path = address(request.endpoint, **(request.view_args or {}))
    arguments = "" if request.endpoint == "pages.article" else _arguments()
    return _legible(request.host_url.removesuffix("/") + path + arguments)


def _arguments() -> str:
    """Return the arguments of this page as its addresses have them; none of them is one of Flask's own."""
    pairs = [(name, value) for name, values in request.args.lists() for value in values if name != "lang"]
    return f"?{urlencode(pairs, safe=_AS_FLASK_HAS_IT)}" if pairs else ""


def _legible(address: str) -> str:
    """Return an address, a long one with its letters as they are: as HTML allows, at a third of the size."""
    return address if len(address) < LONG_ADDRESS else uri_to_iri(address)


def _lead_to_choice() -> Response | None:
    wanted = request.cookies.get("language") == "en" and language() == "ar"
    if wanted and request.blueprint == "pages" and request.method in ("GET", "HEAD"):
        return redirect(in_language("en"))
    return None
