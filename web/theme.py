"""Light or dark: by the reader's system, or by choice."""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug import Response

from fihris.web.choices import keep
from fihris.web.translations import gettext_noop as _

THEMES = {"auto": _("Automatic"), "light": _("Light"), "dark": _("Dark")}

theme = Blueprint("theme", __name__)


def chosen_theme() -> str:
    """Return the theme that the reader has chosen, "auto" if none."""
    chosen = request.cookies.get("theme", "")
    return chosen if chosen in THEMES else "auto"


@theme.post("/theme")
def choose() -> Response:
    """Keep the choice and go back to where it was made."""
    chosen = request.form.get("theme", "auto")
    return keep("theme", chosen if chosen in ("light", "dark") else None)
