"""What a reader chooses, theme or language: a cookie keeps it, and the answer leads back."""

from __future__ import annotations

import re

from flask import redirect, request, url_for
from werkzeug import Response

A_YEAR = 365 * 24 * 3600
# A path of ours: one slash, then no second one and no backslash, which browsers read as one.
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")


def keep(name: str, chosen: str | None) -> Response:
    """Go back to the address that the form names, with the choice in a cookie; None forgets it."""
    back = request.form.get("back", "")
    response = redirect(back if _OWN_PATH.fullmatch(back) else url_for("pages.home"), 303)
    if chosen is None:
        response.delete_cookie(name, httponly=True, samesite="Lax")
    else:
        response.set_cookie(name, chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    return response
