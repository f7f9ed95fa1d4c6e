"""Light or dark: by the reader's system, or by a choice that a cookie keeps."""

from __future__ import annotations

import re
from urllib.parse import quote

from flask import Blueprint, redirect, request, url_for
from werkzeug import Response

THEMES = {"auto": "تلقائي", "light": "فاتح", "dark": "داكن"}
A_YEAR = 365 * 24 * 3600
LONGEST_ADDRESS = 8000
_AS_IT_IS = "%&=+;:,@!$'()*/?"  # what may stand in a query string, and so stays what it is
# A path of ours: one slash, then no second one and no backslash, which browsers read as one.
_OWN_PATH = re.compile(r"/(?![/\\])[^\x00-\x20\x7f\\]*")

theme = Blueprint("theme", __name__)


def chosen_theme() -> str:
    """Return the theme that the reader has chosen, "auto" if none."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else "auto"


def here() -> str:
    """Return the address of this page for coming back to it, the home page's if there is no coming back."""
    if request.method not in ("GET", "HEAD"):
        return url_for("pages.home")
    query = quote(request.query_string, safe=_AS_IT_IS)
    address = quote(request.root_path + request.path) + (f"?{query}" if query else "")
    return address if len(address) <= LONGEST_ADDRESS else url_for("pages.home")


@theme.post("/theme")
def choose() -> Response:
    """Keep the choice and go back to where it was made."""
    chosen = request.form.get("theme", "auto")
    back = request.form.get("back", "")
    response = redirect(back if _OWN_PATH.fullmatch(back) else url_for("pages.home"), 303)
    if chosen in ("light", "dark"):
        response.set_cookie("theme", chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    else:
        response.delete_cookie("theme", httponly=True, samesite="Lax")
    return response
