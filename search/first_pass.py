"""The first pass over words side by side: what they find, and the best of it, before anything was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from fihris.search.compiled import kernels
from fihris.search.impacts import Impacts, total
from fihris.search.ordering import TINY, Best, Scores, top
from fihris.search.packed import WORD, Packed, at_least


class FirstPass(NamedTuple):
    """What words `found` among N documents; of what of it passes the filters, the `total` and the `best`."""

    found: Packed
    total: int
    best: Best


def first_pass(
    words: Sequence[tuple[Impacts, Packed]],
    size: int,
    least: int,
    share: float,
    count: int = 0,
    among: Packed | None = None,
    passing: Packed | None = None,
    worth: Scores | None = None,
    most: float = 1.0,
) -> FirstPass:
    """Return which of `size` documents `least` words hold, or score enough, and `count` of the best of these.

    Each word comes with the documents that hold it; one at least has to be held. Enough is a `share` of the
    highest score, of all documents or of those `among` which it is looked for. Those that are `passing` are
    counted and put in order, by their scores multiplied with their `worth`, which is `most` at most.
    """
    if kernels is None:
        return _in_numpy(words, size, least, share, count, among, passing, worth)
    found = Packed(np.empty(-(-size // WORD), np.uint64), size)
    best, theirs = np.empty(count, np.intp), np.empty(count, np.float32)
    total, kept = kernels.first_pass(
        tuple([word.row if held is word.held else (*word.ranked, held.bits) for word, held in words]),
        size,
        least,
        share,
        None if among is None else among.bits,
        None if passing is None else passing.bits,
        worth,
        most,
        found.bits,
        best,
        theirs,
    )
    return FirstPass(found, total, (best[:kept], theirs[:kept]))


def _in_numpy(
    words: Sequence[tuple[Impacts, Packed]],
    size: int,
    least: int,
    share: float,
    count: int,
    among: Packed | None,
    passing: Packed | None,
    worth: Scores | None,
) -> FirstPass:
    scores = total([(word, 1) for word, _ in words], size)
    rivals = scores if among is None else scores[among.mask]
    highest = float(rivals.max(initial=0))
    enough = np.float32(max(share * highest, TINY) if highest else TINY)
    found = at_least(least, [held for _, held in words]) | Packed.of(scores >= enough)
    passed = found if passing is None else found & passing
    (documents,) = passed.mask.nonzero()
    ranked = scores[documents] if worth is None else scores[documents] * worth[documents]
    return FirstPass(found, passed.total, top(documents, ranked, count))
