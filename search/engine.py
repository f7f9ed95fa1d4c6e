"""The engine: an open index that answers queries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter

from fihris.index.article import Article
from fihris.index.errors import QueryError
from fihris.index.generation import Generation
from fihris.index.generations import Generations
from fihris.search.absent import absent_values
from fihris.search.collection import Collection
from fihris.search.completion import LONGEST, MOST, Completion
from fihris.search.cursor import read_cursor, write_cursor
from fihris.search.facets import FACETS, USUAL
from fihris.search.filters import Day, Filters, Names
from fihris.search.histogram import UNITS, Counts, count_dates
from fihris.search.listing import Listing
from fihris.search.mending import Asked, mended
from fihris.search.moments import Moment
from fihris.search.notices import FUNCTION_WORDS, LOOSENED, MOST_COMMON, NO_PHRASE, NOTHING, missing
from fihris.search.query import parse
from fihris.search.ranking import Ranking
from fihris.search.recency import Recency, half_life
from fihris.search.results import Headline, Highlighted, Hit, Page, Stats
from fihris.search.snapshot import Snapshot
from fihris.search.synonyms import SynonymsFile
from fihris.search.tree import Node, loosened, words_beside_phrases

SORTS = ("relevance", "newest", "oldest")
MOST_HITS = 1000  # on one page
READ_AT_ONCE = 100  # hits of an export
PASTED = 4  # words beside a phrase: so many are a pasted headline, whose quotation marks are the newspaper's


def open_index(
    index: str | Path = "fihris-index",
    *,
    ranking: Ranking | None = None,
    synonyms: str | Path | None = None,
) -> Engine:
    """Return the engine of the index at `index`.

    `synonyms` is a file of words that mean the same (see `Synonyms`), read now and when it changes. Raises
    `IndexMissing`, `IndexStale`, `IndexNewer`, `IndexDamaged` or `SynonymsUnusable`, each with what to type.
    """
    return Engine(Path(index), ranking or Ranking(), Path(synonyms) if synonyms is not None else None)


class Engine:
    """Answers queries over one index; may be shared by threads.

    Holds the generation that was served when it was opened, or last refreshed, whatever is published
    meanwhile.
    """

    def __init__(self, index: Path, ranking: Ranking, synonyms: Path | None = None) -> None:
        self._index = index
        self._ranking = ranking
        self._synonyms = SynonymsFile(synonyms) if synonyms else None
        self._refreshing = Lock()
        self._warm = False
        self._snapshot = self._open()

    def _open(self) -> Snapshot:
        synonyms = self._synonyms.read() if self._synonyms else None
        snapshot = Snapshot(Collection(Generation(self._index), self._ranking), synonyms)
        if self._warm:
            _warm(snapshot)
        return snapshot

    def keep_warm(self) -> None:
        """Make what completion, spelling and names need in the background, now and of each new generation.

        Else it is made when it is first needed, and who asks first waits for it.
        """
        self._warm = True
        _warm(self._snapshot)

    def __len__(self) -> int:
        return self._snapshot.collection.documents

    def refresh(self) -> None:
        """Take up the newest generation, and synonyms that changed; costs one small read where nothing did.

        While one thread opens it the others go on with the one before.
        """
        if self._synonyms and self._synonyms.changed():
            self._snapshot.take_up(self._synonyms.read())
        if Generations(self._index).current() == self._snapshot.name:
            return
        if self._refreshing.acquire(blocking=False):
            try:
                self._snapshot = self._open()
            finally:
                self._refreshing.release()

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        sort: str = "relevance",
        sources: Names = (),
        sections: Names = (),
        keywords: Names = (),
        authors: Names = (),
        since: Day = None,
        until: Day = None,
        recency: Recency | None = None,
        facets: tuple[str, ...] | list[str] = USUAL,
        new_since: Moment = None,
        group: bool = False,
        explain: bool = False,
        cursor: str | None = None,
    ) -> Page:
        """Return the page of hits for `query` that begins after `offset` hits.

        An empty query, or `*`, with filters finds everything that passes them, the newest first; so does a
        query of nothing but fields and dates. `sources`, `sections`, `keywords` and `authors` are names, any
        of which will do; `since` and `until` are inclusive: dates, or text like 2023-09-05, 2023, تموز 2015
        or أمس. `recency` is off, or the days after which an article counts a quarter less (True: 30), see
        `recency`. `facets` are those to count; each is counted as if it were not filtered by itself, so that
        other values can be added. `new_since` asks for what came into the index, or changed, at that moment
        (UTC) or later. `group` shows of the articles of one story the first in order; `total` counts all,
        `Page.stories` those to page through. `explain` tells of each hit what its score is made of. `cursor`
        is the `next` of an earlier page and takes the place of `offset`. The language of queries is described
        in `query`. Raises `QueryError` for a limit, offset, order, date, recency, facet or cursor that makes
        no sense; no text of a query does.
        """
        started = perf_counter()
        _check(limit, offset, sort)
        if unknown := [name for name in facets if name not in FACETS]:
            raise QueryError(f"There is no facet “{unknown[0]}”. Use one of: {', '.join(FACETS)}.")
        snapshot = self._snapshot
        filters = Filters.of(
            sources, since, until, new_since, sections=sections, keywords=keywords, authors=authors
        )
        days = half_life(recency)
        question = (query, filters, sort, group, days)
        if cursor:
            offset = read_cursor(cursor, snapshot.name, question)
        asked = _ask(snapshot, query, filters, days)
        answer = asked.answer
        if sort == "relevance" and not (answer.plan and answer.plan.weights):
            sort = "newest"
        found = snapshot.firsts(answer, sort) if group else None
        count = answer.total if found is None else len(found)
        documents = answer.ordered(sort, offset + limit, found)[offset:]
        hits = snapshot.hits(documents, answer.scores_of(documents), answer.reading)
        if explain:
            hits = snapshot.explained(hits, documents, answer)
        shown = offset + len(hits)
        return Page(
            query=query,
            interpreted=str(asked.tree or ""),
            notices=asked.notices,
            suggestion=asked.suggestion,
            total=answer.total,
            took_ms=(perf_counter() - started) * 1000,
            hits=hits,
            facets={name: answer.facet(name) for name in facets},
            next=write_cursor(snapshot.name, shown, question) if hits and shown < count else None,
            stories=count if group else None,
        )

    def export(
        self,
        query: str,
        *,
        sort: str = "relevance",
        sources: Names = (),
        sections: Names = (),
        keywords: Names = (),
        authors: Names = (),
        since: Day = None,
        until: Day = None,
        recency: Recency | None = None,
        new_since: Moment = None,
        group: bool = False,
    ) -> Iterator[Hit]:
        """Yield every hit for `query`, in order, of the generation that is open now; see `search`.

        What makes no sense is raised at once, before the first hit is asked for.
        """
        _check(0, 0, sort)
        snapshot = self._snapshot
        filters = Filters.of(
            sources, since, until, new_since, sections=sections, keywords=keywords, authors=authors
        )
        answer = _ask(snapshot, query, filters, half_life(recency)).answer
        if sort == "relevance" and not (answer.plan and answer.plan.weights):
            sort = "newest"
        found = snapshot.firsts(answer, sort) if group else None
        documents = answer.ordered(sort, answer.total, found)
        parts = (documents[start : start + READ_AT_ONCE] for start in range(0, len(documents), READ_AT_ONCE))
        return (
            hit for part in parts for hit in snapshot.hits(part, answer.scores[part].tolist(), answer.reading)
        )

    def histogram(
        self,
        query: str,
        by: str = "year",
        *,
        sources: Names = (),
        sections: Names = (),
        keywords: Names = (),
        authors: Names = (),
        since: Day = None,
        until: Day = None,
        new_since: Moment = None,
    ) -> Counts:
        """Return how many articles that `query` finds are of each year, month or day, in date order.

        Dates are written 2023, 2023-09 or 2023-09-05, as `by` is "year", "month" or "day"; those of no
        article are left out, as are articles without a date. Query and filters are those of `search`. Raises
        `QueryError` for a `by` or a date that makes no sense.
        """
        if by not in UNITS:
            raise QueryError(f"There is no histogram by “{by}”. Use one of: {', '.join(UNITS)}.")
        snapshot = self._snapshot
        filters = Filters.of(
            sources, since, until, new_since, sections=sections, keywords=keywords, authors=authors
        )
        answer = _ask(snapshot, query, filters).answer
        return count_dates(snapshot.collection, answer.documents, by)

    def articles(self) -> Iterator[Article]:
        """Yield every article, whole, in the order of the generation that is open now."""
        return self._snapshot.collection.generation.articles()

    def listing(self) -> Listing:
        """Return the list of all articles that are no excerpts of others: their ids, and when they came."""
        return self._snapshot.listing

    def article(self, identifier: str) -> Article:
        """Return the article with that id; raise `ArticleMissing` if there is none."""
        return self._snapshot.article(identifier)

    def highlight(self, article: Article, query: str) -> Highlighted:
        """Return the whole title and body of an article of the index with the words of `query` marked.

        Raises `ArticleMissing` if it is not there any more.
        """
        snapshot = self._snapshot
        return snapshot.highlight(article.id, _ask(snapshot, query, Filters()).answer.plan)

    def suggest(self, query: str, limit: int = 3) -> tuple[str, ...]:
        """Return what `query` may have been meant to be, likelier suggestions first.

        Of several words those are corrected that deserve it, as for `Page.suggestion`; of one word it is told
        what may have been meant, however many articles have it.
        """
        return self._snapshot.suggest(query, _read(query)[0], limit)

    def copies(self, identifier: str) -> tuple[Headline, ...]:
        """Return the other articles that carry the text of an article, nearly word for word, oldest first.

        Raises `ArticleMissing` if the article is not there.
        """
        return self._snapshot.copies(identifier)

    def related(
        self, identifier: str | None = None, limit: int = 5, *, text: str | None = None
    ) -> tuple[Hit, ...]:
        """Return the articles that are about the same as an article, or as any text, the nearest first.

        The article itself and its copies are left out; of other stories only one article is returned. Raises
        `ArticleMissing` if the article is not there, `QueryError` unless one of both is given.
        """
        _check(limit, 0, SORTS[0])
        if (identifier is None) == (text is None):
            raise QueryError("Name an article by its id, or give a text: one of both.")
        if identifier is not None:
            return self._snapshot.related(identifier, limit)
        return self._snapshot.related_to_text(text or "", limit)

    def timeline(self, identifier: str, limit: int = 8) -> tuple[Headline, ...]:
        """Return the course of the story that an article tells a part of, the oldest first.

        The article stands among the `limit` nearest others about the same; where there are none, or it has no
        date, nothing is returned. Raises `ArticleMissing` if the article is not there.
        """
        _check(limit, 0, SORTS[0])
        return self._snapshot.timeline(identifier, limit)

    @property
    def updated(self) -> datetime:
        """When the generation that is open was written, naive and UTC."""
        created = datetime.fromisoformat(self._snapshot.collection.generation.manifest.created)
        return created.astimezone(UTC).replace(tzinfo=None)

    def complete(self, text: str, limit: int = 8) -> tuple[Completion, ...]:
        """Return what a reader who has typed `text` may go on to type, the likeliest first.

        The last word is completed, or the next one told after a space: by what follows the words before it in
        the articles, else by any word, common and timely ones first; then by keywords, authors, sources and
        headlines that begin so. Raises `QueryError` for a limit that makes no sense.
        """
        if not 0 <= limit <= MOST:
            raise QueryError(f"There are 0 to {MOST} completions, not {limit}.")
        return self._snapshot.completer.complete(text[:LONGEST], limit)

    def newest(self, limit: int = 10) -> tuple[Hit, ...]:
        """Return the newest articles as hits of no query."""
        return self._snapshot.newest(limit)

    def stats(self) -> Stats:
        """Return what the index holds."""
        return self._snapshot.stats


def _warm(snapshot: Snapshot) -> None:
    Thread(target=snapshot.warm, name="fihris-warm", daemon=True).start()


def _read(query: str) -> tuple[Node | None, tuple[str, ...]]:
    """Return the tree of a query, without the quotation marks of a pasted headline, and its notices."""
    parsed = parse(query)
    if words_beside_phrases(parsed.tree) >= PASTED:
        return loosened(parsed.tree), (*parsed.notices, LOOSENED)
    return parsed.tree, parsed.notices


def _ask(snapshot: Snapshot, query: str, filters: Filters, recency: float | None = None) -> Asked:
    """Return what a query finds, or what it was meant to be where it finds nothing."""
    if filters and query.strip() in ("", "*"):
        absent = tuple(absent_values(snapshot.collection, None, filters))
        return Asked(snapshot.answer(None, filters, browse=True), None, absent)
    return mended(
        query,
        lambda text: _ask_as_typed(snapshot, text, filters, recency),
        snapshot.corrector,
        filtered=bool(filters),
    )


def _ask_as_typed(snapshot: Snapshot, query: str, filters: Filters, recency: float | None) -> Asked:
    tree, notices = _read(query)
    answer = snapshot.answer(tree, filters, recency=recency)
    if answer.total == 0 and (loose := loosened(tree)):
        tree, notices = loose, (*notices, NO_PHRASE)
        answer = snapshot.answer(tree, filters, recency=recency)
    if answer.is_cut():
        notices = (*notices, MOST_COMMON)
    if answer.plan and answer.plan.only_function_words:
        notices = (*notices, FUNCTION_WORDS)
    words = answer.missing()
    if tree and not answer.means:
        notices = (*notices, NOTHING)
    elif words:
        notices = (*notices, missing(words))
    notices = (*notices, *absent_values(snapshot.collection, answer.plan, filters, words, found=answer.total))
    return Asked(answer, tree, notices)


def _check(limit: int, offset: int, sort: str) -> None:
    if sort not in SORTS:
        raise QueryError(f"There is no order “{sort}”. Use one of: {', '.join(SORTS)}.")
    if not 0 <= limit <= MOST_HITS:
        raise QueryError(f"A page has 0 to {MOST_HITS} hits, not {limit}.")
    if offset < 0:
        raise QueryError(f"There is no offset {offset}. Begin at 0.")
