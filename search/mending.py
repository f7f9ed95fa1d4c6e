"""Mending: what is searched, or offered, where a query does not find what was meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from fihris.search.answer import Answer
from fihris.search.correction import Corrector
from fihris.search.notices import corrected
from fihris.search.plan import LONG
from fihris.search.tree import Node, Together, Word

TRIED = 3  # corrections, where the first ones find nothing either


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query finds, the tree that was searched in the end, and what there is to say about it.

    `suggestion` is the query that was searched in its stead, or else one that may have been meant.
    """

    answer: Answer
    tree: Node | None
    notices: tuple[str, ...]
    suggestion: str | None = None


def mended(query: str, ask: Callable[[str], Asked], corrector: Corrector, *, filtered: bool) -> Asked:
    """Return what `ask` finds for `query`, or for what it was meant to be.

    Another query is searched only where this one finds nothing, or has no word that any article has; else it
    is suggested, if it finds anything: which one of nothing but words does, unless it is `filtered`. One of
    more than `LONG` words is left alone while articles have more than half of them.
    """
    asked = ask(query)
    plan = asked.answer.plan
    if plan is not None and len(plan.written) > LONG and 2 * corrector.strange(plan) < len(plan.written):
        return asked
    for better, misread in _ways(query, asked.answer, corrector):
        if asked.answer.total and not misread and not filtered and _only_words(asked.tree):
            return Asked(asked.answer, asked.tree, asked.notices, better)
        found = ask(better)
        if found.answer.total and (misread or not asked.answer.total):
            return Asked(found.answer, found.tree, (corrected(better), *found.notices), better)
        if found.answer.total:
            return Asked(asked.answer, asked.tree, asked.notices, better)
    return asked


def _ways(query: str, answer: Answer, corrector: Corrector) -> Iterator[tuple[str, bool]]:
    """Yield what a query may have been meant to be, and whether none of its words means anything as typed."""
    plan = answer.plan
    if plan is None:
        return
    if corrector.strange(plan) and (reading := corrector.layouts.reading(query)):
        yield reading, not corrector.layouts.known(query)
    if corrector.doubtful(plan):
        for better in corrector.corrections(query, plan, TRIED):
            yield better, False


def _only_words(tree: Node | None) -> bool:
    return isinstance(tree, Word) or (
        isinstance(tree, Together) and all(isinstance(child, Word) for child in tree.children)
    )
