"""Absent values: what a field was asked for and no article has, and which value of an article is nearest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from fihris.index.arabic.letters import ARTICLE
from fihris.search.collection import Collection
from fihris.search.fields import field_mask
from fihris.search.filters import Filters
from fihris.search.notices import Notice, absent
from fihris.search.plan import Plan
from fihris.search.scanning import FIELDS
from fihris.search.tree import Any, Field, Joined, Node, leaves
from fihris.search.values import Values

NEAR = 0.7  # least likeness of what is told to be nearest
NAMED = frozenset({"source", "section", "author", "keyword"})
"""The fields whose values are names."""


def absent_values(
    collection: Collection, plan: Plan | None, filters: Filters, told: Sequence[str] = (), *, found: int = 0
) -> Iterator[Notice]:
    """Yield a notice for each value of a field, or of a filter, that no article has.

    Those whose words were `told` to be in no article are left out. Where something was `found`, only values
    that an article need not have can be absent.
    """
    optional = plan is not None and (not found or _has_options(plan.tree))
    for leaf in leaves(plan.tree) if plan and optional else ():
        if plan and isinstance(leaf, Field) and not (leaf.name == "title" and told):
            mask = field_mask(collection, plan, leaf)
            if mask is not None and not mask.any():
                yield absent(str(leaf), str(leaf), nearest(collection, leaf.name, leaf.text))
    for field, names in filters.named():
        values = collection.values(field)
        english, arabic = (FIELDS[field][0], next(name for name in FIELDS[field] if not name.isascii()))
        for name in names:
            if not values.holds(name):
                near = nearest(collection, field, name)
                yield absent(f"{english}:{name}", f"{arabic}:{name}", near)


def _has_options(node: Node) -> bool:
    """Say whether one of several things will do somewhere in a tree."""
    return isinstance(node, Any) or (isinstance(node, Joined) and any(map(_has_options, node.children)))


def nearest(collection: Collection, field: str, text: str) -> str | None:
    """Return the value of a field that is written most like a text, or has a word that is.

    Of several that have the word it is the one that most articles have. None where nothing is near.
    """
    if field not in NAMED:
        return None
    values, chain = collection.values(field), collection.generation.chain
    lines = values.lines(chain, "exact")
    typed = " ".join(token.exact for token in chain.analyze(text))
    forms = {form: row for row in (*lines.rows, *lines.words) for form in (row, row.removeprefix(ARTICLE))}
    found = extractOne(typed, forms.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR)
    if found is None:
        return None
    (numbers,) = lines.with_row(forms[found[0]]).nonzero()
    return values.names[int(numbers[np.argmax(_articles(values)[numbers])])]


def _articles(values: Values) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Return how many articles have each value."""
    return np.bincount(values.codes[values.codes >= 0], minlength=len(values.names))
