"""Stories: articles that carry the same text, nearly word for word, whoever printed it.

A wire report is printed by many newspapers, with another headline, a dateline, a title of honour less. Two
bodies are copies when their shingles are largely the same: when they resemble each other by what they share
of all that they have (Broder 1997, "On the resemblance and containment of documents"). A piece of an article
shares all that it has with it and yet resembles it little: an excerpt is no copy of the whole. A story is all
that is linked by copies.

Bodies are compared in full when their sketches say that they may be copies. Nothing depends on the segment
that an article stands in, or on what was indexed first: the same articles always make the same stories. So
those of the generation before are taken over, and only what is near a text that came or went is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.disjoint_sets import DisjointSets
from fihris.index.story_texts import Part, Texts


@dataclass(frozen=True, slots=True)
class Grouped:
    """The parts of the generation before, and the number of each document's story there."""

    parts: Sequence[Part]
    stories: NDArray[np.int32]


def group(parts: Sequence[Part], before: Grouped | None = None) -> NDArray[np.int32]:
    """Return the number of each document's story over all segments, -1 where it stands alone.

    Stories are numbered in the order of their first documents. Deleted documents and those without a body
    stand alone; a body of fewer words than `SHORT` is copied word for word only, and one of fewer than
    `CAPTION` where the title is too; excerpts make stories with excerpts only.

    With the stories of the generation `before` the answer is the same, found by less work.
    """
    texts = Texts(parts)
    stories = DisjointSets(np.arange(len(texts)))
    unsettled = np.ones(len(texts), bool)
    if before is not None:
        stories, unsettled = _taken_over(texts, before)
    pairs = texts.candidates(unsettled)
    while len(pairs):
        forest = stories.forest(pairs)
        tried = pairs[forest]
        for one, other in tried[texts.resemble(tried)].tolist():
            stories.join(one, other)
        pairs = pairs[~forest]
        pairs = pairs[[stories.find(one) != stories.find(other) for one, other in pairs.tolist()]]
    return _number(texts.of_document, stories)


def _taken_over(texts: Texts, before: Grouped) -> tuple[DisjointSets, NDArray[np.bool_]]:
    """Return the stories of `before` in which nothing can have changed, and which bodies are in no such.

    Whether two bodies are copies depends on both, and on who stands between them among those that share a
    hash. So what can have changed are the copies of bodies that came, went or got other dates, of those
    around them, and of whom these made stories with. What is left has no copies among what can have changed.
    """
    known = Texts(before.parts)
    story = before.stories[known.document]
    here = texts.key.searchsorted(known.key)  # where those of before stand, or would
    stayed = texts.key.take(here, mode="clip") == known.key if len(texts) else np.zeros(len(known), bool)
    same = stayed.copy()
    same[stayed] = (texts.dates[:, here[stayed]] == known.dates[:, stayed]).all(axis=0)
    unsettled = np.ones(len(texts), bool)
    unsettled[here[same]] = False
    texts.unsettle_around(unsettled, *texts.sketches(unsettled.nonzero()[0])[:2])
    gone = (~stayed).nonzero()[0]
    hashes, number = known.sketches(gone)[:2]
    texts.unsettle_around(unsettled, hashes, here[number])
    touched = np.zeros(int(story.max(initial=-1)) + 2, bool)
    touched[story[~stayed]] = touched[story[stayed][unsettled[here[stayed]]]] = True
    touched[-1] = False  # those that stood alone
    unsettled[here[stayed & touched[story]]] = True
    (kept,) = (stayed & (story >= 0)).nonzero()
    kept = kept[~unsettled[here[kept]]]
    above = np.arange(len(texts))
    _, first, which = np.unique(story[kept], return_index=True, return_inverse=True)
    above[here[kept]] = here[kept[first]][which]
    return DisjointSets(above), unsettled


def _number(text: NDArray[np.int64], stories: DisjointSets) -> NDArray[np.int32]:
    """Return the number of each document's story, given its body's, or -1."""
    number = np.full(len(text), -1, np.int32)
    (used,) = (text >= 0).nonzero()
    if len(used):
        root = stories.roots()[text[used]]
        _, first, story, size = np.unique(root, return_index=True, return_inverse=True, return_counts=True)
        several = size > 1
        order = np.full(len(first), -1)
        order[np.flatnonzero(several)[np.argsort(first[several])]] = np.arange(several.sum())
        number[used] = order[story]
    return number
