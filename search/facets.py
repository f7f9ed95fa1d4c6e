"""Facets: how what was found spreads over sources, sections, keywords, authors and times."""

from __future__ import annotations

from collections import Counter
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from fihris.index.ranges import ranges
from fihris.search.collection import Collection
from fihris.search.found import Found
from fihris.search.histogram import Counts, count_dates

MOST = 20  # values of a facet

USUAL = ("source", "year", "keyword", "section")
"""What is counted where nothing else is asked for: facets that cost next to nothing."""

_BY_COUNT = itemgetter(1)

FACETS = (*USUAL, "author", "month", "day")


def count_facet(collection: Collection, found: Found, name: str, most: int | None = MOST) -> Counts:
    """Return how many of the found documents have each value of a facet.

    The `most` frequent come first, or all; years, months and days are given in full, from the newest.
    """
    if name in ("month", "day"):
        return count_dates(collection, found.documents, name)[::-1]
    if name == "keyword":
        return _most(_count_keywords(collection, found), most)
    if name in collection.bitmaps.values:
        values, counts = collection.bitmaps.values[name], found.counts(collection.bitmaps)[name]
    elif name == "year":
        years, codes = collection.years
        values, counts = years, _count(codes[found.documents], len(years))
    else:
        named = collection.values(name)
        values, counts = named.names, _count(named.codes[found.documents], len(named.names))
    held = [pair for pair in zip(values, counts, strict=True) if pair[1]]
    if name == "year":
        return tuple(held[::-1])
    held.sort(key=_BY_COUNT, reverse=True)  # leaves those that tie in order
    return tuple(held[:most])


def _count(codes: NDArray[np.int64], values: int) -> list[int]:
    """Return how often each code occurs, -1 left out."""
    counts: list[int] = np.bincount(codes + 1, minlength=values + 1)[1:].tolist()
    return counts


def _most(counter: Counter[str], most: int | None) -> Counts:
    return tuple([(value, count) for value, count in counter.most_common(most) if count]) if counter else ()


def _count_keywords(collection: Collection, found: Found) -> Counter[str]:
    counter: Counter[str] = Counter()
    for segment in collection.segments:
        names = segment.documents.keywords
        if not names:
            continue
        documents = found.documents
        first, last = np.searchsorted(documents, (segment.base, segment.base + len(segment)))
        here = documents[first:last] - segment.base
        offset = segment.columns["keyword.offset"]
        places = ranges(offset[here], offset[here + 1])
        times = np.bincount(segment.columns["keyword.code"][places], minlength=len(names))
        for code in np.flatnonzero(times).tolist():
            counter[names[code]] += int(times[code])
    return counter
