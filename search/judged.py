"""Judged sets: documents, queries, and which documents answer which query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from fihris.index.article import Article
from fihris.index.errors import FihrisError

NAMED = 5  # of what is left out, so many are named


class JudgedSetError(FihrisError):
    """A judged set, or a saved run of one, that cannot be read or has nothing to measure."""


@dataclass(frozen=True, slots=True)
class JudgedQuery:
    """A query and what answers it: `grades` maps ids of documents to how well they do, 0 for not at all."""

    id: str
    text: str
    grades: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Documents and queries to measure with; `notices` say, a sentence each, what had to be left out.

    Every id is there once, and every query has a relevant document: one with a grade above 0 that is in the
    set. No other grades are kept.
    """

    articles: tuple[Article, ...]
    queries: tuple[JudgedQuery, ...]
    notices: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, articles: Sequence[Article], queries: Sequence[JudgedQuery], notices: Iterable[str] = ()
    ) -> Self:
        """Return the set of what can be measured with; of several things with one id the first counts.

        A relevant document that is not in the set does not count, as nothing could find it. `notices` are
        said before those about what is left out. Raises `JudgedSetError` if no query is left.
        """
        documents = {article.id: article for article in reversed(articles)}
        asked = {query.id: query for query in reversed(queries)}
        first_articles = [article for article in articles if documents[article.id] is article]
        first_queries = [query for query in queries if asked[query.id] is query]
        relevant = [
            {document: grade for document, grade in query.grades.items() if grade > 0}
            for query in first_queries
        ]
        absent = {document for grades in relevant for document in grades} - documents.keys()
        answered = [
            replace(query, grades={id_: grade for id_, grade in grades.items() if id_ in documents})
            for query, grades in zip(first_queries, relevant, strict=True)
        ]
        said = (
            _notice(
                "Documents with the id of an earlier one are left out",
                [article.id for article in articles if documents[article.id] is not article],
            ),
            _notice(
                "Queries with the id of an earlier one are left out",
                [query.id for query in queries if asked[query.id] is not query],
            ),
            _notice("Relevant documents that are not in the set do not count", sorted(absent)),
            _notice(
                "Queries without a relevant document in the set are left out",
                [query.id for query in answered if not query.grades],
            ),
        )
        measurable = tuple(query for query in answered if query.grades)
        if not measurable:
            raise JudgedSetError(
                "No query has a relevant document in the set, so there is nothing to measure. Check that the "
                "judgments name documents by their ids."
            )
        return cls(tuple(first_articles), measurable, (*notices, *filter(None, said)))


def _notice(sentence: str, names: Sequence[str]) -> str | None:
    return f"{sentence} ({len(names)}): {listed(names)}." if names else None


def listed(names: Sequence[str]) -> str:
    """Return the first few of `names` as text."""
    return ", ".join(names[:NAMED]) + (", …" if len(names) > NAMED else "")
