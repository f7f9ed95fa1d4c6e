"""Recency: newer articles before older ones that say as much, for those who ask for it."""

from __future__ import annotations

import numpy as np

from fihris.index.documents import NO_DATE
from fihris.index.errors import QueryError
from fihris.search.collection import Collection
from fihris.search.ordering import Scores

HALF_LIFE = 30.0  # days, where no other is asked for
LEAST = 0.5  # of its score an article keeps, however old
LONGEST = 36_500.0  # days of a half-life
_SECONDS_A_DAY = 86_400

Recency = bool | float


def half_life(recency: Recency | None) -> float | None:
    """Return the days that are asked for, None for none; raise `QueryError` where they make no sense."""
    if recency is None or isinstance(recency, bool):
        return HALF_LIFE if recency else None
    if not 0 < recency <= LONGEST:
        raise QueryError(
            f"A recency of {recency:g} days makes no sense. Name the days after which an article counts a "
            f"quarter less, up to {LONGEST:,.0f}: 30, for example."
        )
    return float(recency)


def freshness(collection: Collection, days: float) -> Scores:
    """Return what the scores of documents are multiplied with, float32[N]: ½ + ½·2^(-age/days).

    The age is that beside the newest article of the index, so that an old archive has an order too, and the
    same one tomorrow. The newest keeps its whole score, one that is `days` older three quarters, and half is
    left of any: an old article about the question still comes before a new one that mentions it. Articles
    without a date count as old.
    """
    published = collection.published
    dated = published != NO_DATE
    newest = published[dated & collection.alive].max(initial=0)
    age = np.maximum(newest - np.where(dated, published, newest), 0) / _SECONDS_A_DAY
    fresh = np.where(dated, np.exp2(-age / days), 0.0)
    return (LEAST + (1 - LEAST) * fresh).astype(np.float32)
