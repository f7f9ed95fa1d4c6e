"""What every answer says besides its content: how safe it is to show, and how long it keeps."""

from __future__ import annotations

from hashlib import blake2b

from flask import Flask, Response, current_app, g, request

from fihris.web.archive import archive
from fihris.web.keys import keys_are_on
from fihris.web.theme import chosen_theme

SECURITY = {
    # Nothing but our own style sheet, script, fonts and pictures, each a file: no style or script inside a
    # page; forms come back to us only; nobody puts the page into a frame.
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    # The address holds what somebody searched for: no other site learns it.
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
A_YEAR = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Put the headers on every answer of the application, errors and static files among them."""
    app.before_request(_answer_unchanged)
    app.after_request(_finish)


def _answer_unchanged() -> Response | None:
    """Answer 304 when the asker holds this very page of this very generation."""
    # Named before the page is made: should a new generation come in between, the page is sent once too often
    # and never too seldom.
    g.tag = _tag()
    return Response(status=304) if g.tag and request.if_none_match.contains_weak(g.tag) else None


def _finish(response: Response) -> Response:
    response.headers.extend(SECURITY)
    if request.endpoint == "static":
        # Addresses with a version change when the file does.
        if "v" in request.args and response.status_code in (200, 304):
            response.headers["Cache-Control"] = A_YEAR
        return response
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Cookie")
    if response.status_code in (200, 304) and g.get("tag"):
        response.set_etag(g.tag, weak=True)
    return response


def _tag() -> str | None:
    """Name the state of a page: nothing but the generation, the address and two choices change it.

    Where an index was removed, or restored, another generation may have its name: the time tells them apart.
    """
    if request.method not in ("GET", "HEAD") or request.blueprint not in ("pages", "api"):
        return None
    news = archive()
    generation = (news.stats().generation, news.updated)
    chosen = (chosen_theme(), keys_are_on())
    state = (generation, request.full_path, chosen, current_app.config["VERSION"])
    return blake2b(repr(state).encode(), digest_size=12).hexdigest()
