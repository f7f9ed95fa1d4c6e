"""Laws that hold for every query and every article."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import reindex
from fihris.index.arabic import default_chain
from fihris.search import Engine, Page, open_index
from fihris.search.query import MOST_WORDS, parse
from fihris.search.snippets import GAP
from fihris.search.tree import leaves

SEEDS = Path(__file__).parents[2] / "seeds"
CHAIN = default_chain()

syntax = st.sampled_from(
    ['"', "“", "”", "«", "»", "(", ")", "-", " ", "AND", "OR", "NOT", "قطر", "عمان", "\u202e"]
)
queries = st.one_of(st.text(), st.lists(syntax, max_size=40).map("".join), st.lists(syntax).map(" ".join))
words = st.sampled_from([token.text for article in ARTICLES for token in CHAIN.analyze(article.body)])
headlines = st.lists(words, min_size=1, max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    index = tmp_path_factory.mktemp("seeds")
    reindex([SEEDS], index)
    return open_index(index)


@cache
def forms(text: str) -> frozenset[str]:
    return frozenset(form for token in CHAIN.analyze(text) for form in (token.stem, token.root))


def every_mark(page: Page) -> list[str]:
    return [text for hit in page.hits for text, matched in (*hit.title_pieces, *hit.snippet) if matched]


@given(queries)
@example("(" * 3000)
@example("-" * 3000)
@example('"' * 3001)
@example("NOT " * 200 + "قطر")
@example("\ud800")
def test_every_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.tree is None or 0 < sum(1 for _ in leaves(query.tree)) <= MOST_WORDS
    assert query.tree is not None or query.notices


@given(queries)
def test_what_was_understood_is_understood_again_the_same_way(text: str) -> None:
    tree = parse(text).tree
    if tree is not None:
        assert str(parse(str(tree)).tree) == str(tree)


@given(queries)
def test_every_query_has_an_answer(news: Engine, text: str) -> None:
    page = news.search(text)
    assert len(page.hits) == min(page.total, 10)
    assert page.as_json()["total"] == page.total


def test_any_word_of_an_article_finds_the_article(seeds: Engine) -> None:
    articles = [seeds.article(hit.id) for hit in seeds.newest(200)]
    for article in articles[::9]:
        for token in CHAIN.analyze(f"{article.title}\n{article.body}")[::7]:
            page = seeds.search(token.text, limit=1000)
            assert article.id in {hit.id for hit in page.hits}, token.text


@given(headlines)
def test_snippets_and_titles_are_verbatim_text(news: Engine, text: str) -> None:
    for hit in news.search(text).hits:
        article = news.article(hit.id)
        assert "".join(piece for piece, _ in hit.title_pieces) == article.title
        core = "".join(piece for piece, _ in hit.snippet).removeprefix(f"{GAP} ").removesuffix(f"\u00a0{GAP}")
        assert core in article.body
        assert all(piece for piece, _ in hit.snippet)


@given(headlines)
def test_every_marked_piece_is_a_word_of_the_query(news: Engine, text: str) -> None:
    for marked in every_mark(news.search(text)):
        assert forms(marked) & forms(text), marked


@given(headlines)
def test_pages_of_one_hit_join_to_the_whole_answer(news: Engine, text: str) -> None:
    whole = news.search(text)
    single = [news.search(text, limit=1, offset=offset).hits for offset in range(whole.total)]
    assert [hit.id for hits in single for hit in hits] == [hit.id for hit in whole.hits]


@given(headlines, st.sampled_from(["relevance", "newest", "oldest"]))
def test_the_order_does_not_change_what_is_found(news: Engine, text: str, sort: str) -> None:
    page, other = news.search(text), news.search(text, sort=sort)
    assert {hit.id for hit in page.hits} == {hit.id for hit in other.hits}
    assert (page.total, page.facets) == (other.total, other.facets)


@given(headlines)
def test_scores_never_rise(news: Engine, text: str) -> None:
    scores = [hit.score for hit in news.search(text).hits]
    assert scores == sorted(scores, reverse=True)
