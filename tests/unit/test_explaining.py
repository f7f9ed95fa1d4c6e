from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest

from archive import ARTICLES
from fihris.index import Article
from fihris.search import Engine
from fihris.search.explanation import Explanation, Part

EngineOf = Callable[[Iterable[Article]], Engine]

EXCERPT = replace(ARTICLES[0], id="excerpt", excerpt_of="other")


@pytest.fixture
def many(engine_of: EngineOf) -> Engine:
    """More articles than are read for passages, an excerpt among them."""
    more = [
        Article(id=f"rain{n}", title=("صواريخ", "أمطار")[n % 2], body=f"مطر على البحر {'غزير ' * n} وصاروخ")
        for n in range(30)
    ]
    return engine_of([*ARTICLES, EXCERPT, *more])


@pytest.mark.parametrize(
    "query",
    [
        "صواريخ",
        "صواريخ نيسارا",
        "بحر العقيق مطر صاروخ",
        "مطر مطر غزير",
        '"بحر العقيق" صاروخ',
        "صوار* بحر",
        "=مطر صاروخ~",
        "مطر OR صواريخ",
        "صاروخ -نيسارا",
        "في على",
    ],
)
def test_the_parts_add_up_to_the_score(many: Engine, query: str) -> None:
    page = many.search(query, limit=100, explain=True)
    assert page.hits
    plain = many.search(query, limit=100)
    for hit, unexplained in zip(page.hits, plain.hits, strict=True):
        assert hit.explanation
        assert hit.explanation.score == pytest.approx(hit.score, rel=1e-5)
        assert unexplained.explanation is None
        assert replace(hit, explanation=None) == unexplained


def test_every_layer_and_the_passage_have_their_part(news: Engine) -> None:
    explanation = news.search("صواريخ البحر", explain=True).hits[0].explanation
    assert explanation
    layers = {(part.word, part.layer) for part in explanation.parts}
    assert {("صواريخ", layer) for layer in ("stem", "exact", "root", "lead")} <= layers
    assert ("", "passage") in layers
    shares = {(part.word, part.layer): part.title for part in explanation.parts}
    assert 0 < shares["صواريخ", "stem"] < 1
    assert shares["البحر", "stem"] == 0
    assert all(part.score > 0 for part in explanation.parts)


def test_the_factor_of_an_excerpt_is_told_and_contained(many: Engine) -> None:
    hits = {hit.id: hit for hit in many.search("صواريخ نيسارا", explain=True).hits}
    whole, excerpt = hits["missiles"].explanation, hits["excerpt"].explanation
    assert whole and excerpt
    assert (whole.factor, round(excerpt.factor, 6)) == (1.0, 0.8)
    for one, other in zip(whole.parts, excerpt.parts, strict=True):
        assert other.score == pytest.approx(0.8 * one.score, rel=1e-5)


def test_without_words_there_is_nothing_to_explain(news: Engine) -> None:
    hit = news.search("", sources=("المرقاب",), explain=True).hits[0]
    assert hit.explanation == Explanation()
    assert hit.score == 0


def test_an_explanation_for_programs_and_for_readers() -> None:
    explanation = Explanation((Part("مطر", "stem", 1.5, 0.25), Part("", "passage", 2.0)), 0.8)
    assert explanation.as_json() == {
        "factor": 0.8,
        "parts": [
            {"word": "مطر", "layer": "stem", "score": 1.5, "title": 0.25},
            {"word": "", "layer": "passage", "score": 2.0, "title": 0.0},
        ],
    }
    assert explanation.as_text().splitlines() == [
        "   2.000  passage",
        "   1.500  stem مطر, 25% by the title",
        "   0.800  is the factor that they contain",
    ]
