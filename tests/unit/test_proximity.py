"""Windows against a plain look at every choice of tokens."""

from collections.abc import Callable, Iterable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.index import Article, reindex
from fihris.index.arabic import Forms, default_chain
from fihris.search import Engine, open_index
from fihris.search.proximity import Window

EngineOf = Callable[[Iterable[Article]], Engine]
CHAIN = default_chain()
NAMES = ("قطر", "عمان", "تونس", "لبنان")

texts = st.lists(st.sampled_from([*NAMES, "في", "مصر"]), max_size=14).map(" ".join)
ARTICLES = st.lists(st.tuples(texts, texts), min_size=1, max_size=8)


def windows(article: Article, forms: tuple[Forms, ...], gap: int) -> set[int]:
    """The tokens of the article, title first, by every choice of one token a word.

    Of the choices that end at one token the shortest counts.
    """
    chosen: set[int] = set()
    title = [token.stem for token in CHAIN.analyze(article.title)]
    body = [token.stem for token in CHAIN.analyze(article.body)]
    for first, stems in ((0, title), (len(title), body)):
        places = [[place for place, stem in enumerate(stems) if stem == form.stem] for form in forms]
        starts: dict[int, int] = {}
        for choice in product(*places):
            if len(set(choice)) == len(choice):
                end = max(choice)
                starts[end] = max(starts.get(end, 0), min(choice))
        for end, start in starts.items():
            if end - start + 1 - len(forms) <= gap:
                wanted = {form.stem for form in forms}
                chosen |= {first + place for place in range(start, end + 1) if stems[place] in wanted}
    return chosen


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> EngineOf:
    def engine(articles: Iterable[Article]) -> Engine:
        index = tmp_path_factory.mktemp("near")
        reindex(list(articles), index, full=True)
        return open_index(index)

    return engine


@given(ARTICLES, st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.integers(0, 6))
def test_windows_are_those_of_a_plain_look(
    build: EngineOf, pairs: list[tuple[str, str]], words: list[str], gap: int
) -> None:
    articles = [Article(id=str(n), title=title, body=body) for n, (title, body) in enumerate(pairs)]
    forms = tuple(CHAIN.forms(word) for word in words)
    (segment,) = build([*articles, Article(id="x", body="خبر")])._snapshot.collection.segments
    window = Window(forms, gap)
    expected = [windows(segment.documents[number], forms, gap) for number in range(len(segment))]
    assert window.documents(segment).tolist() == [number for number, inside in enumerate(expected) if inside]
    for number, inside in enumerate(expected):
        assert set(window.tokens(segment, number).nonzero()[0].tolist()) == inside


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ('"قطر عمان"~2', {"two"}),
        ('"عمان قطر"~2', {"two"}),
        ('"قطر عمان"~1', set()),
        ('"قطر عمان"~3', {"two", "three"}),
        ('"قطر عمان"', set()),
        ('"قطر قطر"~9', {"twice"}),
        ('"قطر"~5', {"two", "three", "twice", "apart"}),
        ('"قطر عمان"~50', {"two", "three"}),
        ('كأس -"قطر عمان"~2', {"three", "twice", "apart"}),
        ('قطر "كأس عمان"~0', {"apart"}),
    ],
)
def test_words_are_near_whatever_their_order(engine_of: EngineOf, query: str, expected: set[str]) -> None:
    news = engine_of(
        [
            Article(id="two", body="فازت قطر على منتخب عمان في الكأس"),
            Article(id="three", body="فازت عمان أمس على منتخب قطر في الكأس"),
            Article(id="twice", body="فازت قطر ثم خسرت قطر في الكأس"),
            Article(id="apart", title="فازت قطر", body="بكأس عمان"),
        ]
    )
    assert {hit.id for hit in news.search(query).hits} == expected


def test_the_words_of_a_window_are_marked_and_no_others(engine_of: EngineOf) -> None:
    body = "قطر بعيدة. فازت قطر على منتخب عمان في الكأس أمس. " + "خبر آخر. " * 5 + "عمان"
    hit = engine_of([Article(id="a", body=body)]).search('"عمان قطر"~2').hits[0]
    pieces = [text for text, matched in hit.snippet if matched]
    assert pieces == ["قطر", "عمان"]
