"""Facets: how what was found spreads over sources, years and keywords."""

from __future__ import annotations

from collections import Counter

import numpy as np

from fihris.index.documents import NO_DATE
from fihris.search.collection import Collection
from fihris.search.impacts import Mask

MOST = 20  # values of a facet

Counts = tuple[tuple[str, int], ...]


def count_facets(collection: Collection, found: Mask, most: int | None = MOST) -> dict[str, Counts]:
    """Return for "source", "year" and "keyword" how many of the found documents have each value.

    The `most` frequent come first, or all; years are given in full, from the newest.
    """
    source: Counter[str] = Counter()
    keyword: Counter[str] = Counter()
    year: Counter[str] = Counter()
    for segment in collection.segments:
        here = np.flatnonzero(found[segment.base : segment.base + len(segment)])
        columns = segment.columns
        _count(source, segment.documents.sources, columns["document.source"][here])
        offset = columns["keyword.offset"]
        counts = offset[here + 1] - offset[here]
        ends = np.cumsum(counts)
        places = np.arange(counts.sum()) + np.repeat(offset[here] - (ends - counts), counts)
        _count(keyword, segment.documents.keywords, columns["keyword.code"][places])
        published = columns["document.published"][here]
        published = published[published != NO_DATE]
        years, times = np.unique(
            published.astype("datetime64[s]").astype("datetime64[Y]"), return_counts=True
        )
        year.update(dict(zip(years.astype(str).tolist(), times.tolist(), strict=True)))
    return {
        "source": tuple(source.most_common(most)),
        "year": tuple(sorted(year.items(), reverse=True)),
        "keyword": tuple(keyword.most_common(most)),
    }


def _count(
    counter: Counter[str], names: list[str], codes: np.ndarray[tuple[int], np.dtype[np.int32]]
) -> None:
    times = np.bincount(codes[codes >= 0], minlength=len(names))
    for code in np.flatnonzero(times).tolist():
        counter[names[code]] += int(times[code])
