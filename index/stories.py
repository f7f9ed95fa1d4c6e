"""Stories: articles that carry the same text, nearly word for word, whoever printed it.

A wire report is printed by many newspapers, with another headline, a dateline, a title of honour less. Two
bodies are copies when their shingles are largely the same: when they resemble each other by what they share
of all that they have (Broder 1997, "On the resemblance and containment of documents"). A piece of an article
shares all that it has with it and yet resembles it little: an excerpt is no copy of the whole. A story is all
that is linked by copies.

Bodies are compared in full when their sketches say that they may be copies. Whether two are depends on these
two alone, but in crowds (see `similarity_join`), and nothing on the segment that an article stands in, or on
what was indexed first: the same articles always make the same stories. So those of the generation before are
taken over, and only those of a text that came or went are made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.disjoint_sets import DisjointSets
from fihris.index.hashed_sets import Pairs
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
    stories, fresh = DisjointSets(np.arange(len(texts))), np.ones(len(texts), bool)
    if before is not None:
        stories, fresh = _taken_over(texts, before)
    pairs = texts.candidates(fresh)
    # Nearly all copies are joined by the likeliest pairs; what then is still apart are mostly no copies.
    likeliest = stories.forest(pairs)
    stories.join(_copies(texts, pairs[likeliest]))
    roots = stories.roots()
    rest = pairs[~likeliest]
    stories.join(_copies(texts, rest[roots[rest[:, 0]] != roots[rest[:, 1]]]))
    return _number(texts.of_document, stories)


def _copies(texts: Texts, pairs: Pairs) -> Pairs:
    copies: Pairs = pairs[texts.resemble(pairs)]
    return copies


def _taken_over(texts: Texts, before: Grouped) -> tuple[DisjointSets, NDArray[np.bool_]]:
    """Return the stories of `before` in which nothing has changed, and which bodies are fresh: in no such.

    Whether two bodies are copies depends on both alone, or on who else is in a crowd with them. So what can
    have changed are the stories of bodies that came, went or got other dates, and of some in their crowds.
    """
    known = Texts(before.parts)
    story = before.stories[known.document]
    here = texts.numbers(known.key)
    changed = here < 0
    changed[~changed] = (texts.dates[:, here[~changed]] != known.dates[:, ~changed]).any(axis=0)
    fresh = np.ones(len(texts), bool)
    fresh[here[~changed]] = False
    hashes = np.concatenate(
        [each.sketches(some.nonzero()[0]).hashes for each, some in ((texts, fresh), (known, changed))]
    )
    fresh[texts.crowded(hashes)] = True
    changed[known.crowded(hashes)] = True
    stayed = here >= 0
    changed[stayed] |= fresh[here[stayed]]
    touched = np.zeros(int(story.max(initial=-1)) + 2, bool)
    touched[story[changed]] = True
    touched[-1] = False  # those that stood alone
    changed |= touched[story]
    fresh[here[stayed & changed]] = True
    (kept,) = (~changed & (story >= 0)).nonzero()
    above = np.arange(len(texts))
    lowest = np.full(len(touched), len(texts))
    np.minimum.at(lowest, story[kept], here[kept])
    above[here[kept]] = lowest[story[kept]]
    return DisjointSets(above), fresh


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
