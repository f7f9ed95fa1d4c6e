"""Single-key shortcuts, on or off: whoever speaks to the computer, or hits keys by chance, needs them off.

WCAG 2.1.4 asks for it. They work in `static/fihris.js`, which reads the choice from the page.
"""

from __future__ import annotations

from flask import Blueprint, request
from werkzeug import Response

from fihris.web.choices import keep

keys = Blueprint("keys", __name__)


def keys_are_on() -> bool:
    """Say whether single keys do something: they do until the reader switches them off."""
    return request.cookies.get("keys") != "off"


@keys.post("/keys")
def choose() -> Response:
    """Keep the choice and go back to where it was made."""
    return keep("keys", "off" if request.form.get("keys") == "off" else None)
