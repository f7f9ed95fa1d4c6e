"""The application: one opened index, its pages, its API."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import BaseConverter

from fihris.index.errors import FihrisError
from fihris.search import open_index
from fihris.web import (
    about,
    addresses,
    discovery,
    failures,
    headers,
    language,
    metrics,
    templating,
    this_page,
    trends_views,
    views,
)
from fihris.web.api import api
from fihris.web.archive import archive
from fihris.web.exports import exports
from fihris.web.health import health
from fihris.web.keys import keys
from fihris.web.pages import pages
from fihris.web.rate_limit import limit_rate
from fihris.web.sitemap import sitemap as site_map
from fihris.web.theme import theme

PAGES = (views, trends_views, about, discovery)  # loading them hangs their pages on the blueprint
LARGEST_FORM = 64 * 1024  # bytes; the one form is the theme switch, with the address to go back to


class Anything(BaseConverter):
    """A part of a path that may hold any character, slashes too: articles bring their own ids."""

    regex = ".+"
    part_isolating = False


def create_app(
    index: str | Path,
    *,
    synonyms: str | Path | None = None,
    rate_limit: str | None = None,
    proxies: int = 0,
    sitemap: bool = False,
) -> Flask:
    """Return the WSGI application that serves an index.

    The index is opened once and shared by all threads; a newer generation is picked up between requests.

    Args:
        index: The index directory.
        synonyms: A file of words that mean the same; read again when it changes.
        rate_limit: How much one address may ask for, as «60/minute»; None for all it likes.
        proxies: How many proxies stand before the application: so many of the addresses that they add to
            `X-Forwarded-For` and its relatives are believed.
        sitemap: Whether search engines on the web are told of every article, see `sitemap`.

    Raises:
        FihrisError: The index is missing, damaged, or of another version, or the synonyms cannot be read; the
            message says what to type.
    """
    news = open_index(index, synonyms=synonyms)
    # Flask cannot guess the instance path of a namespace package, and nothing here uses it.
    app = Flask(__name__, instance_path=str(Path(index).resolve()))
    app.extensions["fihris"] = news
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_FORM
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.url_map.converters["anything"] = Anything
    app.url_map.merge_slashes = False
    addresses.install(app)
    language.install(app)
    this_page.install(app)
    templating.install(app)
    app.before_request(_refresh)
    metrics.install(app)
    headers.install(app)
    if rate_limit:
        limit_rate(app, rate_limit)
    if proxies:
        fixed = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies, x_prefix=proxies)
        app.wsgi_app = fixed  # type: ignore[method-assign]  # as Werkzeug documents it
    failures.install(app)
    for blueprint in (pages, api, exports, theme, keys, health, metrics.metrics):
        app.register_blueprint(blueprint)
    if sitemap:
        app.register_blueprint(site_map)
    return app


def _refresh() -> None:
    """Pick up a newer generation; one that cannot be opened leaves the old one served."""
    if request.blueprint in ("pages", "api", "exports", "sitemap"):
        try:
            archive().refresh()
        except FihrisError as error:
            current_app.logger.warning("still serving the generation before: %s", error)
