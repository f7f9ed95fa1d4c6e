"""The forms of a collection that are near a word, against plain comparison of all of them."""

from collections import Counter

import pytest
from rapidfuzz.distance import OSA

from fihris.index import Article, reindex
from fihris.search import Engine, open_index
from fihris.search.lexicon import Lexicon
from fihris.search.vocabulary import Vocabulary

FAR = 5
WORDS = ("المياه", "مياه", "امياه", "الحكومة", "حكومة", "الحكومات", "نهر", "نهار", "ﻻ", "x", "٢٠٢٣")


@pytest.fixture(scope="module")
def lexicons(tmp_path_factory: pytest.TempPathFactory) -> list[Lexicon]:
    """Those of an index of two segments."""
    index = tmp_path_factory.mktemp("vocabulary")
    for part in range(2):
        bodies = [" ".join(WORDS[: 2 + (3 * n + part) % 9]) for n in range(6)]
        articles = [Article(id=f"{part}-{n}", title="خبر", body=body) for n, body in enumerate(bodies)]
        reindex(articles, index, keep_missing=True)
    collection = open_index(index)._snapshot.collection
    assert len(collection.segments) == 2
    return [collection.lexicon(segment) for segment in collection.segments]


def counted(lexicons: list[Lexicon]) -> Counter[str]:
    found: Counter[str] = Counter()
    for lexicon in lexicons:
        found.update({lexicon[number]: int(count) for number, count in enumerate(lexicon.frequency)})
    return found


@pytest.mark.parametrize("least", [1, 2, 6, 100])
def test_forms_are_counted_over_all_segments(lexicons: list[Lexicon], least: int) -> None:
    vocabulary = Vocabulary(lexicons, least)
    told = {vocabulary[number]: int(count) for number, count in enumerate(vocabulary.frequency)}
    assert told == {form: count for form, count in counted(lexicons).items() if count >= least}


@pytest.mark.parametrize("distance", [1, 2])
@pytest.mark.parametrize("least", [1, 4, 8])
@pytest.mark.parametrize("word", ["المياه", "الميااه", "مايه", "الحكومه", "حكومات", "نهر", "س", "غائب" * 9])
def test_near_forms_are_those_of_plain_comparison(
    lexicons: list[Lexicon], word: str, least: int, distance: int
) -> None:
    vocabulary = Vocabulary(lexicons, 1)
    sharing = vocabulary.sharing(word, distance, least, FAR)
    numbers, told = vocabulary.near(word, sharing, distance, FAR)
    assert told == [vocabulary[number] for number in numbers.tolist()]
    count = counted(lexicons)
    steps = {form: OSA.distance(word, form) for form in count}
    assert len(told) == len(set(told))
    assert set(told) == {
        form
        for form, away in steps.items()
        if away <= distance and count[form] >= (least if away <= 1 else max(least, FAR))
    }


def test_an_index_without_words_has_no_vocabulary(engine_of) -> None:  # type: ignore[no-untyped-def]
    news: Engine = engine_of([])
    assert news.search("مياه").suggestion is None
