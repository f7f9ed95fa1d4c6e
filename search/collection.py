"""The collection: an open generation with the statistics that scoring needs over all its segments."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.documents import NO_DATE
from fihris.index.generation import Generation
from fihris.index.segment import Segment
from fihris.search import alone
from fihris.search.alone import Alone
from fihris.search.bitmaps import Bitmaps
from fihris.search.cache import Cache
from fihris.search.expansion import Expanded, Expansion, Expansions, Term
from fihris.search.families import Families
from fihris.search.forward import Forward
from fihris.search.impacts import Impacts
from fihris.search.joining import column, concatenate
from fihris.search.lexicon import Lexicon
from fihris.search.occurrences import Occurrences
from fihris.search.ordering import Scores
from fihris.search.packed import Mask, Packed
from fihris.search.ranking import Ranking
from fihris.search.scoring import Scorer
from fihris.search.stems import Stems
from fihris.search.values import Values

MASKS = 1 << 20  # bytes of masks of filters that a collection keeps at least


_BORDER = np.zeros(1, np.int32)


class Collection:
    """The living documents of a generation, numbered through all its segments.

    `alive` is bool[N] over all documents, deleted ones included: they keep their numbers. `worth` is
    float32[N]: what the scores of a document are multiplied with, None if it is 1 for all. `masks` are those
    of the filters that were asked for last.
    """

    def __init__(self, generation: Generation, ranking: Ranking) -> None:
        self.generation = generation
        self.ranking = ranking
        self.segments: tuple[Segment, ...] = generation.segments
        self._bases = [segment.base for segment in self.segments]
        self.size = sum(len(segment) for segment in self.segments)
        self.alive: Mask = concatenate([segment.alive for segment in self.segments], np.bool_)
        self.documents = int(self.alive.sum())
        excerpt = concatenate([segment.columns["document.excerpt"] for segment in self.segments], np.bool_)
        worth = np.where(excerpt, np.float32(ranking.excerpt), np.float32(1))
        self.worth: Scores | None = worth if excerpt.any() else None
        self.alone: Cache[Term, Alone] = Cache(alone.REMEMBERED)
        self.masks: Cache[Hashable, Packed] = Cache(max(MASKS, len(self.alive)))
        self._expansions = Expansions()
        self._scorer = Scorer(self.segments, self.alive, ranking, self._expansions)
        self._values: dict[str, Values] = {}
        self.stems = Stems(self.segments)
        self.families = Families(self.segments, self._expansions, ranking)

    def impacts(self, term: Term) -> Impacts:
        """Return what a word adds to the scores of the documents that have it."""
        return self._scorer.impacts(term)

    def parts(self, term: Term, document: int) -> Iterator[tuple[str, float, float]]:
        """Yield what a word adds to the score of a document by each layer, and the title's share of that."""
        return self._scorer.parts(term, document)

    def lexicon(self, segment: Segment) -> Lexicon:
        """Return the exact forms of a segment."""
        return self._expansions.lexicon(segment)

    def expanded(self, segment: Segment, expansion: Expansion) -> Expanded:
        """Return the exact forms of a segment that a word stands for."""
        return self._expansions.of(segment, expansion)

    def is_cut(self, expansion: Expansion) -> bool:
        """Say whether a word stands for more forms than are looked for."""
        return any(self._expansions.of(segment, expansion).cut for segment in self.segments)

    def occurrences(self, documents: Sequence[int], terms: Iterable[Term]) -> Occurrences:
        """Find where words of a query, with all that they mean, stand in documents, which are ascending."""
        words, borders = self._tokens(documents)
        return Occurrences.of(words, borders, [self.families.of(term) for term in terms])

    def _tokens(self, documents: Sequence[int]) -> tuple[NDArray[np.int32], NDArray[np.intp]]:
        """Return the word of each token of documents, title first, and where the borders are among them.

        Before the first document, and after each, is a border: a word that is no word.
        """
        found, lengths, ends, done = [_BORDER], [], [], 0
        for segment in self.segments:
            base = segment.base
            end = bisect_left(documents, base + len(segment), done)
            for document in documents[done:end]:
                words = segment.words(document - base)
                found += (words, _BORDER)
                lengths.append(len(words) + 1)
            done = end
            ends.append(end)
        words = np.concatenate(found)
        borders = [0, *accumulate(lengths)]
        for first, last, base in zip(ends, ends[1:], self.families.bases[1:], strict=False):
            words[borders[first] : borders[last]] += np.int32(base)
        at = np.array(borders)
        words[at] = self.families.bases[-1]
        return words, at

    @cached_property
    def forward(self) -> Forward:
        """The forward columns as the kernels read them."""
        return Forward(self.segments, self.families.bases[:-1], self.ranking)

    @cached_property
    def living(self) -> Packed:
        """Which documents are not deleted."""
        return Packed.of(self.alive)

    @cached_property
    def published(self) -> NDArray[np.int64]:
        """When each document was published: int64[N], seconds of UTC since 1970, or `NO_DATE`."""
        return self.column("document.published")

    @cached_property
    def years(self) -> tuple[list[str], NDArray[np.int64]]:
        """The years in which documents were published, ascending, and the number of each one's, or -1."""
        dated = self.published != NO_DATE
        moments = np.where(dated, self.published, 0).astype("datetime64[s]")
        years = moments.astype("datetime64[Y]").astype(np.int64) + 1970
        distinct = np.unique(years[dated])
        return list(map(str, distinct.tolist())), np.where(dated, distinct.searchsorted(years), -1)

    @cached_property
    def bitmaps(self) -> Bitmaps:
        """The facets that are mostly asked for, as far as they have few values."""
        named = ((field, self.values(field)) for field in ("source", "section"))
        return Bitmaps(
            self.size,
            [("year", *self.years), *((field, values.names, values.codes) for field, values in named)],
        )

    def values(self, field: str) -> Values:
        """Return the values of "source", "section", "author", "keyword" or "url"."""
        values = self._values.get(field)
        if values is None:
            values = self._values[field] = Values.of(self.segments, field)
        return values

    @cached_property
    def copies(self) -> NDArray[np.int64]:
        """How many other living documents tell the same story: int64[N]."""
        story = self.generation.stories
        told = np.bincount(story + 1, minlength=1)
        told[0] = 1  # those that stand alone
        return told[story + 1] - 1

    def column(self, name: str) -> Array:
        """Return a document column over all segments."""
        return column(self.segments, name)

    def locate(self, document: int) -> tuple[Segment, int]:
        """Return the segment that holds a document, and its number there."""
        if document < 0:
            raise IndexError(document)
        segment = self.segments[bisect_right(self._bases, document) - 1]
        return segment, document - segment.base
