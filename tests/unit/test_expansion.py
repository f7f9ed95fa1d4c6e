"""Expansions against a plain reading of every exact form."""

import math
import re
from collections.abc import Callable, Iterable
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.generation import Generation
from fihris.search import Engine, Ranking
from fihris.search.collection import Collection
from fihris.search.expansion import MOST_ALIKE, MOST_FORMS, Expanded, Expansion, FuzzyTerm, WildcardTerm
from fihris.search.lexicon import Lexicon
from fihris.search.notices import MOST_COMMON

EngineOf = Callable[[Iterable[Article]], Engine]
CHAIN = default_chain()
BODY = [token.exact for article in ARTICLES for token in CHAIN.analyze(f"{article.title}\n{article.body}")]


@pytest.fixture(scope="module")
def lexicon(news: Engine) -> Lexicon:
    (segment,) = news._snapshot.collection.segments
    return Lexicon(segment)


def forms(news: Engine, expanded: Expanded) -> set[str]:
    (segment,) = news._snapshot.collection.segments
    return {segment.terms["exact"][number].decode() for number in expanded.numbers.tolist()}


def slips(one: str, other: str) -> int:
    """The distance of optimal string alignment, by its definition."""

    @cache
    def between(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        best = min(
            between(i - 1, j) + 1,
            between(i, j - 1) + 1,
            between(i - 1, j - 1) + (one[i - 1] != other[j - 1]),
        )
        if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
            best = min(best, between(i - 2, j - 2) + 1)
        return best

    return between(len(one), len(other))


patterns = st.text("ابتمهرلي*?", min_size=1, max_size=8)
cut_words = st.builds(
    lambda word, start, end, sign: word[:start] + sign + word[end:],
    st.sampled_from(BODY),
    st.integers(0, 3),
    st.integers(1, 6),
    st.sampled_from("*?"),
)


@given(patterns | cut_words)
@example("*")
@example("?")
@example("????")
@example("*ا*ا*")
@example("ال*ا?")
def test_a_pattern_stands_for_the_forms_that_fit_it(news: Engine, lexicon: Lexicon, pattern: str) -> None:
    plain = re.compile("".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in pattern))
    expected = {form for form in BODY if plain.fullmatch(form)}
    assert forms(news, WildcardTerm(pattern).expand(lexicon)) == expected


words = st.sampled_from(BODY) | st.text("ابتمهرلي", min_size=1, max_size=7)
mistyped = st.builds(
    lambda word, place, letter: word[:place] + letter + word[place + 1 :],
    st.sampled_from(BODY),
    st.integers(0, 8),
    st.sampled_from(["", "ا", "يي", "x"]),
).filter(bool)


@given(words | mistyped, st.sampled_from([None, 1, 2]))
@example("بحرية", 2)
@example("رقعة", None)
def test_a_fuzzy_word_stands_for_the_forms_that_are_near(
    news: Engine, lexicon: Lexicon, word: str, distance: int | None
) -> None:
    most = min(distance or (1 if len(word) <= 4 else 2), len(word) - 1)
    expected = {form for form in BODY if slips(word, form) <= most}
    found = forms(news, FuzzyTerm(word, distance).expand(lexicon))
    if len(expected) <= MOST_ALIKE:
        assert found == expected
    else:
        assert len(found) == MOST_ALIKE
        assert found < expected


def test_of_too_many_forms_the_most_frequent_are_kept(engine_of: EngineOf) -> None:
    common = [f"مط{a}{b}{c}" for a in "ابتثجحخدذر" for b in "ابتثجحخدذر" for c in "زسشصضطظعغف"]
    rare = ["مطططط", "مطيييي"]
    assert len(common) == MOST_FORMS
    news = engine_of(
        [
            Article(id="all", title="قائمة", body=" ".join([*rare, *common])),
            Article(id="again", title="قائمة", body=" ".join(common)),
        ]
    )
    (segment,) = news._snapshot.collection.segments
    expanded = WildcardTerm("مط*").expand(Lexicon(segment))
    assert expanded.cut
    assert forms(news, expanded) == set(common)
    assert not WildcardTerm("مط??ف").expand(Lexicon(segment)).cut
    assert news.search("مط*").notices == news.search("قائمة -مط?*").notices == (MOST_COMMON,)
    assert news.search("مطا* قائمة").notices == ()


