"""Laws that hold for every query and every article."""

import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import reindex
from fihris.index.arabic import default_chain
from fihris.search import Engine, Page, open_index
from fihris.search.expansion import MOST_FORMS
from fihris.search.notices import MOST_WORDS
from fihris.search.query import parse
from fihris.search.snippets import GAP
from fihris.search.tree import leaves

SEEDS = Path(__file__).parents[2] / "seeds"
CHAIN = default_chain()

operators = ['"', "“", "”", "«", "»", "(", ")", "-", " ", "AND", "OR", "NOT", "*", "?", "؟", "~", "=", '"~5']
pieces = ["قطر", "عمان", "\u202e", "1", "٩٩", ".", "ك", "كتا*", "=كتب", "قطر~"]
syntax = st.sampled_from([*operators, *pieces])
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


@cache
def written(engine: Engine) -> dict[str, frozenset[str]]:
    """The exact forms of every article, by its id."""
    articles = [engine.article(hit.id) for hit in engine.newest(1000)]
    return {
        article.id: frozenset(token.exact for token in CHAIN.analyze(f"{article.title}\n{article.body}"))
        for article in articles
    }


def ids(engine: Engine, query: str) -> set[str]:
    return {hit.id for hit in engine.search(query, limit=1000).hits}


def every_mark(page: Page) -> list[str]:
    return [text for hit in page.hits for text, matched in (*hit.title_pieces, *hit.snippet) if matched]


@given(queries)
@example("(" * 3000)
@example("-" * 3000)
@example('"' * 3001)
@example("NOT " * 200 + "قطر")
@example("\ud800")
@example("*" * 30_000)
@example("=~*؟" * 2000)
@example('"أ ب"~' + "9" * 9000)
@example("قطر~" + "9" * 9000)
def test_every_text_is_a_query(text: str) -> None:
    query = parse(text)
    assert query.tree is None or 0 < sum(1 for _ in leaves(query.tree)) <= MOST_WORDS
    assert query.tree is not None or query.notices


@given(queries)
def test_what_was_understood_is_understood_again_the_same_way(text: str) -> None:
    tree = parse(text).tree
    if tree is not None:
        assert parse(str(tree)).tree == tree


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


exact_forms = st.sampled_from([token.exact for article in ARTICLES for token in CHAIN.analyze(article.body)])
prefixes = st.builds(lambda form, length: form[:length], exact_forms, st.integers(2, 5)).filter(
    lambda prefix: len(prefix) > 1 and prefix.isalpha()
)


@given(prefixes, st.sampled_from(["{}*", "*{}", "{}؟*", "*{}*", "?{}"]))
def test_a_word_with_wildcards_finds_the_articles_that_hold_a_form_that_fits(
    seeds: Engine, letters: str, shape: str
) -> None:
    query = shape.format(letters)
    fits = re.compile(query.replace("*", ".*").replace("?", ".").replace("؟", ".")).fullmatch
    held = {form for forms in written(seeds).values() for form in forms if fits(form)}
    if len(held) <= MOST_FORMS:
        assert ids(seeds, query) == {
            article for article, forms in written(seeds).items() if not held.isdisjoint(forms)
        }


@given(prefixes)
def test_a_prefix_finds_what_its_forms_find(seeds: Engine, prefix: str) -> None:
    held = {form for forms in written(seeds).values() for form in forms if form.startswith(prefix)}
    if 0 < len(held) < MOST_WORDS:
        assert ids(seeds, f"{prefix}*") == ids(seeds, " OR ".join(f"={form}" for form in held))
        assert ids(seeds, f"في -{prefix}*") == ids(seeds, f"في -({' OR '.join(f'={form}' for form in held)})")


@given(exact_forms.filter(lambda form: len(form) > 1))
def test_a_fuzzy_word_finds_what_its_form_finds(seeds: Engine, form: str) -> None:
    assert ids(seeds, f"{form}~") >= ids(seeds, f"={form}")


@given(headlines, st.sampled_from(["year", "month", "day"]))
def test_a_histogram_counts_what_is_found(seeds: Engine, text: str, by: str) -> None:
    counts: dict[str, int] = {}
    for hit in seeds.search(text, limit=1000).hits:
        if hit.published:
            date = hit.published.date().isoformat()[: {"year": 4, "month": 7, "day": 10}[by]]
            counts[date] = counts.get(date, 0) + 1
    assert seeds.histogram(text, by) == tuple(sorted(counts.items()))


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
