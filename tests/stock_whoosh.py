"""An index as stock Whoosh reads it."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import whoosh.index

from fihris.index.generations import Generations


def postings(index: Path, every: int = 1) -> dict[tuple[str, bytes], list[tuple[str, list[int] | None]]]:
    """Return ids and positions by term, of every so-manieth; those of deleted documents alone left out."""
    found = {}
    with whoosh.index.open_dir(str(Generations(index).served())).reader() as reader:
        for field, term in islice(reader.all_terms(), 0, None, every):
            matcher = reader.postings(field, term)
            rows = []
            while matcher.is_active():
                positions = matcher.value_as("positions") if field in ("title", "body") else None
                rows.append((reader.stored_fields(matcher.id())["id"], positions))
                matcher.next()
            if rows:
                found[field, term] = sorted(rows)
    return found
