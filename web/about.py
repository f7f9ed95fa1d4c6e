"""The page about the archive: what it holds, and how to use it from elsewhere."""

from __future__ import annotations

from fihris.web.archive import archive
from fihris.web.asked import Asked
from fihris.web.links import Link, search_url
from fihris.web.openapi import document
from fihris.web.pages import pages
from fihris.web.templating import render

SOURCES = 1000
KEYWORDS = 50


@pages.get("/about")
def about() -> str:
    """Show what the index holds, from whom and about what."""
    stats = archive().stats()
    return render(
        "about.html",
        stats=stats,
        sources=[
            Link(source, search_url(Asked(sources=(source,))), count)
            for source, count in stats.sources[:SOURCES]
        ],
        keywords=[Link(word, search_url(Asked(word)), count) for word, count in stats.keywords[:KEYWORDS]],
    )


@pages.get("/api")
def api_documentation() -> str:
    """Show the documentation of the HTTP API: what the OpenAPI document says, for people."""
    return render("api.html", document=document())
