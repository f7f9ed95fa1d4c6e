"""Facets: how what was found spreads over sources, years and keywords."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fihris.index.ranges import ranges
from fihris.search.collection import Collection
from fihris.search.ordering import Documents

MOST = 20  # values of a facet

Counts = tuple[tuple[str, int], ...]


def count_facets(collection: Collection, documents: Documents, most: int | None = MOST) -> dict[str, Counts]:
    """Return for "source", "year" and "keyword" how many of the documents have each value.

    The `most` frequent come first, or all; years are given in full, from the newest.
    """
    names, codes = collection.sources
    # One more than the code, so that -1, for none, counts as the first.
    sources = np.bincount(codes[documents] + 1, minlength=len(names) + 1)[1:]
    years = np.bincount(collection.years[documents])
    years[:1] = 0  # documents without a date
    return {
        "source": _most(Counter(dict(zip(names, sources.tolist(), strict=True))), most),
        "year": tuple((str(year), int(years[year])) for year in np.flatnonzero(years)[::-1].tolist()),
        "keyword": _most(_count_keywords(collection, documents), most),
    }


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
