"""Whole results to take away: CSV and JSON lines to keep, an Atom feed to follow."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from flask import Response, request, stream_with_context, url_for
from werkzeug.urls import iri_to_uri

from fihris.search.export import as_csv, as_jsonl
from fihris.search.feed import Feed, as_atom
from fihris.search.results import Hit
from fihris.web.archive import archive
from fihris.web.asked import Asked
from fihris.web.language import BilingualBlueprint
from fihris.web.links import article_url, quoted_id, search_url
from fihris.web.params import BadParameter, for_flag, for_page

FEED = 50  # entries

exports = BilingualBlueprint("exports", __name__)
_TYPES = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson; charset=utf-8"}


@exports.get("/export")
def export() -> Response:
    """Send everything that a search finds as `format=csv` or `jsonl`, as it is made.

    `bom=1` begins CSV with a byte order mark; `group=1` sends of each story the first article only.
    """
    asked, format_ = _asked(), request.args.get("format", "csv")
    if format_ not in _TYPES:
        raise BadParameter(f"format is one of {', '.join(_TYPES)}.")
    hits = archive().export(asked.q, **asked.question())
    pieces = as_csv(hits, bom=for_flag(request.args, "bom")) if format_ == "csv" else as_jsonl(hits)
    response = _stream(pieces, _TYPES[format_])
    response.headers["Content-Disposition"] = f"attachment; filename=fihris.{format_}"
    return response


@exports.get("/feed")
def feed() -> Response:
    """Send the newest articles that a search finds, of each story one, as an Atom feed."""
    asked, news = for_page(request.args)._replace(sort="newest"), archive()
    hits: Iterable[Hit]
    if asked.q or asked.narrowed:
        hits = islice(news.export(asked.q, **asked.question()), FEED)
    else:
        hits = news.newest(FEED)
    host = request.host_url.removesuffix("/")
    articles = host + article_url("")  # now: while it is sent, nobody knows any more in which language
    described = Feed(
        title=asked.q or "Fihris",
        updated=news.updated,
        address=url_for("exports.feed", **asked.but(sort="relevance").as_args(), _external=True),
        page=iri_to_uri(host + search_url(asked)),
        link=lambda hit: articles + quoted_id(hit.id),
    )
    return _stream(as_atom(hits, described), "application/atom+xml; charset=utf-8")


def _asked() -> Asked:
    return for_page(request.args)._replace(group=for_flag(request.args, "group"))


def _stream(pieces: Iterable[str], content_type: str) -> Response:
    sent = (piece.encode("utf-8", "replace") for piece in pieces)
    return Response(stream_with_context(sent), content_type=content_type)
