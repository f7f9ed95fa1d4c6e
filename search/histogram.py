"""The date histogram: how what was found spreads over years, months or days."""

from __future__ import annotations

import numpy as np

from fihris.index.documents import NO_DATE
from fihris.search.collection import Collection
from fihris.search.ordering import Documents

Counts = tuple[tuple[str, int], ...]
UNITS = {"year": "Y", "month": "M", "day": "D"}  # as numpy names them


def count_dates(collection: Collection, documents: Documents, by: str) -> Counts:
    """Return how many of the documents are of each "year", "month" or "day" that has any, in date order.

    Dates are written 2023, 2023-09 and 2023-09-05; documents without a date are left out.
    """
    published = collection.published[documents]
    dated = published[published != NO_DATE].astype("datetime64[s]").astype(f"datetime64[{UNITS[by]}]")
    dates, counts = np.unique(dated, return_counts=True)
    return tuple(zip(np.datetime_as_string(dates).tolist(), counts.tolist(), strict=True))
