import math
from collections.abc import Callable, Iterable

import numpy as np
import pytest

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.generation import Generation
from fihris.index.inversion import LEAD
from fihris.search import Engine, Ranking
from fihris.search.collection import Collection


def bm25(word: str, articles: list[Article], ranking: Ranking) -> list[float]:
    """The formula of `Ranking`, word for word, over analysed texts."""
    chain = default_chain()
    forms = chain.forms(word)
    titles = [chain.analyze(article.title) for article in articles]
    bodies = [chain.analyze(article.body) for article in articles]
    scores = [0.0] * len(articles)
    for layer, weight in (*ranking.layers, ("stem", ranking.lead)):
        of_lead = (layer, weight) == ("stem", ranking.lead)

        def weigh(count, of_lead=of_lead):  # type: ignore[no-untyped-def]
            if of_lead:
                return [sum(map(count, body[:LEAD])) for body in bodies]
            both = zip(titles, bodies, strict=True)
            return [sum(map(count, body)) + ranking.title * sum(map(count, title)) for title, body in both]

        lengths = weigh(lambda token: not token.stop)
        average = max(sum(lengths) / len(lengths), 1)
        term = getattr(forms, layer)
        frequencies = weigh(lambda token, layer=layer, term=term: getattr(token, layer) == term)
        df = sum(tf > 0 for tf in frequencies)
        idf = math.log(1 + (len(articles) - df + 0.5) / (df + 0.5))
        for document, tf in enumerate(frequencies):
            norm = ranking.k1 * (1 - ranking.b + ranking.b * lengths[document] / average)
            scores[document] += weight * idf * tf * (ranking.k1 + 1) / (tf + norm)
    return scores


def scores_of(collection: Collection, word: str):  # type: ignore[no-untyped-def]
    scores = np.zeros(collection.size, np.float32)
    collection.impacts(default_chain().forms(word)).add_to(scores, 1)
    return scores


@pytest.mark.parametrize("word", ["صاروخ", "بحر", "برزمة", "المياه", "اليوم", "غائب"])
@pytest.mark.parametrize("ranking", [Ranking(), Ranking(exact=0, root=0, title=1, k1=1.2, b=0.75)])
def test_scores_are_those_of_the_formula(archive, word: str, ranking: Ranking) -> None:  # type: ignore[no-untyped-def]
    collection = Collection(Generation(archive), ranking)
    scores = scores_of(collection, word)
    assert scores.tolist() == pytest.approx(bm25(word, list(ARTICLES), ranking), rel=1e-5)


def test_segments_and_deletions_do_not_change_scores(tmp_path) -> None:  # type: ignore[no-untyped-def]
    reindex(ARTICLES[:2], tmp_path)
    reindex(ARTICLES[:4], tmp_path)
    reindex(ARTICLES[1:], tmp_path)
    collection = Collection(Generation(tmp_path), Ranking())
    assert len(collection.segments) > 1
    documents = np.flatnonzero(collection.alive)
    ids = [segment.documents[number].id for segment, number in map(collection.locate, documents.tolist())]
    assert sorted(ids) == sorted(article.id for article in ARTICLES[1:])
    scores = dict(zip(ids, scores_of(collection, "بحر")[documents].tolist(), strict=True))
    expected = bm25("بحر", list(ARTICLES[1:]), Ranking())
    assert [scores[article.id] for article in ARTICLES[1:]] == pytest.approx(expected, rel=1e-5)


def test_documents_are_located_in_their_segment(engine_of: Callable[[Iterable[Article]], Engine]) -> None:
    collection = engine_of(ARTICLES)._snapshot.collection
    assert [collection.locate(d)[1] for d in range(collection.size)] == list(range(len(ARTICLES)))
    with pytest.raises(IndexError):
        collection.locate(-1)


def test_a_word_of_the_lead_counts_more_than_one_further_down(
    engine_of: Callable[[Iterable[Article]], Engine],
) -> None:
    filler = "وقالت البلدية إن العمل يسير كما خطط له. " * 10
    first = Article(id="first", body=f"عبر القطار أمس. {filler}")
    later = Article(id="later", body=f"{filler} عبر القطار أمس.")
    collection = engine_of([later, first])._snapshot.collection
    scores = scores_of(collection, "قطار")
    assert scores.tolist() == pytest.approx(bm25("قطار", [later, first], Ranking()), rel=1e-5)
    assert scores[1] > scores[0]
