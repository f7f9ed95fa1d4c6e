"""The document columns of several segments put together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from fihris.index.columns import Array
from fihris.index.documents import NAMED
from fihris.index.living import Living, column, rows

_KEYWORDS = "keywords"


def merge_documents(segments: Sequence[Living]) -> tuple[dict[str, Array], dict[str, Any]]:
    """Return the document columns (see `documents`) and the meta of the living documents of segments."""
    names = ("document.published", "document.excerpt", "document.wide")
    columns = {name: column(segments, name) for name in names}
    for text in ("body", "details"):
        columns |= rows(segments, f"{text}.blob", f"{text}.borders")
    meta: dict[str, Any] = {}
    for field in NAMED:
        codes = [segment.column(f"document.{field}") for segment in segments]
        columns[f"document.{field}"], meta[f"{field}s"] = _renumbered(segments, f"{field}s", codes)
    columns |= rows(segments, "keyword.code", "keyword.offset")
    codes = [segment.rows("keyword.code", "keyword.offset") for segment in segments]
    columns["keyword.code"], meta[_KEYWORDS] = _renumbered(segments, _KEYWORDS, codes)
    return columns, meta


def _renumbered(segments: Sequence[Living], kind: str, codes: Sequence[Array]) -> tuple[Array, list[str]]:
    """Return codes of names as numbers in one list of the names, those in the order of their first use."""
    numbers: dict[str, int] = {}
    renumbered = []
    for segment, code in zip(segments, codes, strict=True):
        names = segment.columns.meta[kind]
        used, first = np.unique(code, return_index=True)
        number = np.full(len(names) + 1, -1, np.int32)  # the last is for -1: no name
        for each in used[np.argsort(first)].tolist():
            if each >= 0:
                number[each] = numbers.setdefault(names[each], len(numbers))
        renumbered.append(number[code])
    return np.concatenate(renumbered), list(numbers)
