"""The site map, for search engines on the web: every article, fifty thousand a file, as sitemaps.org has it.

Off unless it is asked for: who serves an archive to a few does not want it crawled.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from flask import Blueprint, Response, abort, stream_with_context, url_for

from fihris.web.archive import archive
from fihris.web.links import quoted_id

MOST = 50_000  # articles of a file
_NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_BEGIN = '<?xml version="1.0" encoding="UTF-8"?>\n'

sitemap = Blueprint("sitemap", __name__)


@sitemap.get("/sitemap.xml")
def index() -> Response:
    """Answer with the list of the files."""
    files = max(1, -(-len(archive().listing()) // MOST))
    lines = [
        f"<sitemap><loc>{escape(url_for('sitemap.part', number=number, _external=True))}</loc></sitemap>\n"
        for number in range(1, files + 1)
    ]
    return _xml([_BEGIN, f"<sitemapindex {_NAMESPACE}>\n", *lines, "</sitemapindex>\n"])


@sitemap.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """Answer with one of the files, as it is made."""
    listing = archive().listing()
    first = (number - 1) * MOST
    if number < 1 or (first >= len(listing) and number > 1):
        abort(404)
    # An address for each would be looked up anew: only the end of it differs.
    base = url_for("pages.article", article_id="x", lang="ar", _external=True)[:-1]

    def pieces() -> Iterator[str]:
        yield f"{_BEGIN}<urlset {_NAMESPACE}>\n"
        for article in listing.part(first, MOST):
            address = escape(base + quoted_id(article.id))
            changed = f"<lastmod>{article.indexed.isoformat()}Z</lastmod>" if article.indexed else ""
            yield f"<url><loc>{address}</loc>{changed}</url>\n"
        yield "</urlset>\n"

    return _xml(stream_with_context(pieces()))


def _xml(pieces: Iterator[str] | list[str]) -> Response:
    return Response(pieces, content_type="application/xml; charset=utf-8")
