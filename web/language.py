"""Arabic or English: the address says which, and a choice leads from the one to the other.

Every page has two addresses: `/search` is Arabic, `/en/search` English. A reader who has chosen English is
led from the first to the second. The archive is Arabic, so nobody gets English unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, Literal

from flask import Blueprint, Flask, request
from werkzeug import Response

from fihris.web.choices import keep

Language = Literal["ar", "en"]
LANGUAGES: dict[Language, str] = {"ar": "العربية", "en": "English"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}
_PREFIX = "/<any(en):lang>"


class BilingualBlueprint(Blueprint):
    """A blueprint whose every page is there in both languages, under one endpoint."""

    def add_url_rule(
        self,
        rule: str,
        endpoint: str | None = None,
        view_func: Callable[..., Any] | None = None,
        provide_automatic_options: bool | None = None,  # noqa: FBT001 - as Flask has it
        **options: Any,
    ) -> None:
        """Add the rule twice: as it is for Arabic, below /en for English."""
        common = (endpoint, view_func, provide_automatic_options)
        super().add_url_rule(rule, *common, **options, defaults={"lang": "ar"})
        super().add_url_rule(_PREFIX + rule, *common, **options)


choice = Blueprint("language", __name__)


@choice.post("/language")
def choose() -> Response:
    """Keep the choice and go to the page where it was made, which the form names in the chosen language."""
    return keep("language", "en" if request.form.get("language") == "en" else None)


# Asked for hundreds of times a page, for every number and date: much faster than what hangs on a request.
_language: ContextVar[Language] = ContextVar("language", default="ar")


def language() -> Language:
    """Return the language of the answer."""
    return _language.get()


def install(app: Flask) -> None:
    """Find out the language of each request first, and keep it in every address that is made."""
    app.register_blueprint(choice)
    app.url_value_preprocessor(_read)
    app.url_defaults(lambda endpoint, values: _keep_language(app, endpoint, values))
    app.teardown_request(_forget)


def _read(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        values.pop("lang", None)
    # Not from the values: an address that nothing answers to has a language too.
    _language.set("en" if request.path == "/en" or request.path.startswith("/en/") else "ar")


def _forget(error: BaseException | None) -> None:
    _language.set("ar")


def _keep_language(app: Flask, endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = language()
