"""What the process did, for Prometheus: requests and how long they took, and the index that it serves.

Nothing here tells what anybody searched for.
"""

from __future__ import annotations

from time import perf_counter

from flask import Blueprint, Flask, Response, current_app, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)

from fihris.web.archive import archive

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
BUCKETS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5)

metrics = Blueprint("metrics", __name__)


class Meters:
    """The meters of one application: each has its own, so that several can live in one process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "fihris_requests", "Requests answered.", ("endpoint", "method", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "fihris_request_seconds",
            "How long requests took to answer.",
            ("endpoint",),
            buckets=BUCKETS,
            registry=self.registry,
        )
        self.articles = Gauge("fihris_articles", "Articles in the index.", registry=self.registry)
        self.generation = Gauge(
            "fihris_generation", "The number of the generation that is served.", registry=self.registry
        )


def install(app: Flask) -> None:
    """Count every request of the application."""
    app.extensions["meters"] = Meters()
    app.before_request(_start)
    app.after_request(_count)


def _start() -> None:
    g.started = perf_counter()


def _count(response: Response) -> Response:
    meters: Meters = current_app.extensions["meters"]
    endpoint = request.endpoint or "none"
    # Methods are words of the asker's: only known ones become a label.
    method = request.method if request.method in METHODS else "other"
    meters.requests.labels(endpoint, method, response.status_code).inc()
    if "started" in g:
        meters.seconds.labels(endpoint).observe(perf_counter() - g.started)
    return response


@metrics.get("/metrics")
def show() -> Response:
    """Answer in the text format of Prometheus."""
    meters: Meters = current_app.extensions["meters"]
    stats = archive().stats()
    meters.articles.set(stats.articles)
    meters.generation.set(int(stats.generation.lstrip("g")))
    return Response(generate_latest(meters.registry), content_type=CONTENT_TYPE_LATEST)
