"""The first pass and the best of an answer against an exhaustive search over all that is found."""

from pathlib import Path
from random import Random

import numpy as np
import pytest

from fihris.index import Article, reindex
from fihris.search import Engine, open_index
from fihris.search.answer import Answer
from fihris.search.filters import Filters
from fihris.search.packed import Mask
from fihris.search.query import parse

WORDS = [
    *("قطار", "جسر", "نهر", "بحر", "جبل", "مدينة", "سوق", "مدرسة"),
    *("كتاب", "شارع", "مطر", "حديقة", "مسجد", "مصنع", "ميناء"),
]
SOURCES = ("الشروق", "الأيام", None)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """An index of many short articles in several segments, some of them deleted."""
    random = Random(7)
    index: Path = tmp_path_factory.mktemp("crowd")
    articles = [
        Article(
            id=f"n{number}",
            title=" ".join(random.choices(WORDS, k=2)),
            body=" ".join(random.choices(WORDS, k=random.randrange(3, 30))),
            source=random.choice(SOURCES),
        )
        for number in range(1300)
    ]
    reindex(articles[:700], index)
    reindex(articles[5:], index)
    return open_index(index)


QUERIES = [" ".join(Random(n).sample(WORDS, 1 + n % 6)) for n in range(60)]
OTHERS = [
    *("قطار OR جسر", "قطار AND جسر", "قطار قطار جسر", "قطار -جسر"),
    *('"قطار جسر" نهر', "قط*", "غائب قطار", "=قطار بحر"),
]


def exhaustively(answer: Answer, engine: Engine, passing: Mask | None = None) -> list[int]:
    assert answer._matching is not None
    found, scores = answer._matching.found, answer._matching.scores.tolist()
    assert found is not None
    mask = found.mask if passing is None else found.mask & passing
    documents: list[int] = np.flatnonzero(mask).tolist()
    return sorted(documents, key=lambda document: (-scores[document], document))[: engine._ranking.rerank]


@pytest.mark.parametrize("query", [*QUERIES, *OTHERS])
def test_the_first_pass_is_exact(crowd: Engine, query: str) -> None:
    snapshot = crowd._snapshot
    answer = snapshot.answer(parse(query).tree, Filters())
    documents, scores = answer.first_pass
    assert documents.tolist() == exhaustively(snapshot.answer(parse(query).tree, Filters()), crowd)
    assert scores.tolist() == sorted(scores.tolist(), reverse=True)


@pytest.mark.parametrize("query", [*QUERIES[:20], *OTHERS])
def test_a_long_page_begins_as_a_short_one_does(crowd: Engine, query: str) -> None:
    short, long = crowd.search(query), crowd.search(query, limit=100)
    assert long.hits[:10] == short.hits
    assert [hit.id for hit in crowd.search(query, limit=20, offset=10).hits] == [
        hit.id for hit in long.hits[10:30]
    ]
    scores = [hit.score for hit in long.hits]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("word", WORDS[:4])
def test_what_a_word_finds_alone_does_not_depend_on_what_was_asked_before(crowd: Engine, word: str) -> None:
    first, again = crowd.search(word), crowd.search(word)
    filtered = crowd.search(word, sources=[source for source in SOURCES if source])
    assert (first.total, first.facets, first.hits) == (again.total, again.facets, again.hits)
    assert dict(filtered.facets["source"]) == dict(first.facets["source"])
    assert filtered.total == sum(dict(first.facets["source"]).values())


@pytest.mark.parametrize("query", [*QUERIES[:24], *OTHERS])
def test_the_first_pass_of_a_filtered_query_is_exact(crowd: Engine, query: str) -> None:
    snapshot = crowd._snapshot
    filters = Filters.of(sources=["الشروق"])
    for _ in range(2):  # the second time the filter is known
        answer = snapshot.answer(parse(query).tree, filters)
        documents, scores = answer.first_pass
        passing = np.array([source_of(crowd, number) == "الشروق" for number in range(len(answer._ranked))])
        assert documents.tolist() == exhaustively(answer, crowd, passing)
        assert scores.tolist() == answer._ranked[documents].tolist()


def source_of(engine: Engine, document: int) -> str | None:
    segment, number = engine._snapshot.collection.locate(document)
    return segment.documents.source(number)