def test_of_too_many_alike_the_nearest_are_kept(engine_of: EngineOf) -> None:
    near = [f"مطا{letter}" for letter in "بتثجحخدذزسشصضطظعغفق"]
    far = [f"م{one}ا{other}ر" for one in "بتثجحخد" for other in "بتثجحخد"]
    news = engine_of([Article(id="a", body=" ".join([*far, *near]))])
    (segment,) = news._snapshot.collection.segments
    found = forms(news, FuzzyTerm("مطار", 2).expand(Lexicon(segment)))
    assert len(found) == MOST_ALIKE
    assert found > set(near)


@pytest.mark.parametrize(
    "pattern", ["م*ا" * 30, "م" + "?" * 100 + "*", "اب" + "*" * 9000 + "؟" * 10, "ا*" * 32]
)
def test_a_pattern_longer_than_any_word_fits_none(news: Engine, lexicon: Lexicon, pattern: str) -> None:
    assert forms(news, WildcardTerm(pattern).expand(lexicon)) == set()


def bm25(fits: Callable[[str], bool], articles: list[Article], ranking: Ranking) -> list[float]:
    """One term over all forms that fit, word for word, over analysed texts."""
    titles = [CHAIN.analyze(article.title) for article in articles]
    bodies = [CHAIN.analyze(article.body) for article in articles]

    def weigh(count):  # type: ignore[no-untyped-def]
        both = zip(titles, bodies, strict=True)
        return [sum(map(count, body)) + ranking.title * sum(map(count, title)) for title, body in both]

    lengths, frequencies = weigh(lambda token: not token.stop), weigh(lambda token: fits(token.exact))
    average = sum(lengths) / len(lengths)
    df = sum(tf > 0 for tf in frequencies)
    idf = math.log(1 + (len(articles) - df + 0.5) / (df + 0.5))
    return [
        (ranking.stem + ranking.exact)
        * idf
        * tf
        * (ranking.k1 + 1)
        / (tf + ranking.k1 * (1 - ranking.b + ranking.b * length / average))
        for tf, length in zip(frequencies, lengths, strict=True)
    ]


@pytest.mark.parametrize("prefix", ["بحر", "ال", "مناور", "غائ"])
def test_an_expansion_scores_as_one_term_over_segments_and_deletions(tmp_path, prefix: str) -> None:  # type: ignore[no-untyped-def]
    reindex(ARTICLES[:2], tmp_path)
    reindex(ARTICLES[:4], tmp_path)
    reindex(ARTICLES[1:], tmp_path)
    collection = Collection(Generation(tmp_path), Ranking())
    term: Expansion = WildcardTerm(f"{prefix}*")
    scores = np.zeros(collection.size, np.float32)
    collection.impacts(term).add_to(scores, 1)
    places = map(collection.locate, range(collection.size))
    found = {
        segment.documents[number].id: score
        for (segment, number), score in zip(places, scores.tolist(), strict=True)
        if segment.alive[number]
    }
    articles = list(ARTICLES[1:])
    expected = bm25(lambda form: form.startswith(prefix), articles, Ranking())
    assert [found[article.id] for article in articles] == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("*اريخ", ["صَواريخ"]),
        ("بحر*", ["بحر", "بحرية"]),
        ("=البحر", ["البحر"]),
        ("صورايخ~", ["صَواريخ"]),
        ('بحر* "نيسارا فجر"', ["نيسارا", "فجر", "بحر", "بحرية"]),
        ('"فجر نيسارا"~0 =بحر', ["نيسارا", "فجر", "بحر"]),
    ],
)
def test_the_forms_that_fit_are_marked(news: Engine, query: str, expected: list[str]) -> None:
    hit = next(hit for hit in news.search(query).hits if hit.id == "missiles")
    assert [text for text, matched in hit.snippet if matched] == expected


def test_expanded_words_are_part_of_a_passage(engine_of: EngineOf) -> None:
    filler = "وقالت البلدية إن العمل يسير كما خطط له. " * 3
    apart = Article(id="apart", body=f"عبر قطار أمس. {filler} بني جسر جديد.")
    together = Article(id="together", body=f"{filler} عبر قطار جسر النهر. بني أمس جديد.")
    news = engine_of([apart, together])
    assert [hit.id for hit in news.search("قطا* =جسر").hits] == ["together", "apart"]


def test_an_empty_index_has_nothing_that_fits(engine_of: EngineOf) -> None:
    news = engine_of([Article(id="a", title="؟")])
    assert [news.search(query).total for query in ("كتا*", "*تاب", "كتاب~", "=كتاب", '"كتاب قديم"~3')] == [
        0
    ] * 5
