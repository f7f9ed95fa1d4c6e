"""Passages against the formula, word for word; marks against the rule."""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic import Forms, default_chain
from fihris.search import Engine, Ranking, open_index
from fihris.search.naming import Naming
from fihris.search.plan import Plan
from fihris.search.query import parse
from fihris.search.reading import Reading

EngineOf = Callable[[Iterable[Article]], Engine]
CHAIN = default_chain()
RANKING = Ranking()


def dice(one: str, other: str) -> float:
    first, second = ({f"^{stem}$"[n : n + 2] for n in range(len(stem) + 1)} for stem in (one, other))
    return 2 * len(first & second) / (len(first) + len(second))


def closeness(query: Forms, token: Forms) -> tuple[int, float]:
    if token.stop != query.stop:
        return 0, 0.0
    if query.exact == token.exact:
        return 1, 1.0
    if query.stem == token.stem:
        return 2, RANKING.by_stem
    if query.root == token.root:
        return 3, RANKING.by_root
    likeness = (
        dice(query.stem, token.stem) if len(query.stem) >= RANKING.alike_from and len(token.stem) > 2 else 0
    )
    return (4, RANKING.alike * likeness) if likeness >= RANKING.alike_least else (0, 0.0)


def passage(article: Article, weights: dict[Forms, float]) -> float:
    texts = (article.title, article.body)
    tokens = [CHAIN.forms(token.word) for text in texts for token in CHAIN.analyze(text)]
    best = 0.0
    for anchor, here in enumerate(tokens):
        if not any(closeness(forms, here)[0] for forms in weights):
            continue
        total = 0.0
        for forms, idf in weights.items():
            kinds: dict[int, list[tuple[int, float]]] = {}
            for place, token in enumerate(tokens):
                kind, strength = closeness(forms, token)
                if kind:
                    kinds.setdefault(kind, []).append((place, strength))
            values = [0.0]
            for matches in kinds.values():
                left = [match for match in matches if match[0] <= anchor][-1:]
                right = [match for match in matches if match[0] >= anchor][:1]
                values += [s / (1 + abs(place - anchor) / RANKING.reach) for place, s in left + right]
            total += idf * max(values)
        best = max(best, total * (1 + RANKING.early * math.exp(-anchor / RANKING.early_reach)))
    return best


def read(news: Engine, query: str):  # type: ignore[no-untyped-def]
    collection = news._snapshot.collection
    tree = parse(query).tree
    assert tree is not None
    plan = Plan(tree, Naming(CHAIN))
    weights = {forms: times * collection.impacts(forms).idf for forms, times in plan.weights.items()}
    return Reading(collection, plan).of(range(collection.size)), weights


words = st.sampled_from([token.text for article in ARTICLES for token in CHAIN.analyze(article.body)])


@given(st.lists(words, min_size=1, max_size=6).map(" ".join))
def test_passages_are_those_of_the_formula(news: Engine, query: str) -> None:
    reads, weights = read(news, query)
    for found, article in zip(reads, ARTICLES, strict=True):
        assert found.passage.weight == pytest.approx(passage(article, weights), rel=1e-4)


def test_names_that_are_spelt_alike_are_part_of_a_passage(engine_of: EngineOf) -> None:
    news = engine_of([Article(id="a", body="وصل المبعوث فكتوروف."), Article(id="b", body="وصل المبعوث أمس.")])
    reads, _ = read(news, "المبعوث فيكتوروف")
    assert reads[0].passage.weight > reads[1].passage.weight
    assert [hit.id for hit in news.search("المبعوث فيكتوروف").hits] == ["a", "b"]


def test_words_that_stand_together_come_before_words_apart(engine_of: EngineOf) -> None:
    filler = "وقالت البلدية إن العمل يسير كما خطط له. " * 3
    apart = Article(id="apart", body=f"عبر قطار أمس. {filler} بني جسر جديد.")
    together = Article(id="together", body=f"{filler} عبر قطار جسر النهر. بني أمس جديد.")
    assert [hit.id for hit in engine_of([apart, together]).search("قطار جسر").hits] == ["together", "apart"]


def test_the_root_is_marked_where_no_token_has_the_stem(engine_of: EngineOf) -> None:
    news = engine_of([Article(id="a", body="مكتبة وكاتب"), Article(id="b", body="كتاب ومكتبة قديمة")])
    reads, _ = read(news, "كتاب")
    assert [found.marked.tolist() for found in reads] == [[0, 1], [0]]


def test_every_document_is_looked_at_alone(news: Engine) -> None:
    together, _ = read(news, "صواريخ بحر برزمة")
    collection = news._snapshot.collection
    tree = parse("صواريخ بحر برزمة").tree
    assert tree is not None
    for document in range(collection.size):
        (alone,) = Reading(collection, Plan(tree, Naming(CHAIN))).of([document])
        assert alone == together[document]


def test_segments_make_no_difference(tmp_path: Path) -> None:
    reindex(ARTICLES, tmp_path / "one")
    for count in range(1, len(ARTICLES) + 1):
        reindex(ARTICLES[:count], tmp_path / "many")
    one, many = open_index(tmp_path / "one"), open_index(tmp_path / "many")
    assert len(one._snapshot.collection.segments) == 1 < len(many._snapshot.collection.segments)
    for query in ("صواريخ بحر برزمة", "مياه الشرب", '"بحر العقيق" صواريخ', "غائب"):
        assert read(one, query)[0] == read(many, query)[0]
        # They came into the two indexes at different moments.
        hits = [[replace(hit, indexed=None) for hit in news.search(query).hits] for news in (one, many)]
        assert hits[0] == hits[1]
