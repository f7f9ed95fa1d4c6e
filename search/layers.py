"""Layers: what the exact form, stem and root of a word add to the scores of the documents that have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms
from fihris.index.columns import Array
from fihris.index.segment import Segment
from fihris.search.compiled import kernels
from fihris.search.ordering import Scores
from fihris.search.packed import WORD, Mask, Packed

LAYERS = ("exact", "stem", "root")
NOWHERE = (0, 0, 0, 0)
"""How many documents have a word by each layer, and by the lead, where none has it."""


@dataclass(frozen=True, slots=True, eq=False)
class Norms:
    """What a collection of N documents is scored by.

    `frequencies` float32[256] is how often a word counts by the byte of its count; `documents` and `leads`
    float32[N] are what BM25 adds to that, for the whole text and for the beginning of the body alone.
    """

    frequencies: Scores
    documents: Scores
    leads: Scores


class Postings(NamedTuple):
    """A word's postings in one segment.

    Its first document has the number `base`; `alive` says which of them are not deleted. `exact`, `stem` and
    `root` are documents, numbered within the segment, and counts; `lead` uint8 is how often the stem stands
    in the lead of each of its documents.
    """

    base: int
    alive: Mask
    deleted: bool
    exact: tuple[Array, Array]
    stem: tuple[Array, Array]
    root: tuple[Array, Array]
    lead: Array

    @classmethod
    def of(cls, segment: Segment, forms: Forms) -> Postings:
        """Return the postings of a word's forms in a segment."""
        columns = segment.columns
        exact, stem, root = (segment.postings(layer, getattr(forms, layer)) for layer in LAYERS)
        return cls(
            segment.base,
            segment.alive,
            segment.deleted,
            (columns["exact.doc"][exact], columns["exact.count"][exact]),
            (columns["stem.doc"][stem], columns["stem.count"][stem]),
            (columns["root.doc"][root], columns["root.count"][root]),
            columns["stem.lead"][stem],
        )

    def frequencies(self) -> tuple[int, int, int, int]:
        """Return how many living documents have exact form, stem and root, and the stem in their lead."""
        if not self.deleted:
            exact, stem, root = len(self.exact[0]), len(self.stem[0]), len(self.root[0])
            return exact, stem, root, int(np.count_nonzero(self.lead))
        living = [self.alive[documents] for documents, _ in (self.exact, self.stem, self.root)]
        exact, stem, root = (int(np.count_nonzero(each)) for each in living)
        return exact, stem, root, int(np.count_nonzero(self.lead[living[1]]))


Added = tuple[NDArray[np.int32], Scores, Mask, Packed]
"""Living documents, ascending; their scores, and which have the stem; of all, who has stem or root."""


def added_up(postings: Sequence[Postings], norms: Norms, worth: Scores) -> Added:
    """Return what a word adds to the scores of documents, numbered through all segments.

    `worth` float32[8] has for exact form, stem, root and lead what BM25 is multiplied with, idf · (k1 + 1),
    then the weights of these layers.
    """
    size = len(norms.documents)
    if kernels:
        room = sum(len(each.exact[0]) + len(each.stem[0]) + len(each.root[0]) for each in postings)
        documents, scores = np.empty(room, np.int32), np.empty(room, np.float32)
        has_stem, held = np.empty(room, bool), Packed(np.zeros(-(-size // WORD), np.uint64), size)
        at, bits = 0, held.bits.view(np.uint8)
        for each in postings:
            at = kernels.added_up(
                *each.exact,
                *each.stem,
                *each.root,
                each.lead,
                each.alive,
                norms.documents,
                norms.leads,
                norms.frequencies,
                worth,
                each.base,
                at,
                documents,
                scores,
                has_stem,
                bits,
            )
        return documents[:at].copy(), scores[:at].copy(), has_stem[:at].copy(), held
    dense, (idf, weight) = np.zeros(size, np.float32), worth.reshape(2, 4)
    has_exact, has_stem, has_root = has = np.zeros((3, size), bool)
    for base, alive, _, exact, stem, root, lead in postings:
        here = slice(base, base + len(alive))
        scores, lengths = dense[here], norms.documents[here]
        (leads,) = lead.nonzero()
        for layer, (documents, counts) in ((1, stem), (0, exact), (2, root)):
            frequencies = norms.frequencies.take(counts)
            scores[documents] += weight[layer] * _bm25(idf[layer], frequencies, lengths[documents])
            has[layer, here][documents] = True
        documents = stem[0][leads]
        scores[documents] += weight[3] * _bm25(idf[3], lead[leads], norms.leads[here][documents])
        has[:, here] &= alive
    held_by = has_stem | has_root
    (found,) = (has_exact | held_by).nonzero()
    return found.astype(np.int32), dense[found], has_stem[found], Packed.of(held_by)


def _bm25(idf: np.float32, frequencies: Scores, norms: Scores) -> Scores:
    scores: Scores = idf * frequencies / (frequencies + norms)
    return scores
