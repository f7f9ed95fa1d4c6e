"""A snapshot: one generation with everything an engine answers from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from fihris.index.arabic.letters import ARTICLE
from fihris.index.article import Article
from fihris.index.documents import NO_DATE, moment
from fihris.index.errors import ArticleMissing
from fihris.index.segment import Segment
from fihris.search import timeline
from fihris.search.answer import Answer
from fihris.search.collection import Collection
from fihris.search.completion import Completer
from fihris.search.correction import Corrector
from fihris.search.explaining import explain
from fihris.search.facets import count_facet
from fihris.search.filters import Filters
from fihris.search.found import Found
from fihris.search.grouping import first_of_stories
from fihris.search.hits import hits
from fihris.search.listing import Listing
from fihris.search.naming import Naming
from fihris.search.ordering import Documents, by_date
from fihris.search.plan import Plan
from fihris.search.reading import Reading
from fihris.search.related import related, stems_of_article, stems_of_text
from fihris.search.results import Headline, Highlighted, Hit, Stats
from fihris.search.snippets import highlight
from fihris.search.surfaces import Surfaces
from fihris.search.synonyms import Synonyms
from fihris.search.tree import Node, Word
from fihris.search.variants import Variants
from fihris.search.widening import Widening

FIRST_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآ"


class Snapshot:
    """Makes plans for a collection, and hits of its documents."""

    def __init__(self, collection: Collection, synonyms: Synonyms | None = None) -> None:
        self.collection = collection
        self._naming = Naming(collection.generation.chain)
        self._variants = Variants(collection)
        self.take_up(synonyms)
        self.name = collection.generation.name

    def take_up(self, synonyms: Synonyms | None) -> None:
        """Search with other synonyms from now on."""
        self._widening = Widening(self._variants, synonyms)

    def plan(self, tree: Node | None) -> Plan | None:
        """Return the plan of a tree by the analysis of this generation."""
        return Plan(tree, self._naming, self._widening.of) if tree else None

    def answer(
        self, tree: Node | None, filters: Filters, *, browse: bool = False, recency: float | None = None
    ) -> Answer:
        """Return what a tree finds, or all that pass the filters."""
        return Answer(self.collection, self.plan(tree), filters, browse=browse, recency=recency)

    def warm(self) -> None:
        """Ask for completions of each first letter, and what needs the tables of spelling and names."""
        for letter in FIRST_LETTERS:
            self.completer.complete(letter, 1)
            self.completer.complete(ARTICLE + letter, 1)
        self.suggest("المدينه", Word("المدينه"), 1)

    @cached_property
    def surfaces(self) -> Surfaces:
        """How the articles of this generation write its words."""
        return Surfaces(self.collection)

    @cached_property
    def corrector(self) -> Corrector:
        """What corrects queries by the words of this generation."""
        return Corrector(self.collection, self.surfaces)

    @cached_property
    def listing(self) -> Listing:
        """The list of the articles of this generation."""
        return Listing(self.collection)

    @cached_property
    def completer(self) -> Completer:
        """What completes queries by what this generation holds."""
        return Completer(self.collection, self.surfaces)

    def suggest(self, query: str, tree: Node | None, limit: int) -> tuple[str, ...]:
        """Return what a query may have been meant to be."""
        plan, corrector = self.plan(tree), self.corrector
        if plan is None or limit < 1:
            return ()
        if reading := corrector.layouts.reading(query):
            return (reading,)
        if len(plan.written) == 1 and isinstance(tree, Word):
            return tuple(corrector.alternatives(query, limit))
        return tuple(corrector.corrections(query, plan, limit))

    def hits(self, documents: Documents, scores: Sequence[float], reading: Reading) -> tuple[Hit, ...]:
        """Return documents as hits with their scores, title and snippet marked for what they are read for."""
        return hits(self.collection, documents.tolist(), scores, reading)

    def firsts(self, answer: Answer, sort: str) -> Documents:
        """Return of what was found those that stand alone and the first of each story, ascending."""
        return first_of_stories(
            answer.documents,
            self.collection.generation.stories,
            lambda documents: answer.ordered(sort, len(documents), documents),
        )

    def explained(self, hits: tuple[Hit, ...], documents: Documents, answer: Answer) -> tuple[Hit, ...]:
        """Return the hits of documents with what their scores are made of."""
        return tuple(
            replace(hit, explanation=explain(self.collection, answer, document))
            for hit, document in zip(hits, documents.tolist(), strict=True)
        )

    def copies(self, identifier: str) -> tuple[Headline, ...]:
        """Return the other articles of a story, the oldest first."""
        segment, number = self._find(identifier)
        return tuple(map(self._headline, self._copies(segment.base + number)))

    def _copies(self, document: int) -> list[int]:
        stories = self.collection.generation.stories
        if stories[document] < 0:
            return []
        (members,) = (stories == stories[document]).nonzero()
        scores = np.zeros(self.collection.size, np.float32)
        members = by_date(members, self.collection.published, scores, len(members), newest=False)
        return [member for member in members.tolist() if member != document]

    def timeline(self, identifier: str, limit: int) -> tuple[Headline, ...]:
        """Return an article among the nearest of those that tell its story at other times."""
        segment, number = self._find(identifier)
        document = segment.base + number
        copies, without = self._copies(document), self.collection.published == NO_DATE
        without[[document, *copies]] = True
        others, _ = related(
            self.collection, stems_of_article(segment, number), limit, without, timeline.LEAST
        )
        members = timeline.in_time(self.collection, document, others.tolist(), copies)
        return tuple(map(self._headline, members))

    def _headline(self, document: int) -> Headline:
        segment, number = self.collection.locate(document)
        article = segment.documents.article(number)
        return Headline(article.id, article.title, article.url, article.source, article.published)

    def related(self, identifier: str, limit: int) -> tuple[Hit, ...]:
        """Return the articles that share the telling words of one, but for its copies."""
        segment, number = self._find(identifier)
        stories = self.collection.generation.stories
        document = segment.base + number
        without = stories == stories[document] if stories[document] >= 0 else np.zeros(len(stories), bool)
        without[document] = True
        stems = stems_of_article(segment, number)
        documents, scores = related(self.collection, stems, limit, without)
        return self.hits(documents, scores, Reading(self.collection, None))

    def related_to_text(self, text: str, limit: int) -> tuple[Hit, ...]:
        """Return the articles that share the telling words of a text."""
        documents, scores = related(self.collection, stems_of_text(self.collection, text), limit)
        return self.hits(documents, scores, Reading(self.collection, None))

    def newest(self, limit: int) -> tuple[Hit, ...]:
        """Return the newest articles, each with its beginning for a snippet."""
        scores = np.zeros(self.collection.size, np.float32)
        living = np.flatnonzero(self.collection.alive)
        documents = by_date(living, self.collection.published, scores, limit, newest=True)
        return self.hits(documents, [0.0] * len(documents), Reading(self.collection, None))

    def article(self, identifier: str) -> Article:
        """Return the article with that id; raise `ArticleMissing` if there is none."""
        segment, document = self._find(identifier)
        return segment.documents[document]

    def highlight(self, identifier: str, plan: Plan | None) -> Highlighted:
        """Return the article with that id with the words of a plan marked."""
        segment, document = self._find(identifier)
        (read,) = Reading(self.collection, plan).of([segment.base + document])
        return highlight(segment, document, read)

    def _find(self, identifier: str) -> tuple[Segment, int]:
        for segment in self.collection.segments:
            document = segment.find(identifier)
            if document is not None:
                return segment, document
        raise ArticleMissing(f"There is no article {identifier} in the index. Search for its title instead.")

    @cached_property
    def stats(self) -> Stats:
        """What the generation holds."""
        found = Found(self.collection.living)
        published = self.collection.published[self.collection.alive]
        dated = published[published != NO_DATE]
        return Stats(
            articles=self.collection.documents,
            sources=count_facet(self.collection, found, "source", most=None),
            keywords=count_facet(self.collection, found, "keyword", most=None),
            first=moment(int(dated.min())) if len(dated) else None,
            last=moment(int(dated.max())) if len(dated) else None,
            generation=self.name,
        )
