"""A snapshot: one generation with everything an engine answers from."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property

import numpy as np
from fihris.index.errors import ArticleMissing
from fihris.index.inversion import NO_DATE
from fihris.search.collection import Collection, Mask, Scores
from fihris.search.facets import count_facets
from fihris.search.plan import Plan
from fihris.search.results import Hit, Stats
from fihris.search.snippets import Marked
from fihris.search.tree import Node
from numpy.typing import NDArray


class Snapshot:
    """Puts the documents of a collection in order and makes hits of them."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.name = collection.generation.name

    def plan(self, tree: Node | None) -> Plan | None:
        """Return the plan of a tree by the analysis of this generation."""
        return Plan(tree, self.collection.generation.chain) if tree else None

    def rank(self, found: Mask, scores: Scores, sort: str, count: int) -> NDArray[np.int64]:
        """Return the first `count` of the found documents in the asked order.

        Exact: documents that tie come in the order in which they were indexed. Sorted by date, those of one
        moment come by score, and those without a date last.
        """
        documents = np.flatnonzero(found)
        score = scores[documents]
        if sort == "relevance":
            if 0 < count < len(documents):
                # Only what reaches the score of the last one shown has to be put in order.
                enough = score >= np.partition(score, len(score) - count)[len(score) - count]
                documents, score = documents[enough], score[enough]
            return documents[np.lexsort((documents, -score))][:count]
        published = self._published[documents]
        undated = published == NO_DATE
        age = np.where(undated, 0, -published if sort == "newest" else published)
        return documents[np.lexsort((documents, -score, age, undated))][:count]

    def hits(self, ranked: NDArray[np.int64], scores: Scores, plan: Plan | None) -> tuple[Hit, ...]:
        """Return documents as hits, with title and snippet marked for `plan`."""
        weights = self.collection.weights(plan.weights) if plan else []
        return tuple(
            self._hit(document, float(scores[document]), plan, weights) for document in ranked.tolist()
        )

    def _hit(self, document: int, score: float, plan: Plan | None, weights: list[float]) -> Hit:
        segment, number = self.collection.locate(document)
        marked = Marked.of(segment, number, plan)
        article = marked.article
        return Hit(
            id=article.id,
            title=article.title,
            url=article.url,
            source=article.source,
            published=article.published,
            section=article.section,
            author=article.author,
            keywords=article.keywords,
            score=score,
            snippet=marked.snippet(weights),
            title_pieces=marked.title_pieces(),
            copies=self._copies(document),
        )

    def newest(self, limit: int) -> tuple[Hit, ...]:
        """Return the newest articles, each with its beginning for a snippet."""
        scores = np.zeros(self.collection.size, np.float32)
        return self.hits(self.rank(self.collection.alive, scores, "newest", limit), scores, None)

    def marked(self, identifier: str, plan: Plan | None) -> Marked:
        """Return the article with that id, marked for `plan`; raise `ArticleMissing` if there is none."""
        for segment in self.collection.segments:
            document = segment.find(identifier)
            if document is not None:
                return Marked.of(segment, document, plan)
        raise ArticleMissing(f"There is no article {identifier} in the index. Search for its title instead.")

    @cached_property
    def stats(self) -> Stats:
        """What the generation holds."""
        facets = count_facets(self.collection, self.collection.alive)
        published = self._published[self.collection.alive]
        dated = published[published != NO_DATE]
        return Stats(
            articles=self.collection.documents,
            sources=facets["source"],
            keywords=facets["keyword"],
            first=_moment(int(dated.min())) if len(dated) else None,
            last=_moment(int(dated.max())) if len(dated) else None,
            generation=self.name,
        )

    @cached_property
    def _published(self) -> NDArray[np.int64]:
        return self.collection.column("document.published")

    @cached_property
    def _texts(self) -> NDArray[np.uint64]:
        """The text hashes of all living documents, ascending."""
        texts: NDArray[np.uint64] = np.sort(self.collection.column("document.text")[self.collection.alive])
        return texts

    def _copies(self, document: int) -> int:
        text = self.collection.column("document.text")[document]
        if text == 0:
            return 0
        first, last = np.searchsorted(self._texts, text, "left"), np.searchsorted(self._texts, text, "right")
        return int(last - first) - 1


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None)
