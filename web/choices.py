"""What a reader chooses, theme or language: a cookie keeps it, and the answer leads back."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import redirect, request, url_for
from werkzeug import Response
from werkzeug.urls import uri_to_iri

A_YEAR = 365 * 24 * 3600
LONG_ADDRESS, LONGEST_ADDRESS = 256, 8000
_AS_IT_IS = "%&=+;:,@!$'()*/?"  # what may stand in a query string, and so stays what it is
# A path of ours: one slash, then no second one and no backslash, which browsers read as one.
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


def here() -> str:
    """Return the address of this page for coming back to it, the home page's if there is no coming back."""
    if request.method not in ("GET", "HEAD"):
        return url_for("pages.home")
    query = quote(request.query_string, safe=_AS_IT_IS)
    address = quote(request.root_path + request.path) + (f"?{query}" if query else "")
    return legible(address) if len(address) <= LONGEST_ADDRESS else url_for("pages.home")


def legible(address: str) -> str:
    """Return an address, a long one with its letters as they are: as HTML allows, at a third of the size."""
    return address if len(address) < LONG_ADDRESS else uri_to_iri(address)


def keep(name: str, chosen: str | None) -> Response:
    """Go back to the address that the form names, with the choice in a cookie; None forgets it."""
    back = request.form.get("back", "")
    response = redirect(back if _OWN_PATH.fullmatch(back) else url_for("pages.home"), 303)
    if chosen is None:
        response.delete_cookie(name, httponly=True, samesite="Lax")
    else:
        response.set_cookie(name, chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    return response
