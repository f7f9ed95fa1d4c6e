"""Facets: how what was found spreads over sources, sections, keywords, authors and times."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fihris.index.ranges import ranges
from fihris.search.collection import Collection
from fihris.search.histogram import Counts, count_dates
from fihris.search.ordering import Documents

MOST = 20  # values of a facet

USUAL = ("source", "year", "keyword", "section")
"""What is counted where nothing else is asked for: facets that cost next to nothing."""

FACETS = (*USUAL, "author", "month", "day")


def count_facet(collection: Collection, documents: Documents, name: str, most: int | None = MOST) -> Counts:
    """Return how many of the documents have each value of a facet.

    The `most` frequent come first, or all; years, months and days are given in full, from the newest.
    """
    if name in ("month", "day"):
        return count_dates(collection, documents, name)[::-1]
    if name == "year":
        years = np.bincount(collection.years[documents])
        years[:1] = 0  # documents without a date
        return tuple((str(year), int(years[year])) for year in np.flatnonzero(years)[::-1].tolist())
    if name == "keyword":
        return _most(_count_keywords(collection, documents), most)
    values = collection.values(name)
    # One more than the code, so that -1, for none, counts as the first.
    counts = np.bincount(values.codes[documents] + 1, minlength=len(values.names) + 1)[1:]
    held = np.flatnonzero(counts)
    frequent = held[np.argsort(-counts[held], kind="stable")][:most].tolist()
    return tuple((values.names[number], int(counts[number])) for number in frequent)


def _most(counter: Counter[str], most: int | None) -> Counts:
    return tuple((value, count) for value, count in counter.most_common(most) if count)


def _count_keywords(collection: Collection, documents: Documents) -> Counter[str]:
    counter: Counter[str] = Counter()
    for segment in collection.segments:
        names = segment.documents.keywords
        if not names:
            continue
        first, last = np.searchsorted(documents, (segment.base, segment.base + len(segment)))
        here = documents[first:last] - segment.base
        offset = segment.columns["keyword.offset"]
        places = ranges(offset[here], offset[here + 1])
        times = np.bincount(segment.columns["keyword.code"][places], minlength=len(names))
        for code in np.flatnonzero(times).tolist():
            counter[names[code]] += int(times[code])
    return counter
