"""How browsers and crawlers find their way: a search field in the browser, an app, rules for robots."""

from __future__ import annotations

from flask import Response, current_app, jsonify, request, url_for

from fihris.web.language import DIRECTIONS, language
from fihris.web.pages import pages
from fihris.web.templating import render
from fihris.web.translations import gettext as _

PAPER = "#fbf9f4"
# Searches have no end: robots read the articles, not every way to find them.
ENDLESS = ("search", "trends", "feed", "export", "api/")


@pages.get("/opensearch.xml")
def opensearch() -> Response:
    """Answer with the OpenSearch description, by which a browser offers our search in its own field."""
    search = f"{url_for('pages.search', _external=True)}?q={{searchTerms}}"
    complete = f"{url_for('api.complete', _external=True)}?format=opensearch&q={{searchTerms}}"
    text = render("opensearch.xml", search=search, complete=complete, lang=language())
    return Response(text, content_type="application/opensearchdescription+xml; charset=utf-8")


@pages.get("/manifest.webmanifest")
def manifest() -> Response:
    """Answer with the web manifest, by which the page can be kept as an app."""
    answer = jsonify(
        {
            "name": _("Fihris: search in Arabic news"),
            "short_name": _("Fihris"),
            "lang": language(),
            "dir": DIRECTIONS[language()],
            "start_url": url_for("pages.home"),
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": [
                {"src": url_for("static", filename="icon.svg"), "sizes": "any", "type": "image/svg+xml"}
            ],
        }
    )
    answer.content_type = "application/manifest+json"
    return answer


@pages.get("/robots.txt")
def robots() -> Response:
    """Answer with what robots should leave alone."""
    root = request.root_path
    lines = [f"Disallow: {root}/{prefix}{path}" for prefix in ("", "en/") for path in ENDLESS]
    if "sitemap" in current_app.blueprints:
        lines.append(f"Sitemap: {url_for('sitemap.index', _external=True)}")
    return Response("\n".join(["User-agent: *", *lines, ""]), content_type="text/plain; charset=utf-8")
