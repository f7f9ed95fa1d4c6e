"""Two addresses for whoever watches over the process."""

from __future__ import annotations

from flask import Blueprint, Response, current_app

from fihris.index.errors import FihrisError
from fihris.web.archive import archive

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    """Say that the process answers."""
    return Response("ok\n", content_type="text/plain; charset=utf-8")


@health.get("/readyz")
def ready() -> Response:
    """Say whether searches can be answered: 503 when the index has become unusable."""
    try:
        archive().refresh()
        answer, status = f"ready: {len(archive())} articles\n", 200
    except FihrisError as error:
        current_app.logger.warning("not ready: %s", error)
        answer, status = "not ready: the index cannot be read\n", 503
    return Response(answer, status, content_type="text/plain; charset=utf-8")
