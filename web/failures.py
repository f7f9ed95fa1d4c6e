"""What a request gets that cannot be answered: a page that helps, or problem+json (RFC 9457) under /api."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from http import HTTPStatus
from secrets import token_hex

import werkzeug
from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from fihris.index.errors import ArticleMissing
from fihris.search import QueryError
from fihris.web.archive import archive
from fihris.web.params import BadParameter
from fihris.web.templating import render
from fihris.web.translations import gettext
from fihris.web.translations import gettext_noop as _

HEADLINES = {
    400: _("This search cannot be answered"),
    404: _("This page is not in the archive"),
    405: _("This address is not opened like that"),
    413: _("This request is larger than we take"),
    429: _("Too many requests at a time"),
    500: _("Something went wrong on our side"),
}
ADVICE = {
    400: _("Check what you wrote in the address or in the search field, and try again."),
    404: _(
        "A letter may be missing in the link, or the article has left the archive. "
        "Search for its title at the top of the page."
    ),
    429: _("Wait a little, then try again."),
    500: _("It was not your fault, and it is on record under its number. Try again in a while."),
}
NEWEST = 4


def install(app: Flask) -> None:
    """Answer every kind of failure of the application."""
    app.register_error_handler(QueryError, _bad_query)
    app.register_error_handler(ArticleMissing, _article_missing)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _bug)


def _bad_query(error: QueryError) -> Response:
    advice = error.advice if isinstance(error, BadParameter) else None
    return _answer(400, detail=str(error), advice=advice)


def _article_missing(error: ArticleMissing) -> Response:
    return _answer(404, detail=str(error))


def _http_error(error: HTTPException) -> werkzeug.Response:
    response = error.get_response()
    status = response.status_code
    if status < 400:  # a redirect that routing asks for
        return response
    answer = _answer(status, detail=error.description or "")
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            answer.headers[name] = response.headers[name]
    return answer


def _bug(error: Exception) -> Response:
    incident = f"F-{datetime.now(UTC):%Y%m%d}-{token_hex(3)}"
    current_app.logger.error(
        "incident %s: %s %s", incident, request.method, ascii(request.full_path), exc_info=error
    )
    return _answer(500, detail=f"The server failed; the log has it as {incident}.", incident=incident)


def _answer(status: int, *, detail: str, advice: str | None = None, incident: str | None = None) -> Response:
    if request.path.startswith("/api/"):
        problem = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": detail,
        }
        if incident:
            problem["incident"] = incident
        return Response(
            json.dumps(problem, ensure_ascii=False), status, content_type="application/problem+json"
        )
    page = render(
        "error.html",
        status=status,
        headline=gettext(HEADLINES.get(status, HEADLINES[400 if status < 500 else 500])),
        advice=advice or gettext(ADVICE.get(status, ADVICE[400 if status < 500 else 500])),
        incident=incident,
        newest=archive().newest(NEWEST) if status < 500 else (),
    )
    return Response(page, status)
