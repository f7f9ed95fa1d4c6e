"""Other spellings of names, learnt from articles of our own writing."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.search import Engine, open_index
from fihris.search.contexts import Contexts
from fihris.search.sounds import skeleton
from fihris.search.variants import Variants

EngineOf = Callable[[Iterable[Article]], Engine]
PAPERS = (
    ("نتنياهو", "غوغل", "بوتين"),
    ("نتانياهو", "جوجل", "بوتن"),
)


def archive_of(papers: Iterable[tuple[str, str, str]]) -> Iterable[Article]:
    """The same news from papers that write names in their own ways, with native words that sound alike."""
    for number, (premier, company, president) in enumerate(papers):
        for day in range(6):
            yield Article(
                id=f"{number}.{day}",
                title=f"أخبار اليوم {day}",
                body=f"بحث رئيس الوزراء الإسرائيلي {premier} مع الوزير الأمريكي الاتفاق النووي في القدس. "
                f"وكشفت شركة {company} العملاقة عن محرك بحث جديد للهواتف الذكية في كاليفورنيا. "
                f"والتقى الرئيس الروسي فلاديمير {president} نظيره الصيني في قصر الكرملين بموسكو. "
                f"وقطف المزارعون التمور من الغابة، ونقلوا الجمال إلى السوق، وباعوا الغلال والجلال.",
            )


@pytest.fixture
def news(engine_of: EngineOf) -> Engine:
    return engine_of(archive_of(PAPERS))


def spellings(news: Engine, word: str) -> list[str]:
    variants = Variants(news._snapshot.collection)
    return [forms.stem for forms in variants.of(default_chain().forms(word))]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("نتنياهو", ["نتانياهو"]),
        ("نتانياهو", ["نتنياهو"]),
        ("غوغل", ["جوجل"]),
        ("جوجل", ["غوغل"]),
        ("غابة", []),
        ("جمال", []),
        ("الرئيس", []),
        ("في", []),
        ("قوقل", []),  # no article has it: nothing tells what it is
        ("google", []),
        ("2024", []),
    ],
)
def test_a_name_is_known_by_its_sound_and_its_company(news: Engine, word: str, expected: list[str]) -> None:
    assert spellings(news, word) == expected


def test_names_in_other_company_are_other_names(engine_of: EngineOf) -> None:
    articles = [
        *(Article(id=f"a{n}", body="سجل المهاجم غاردنر هدفاً في مباراة كرة القدم بالدوري.") for n in range(5)),
        *(Article(id=f"b{n}", body="عين البنك المركزي جاردنر محافظاً بعد ارتفاع الفائدة.") for n in range(5)),
    ]
    assert spellings(engine_of(articles), "غاردنر") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("نتنياهو", "نتانياهو"),
        ("غوغل", "جوجل"),
        ("انجلترا", "انكلترا"),
        ("تشيلسي", "شلسي"),
        ("برلسكوني", "بيرلسكوني"),
        ("تاتشر", "ثاتشر"),
        ("مكسيكو", "مسيكو"),
    ],
)
def test_spellings_of_one_sound_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


def test_other_sounds_have_other_skeletons() -> None:
    assert len({skeleton(name) for name in ("بوتين", "بولتن", "ميركل", "ماكرون", "اوباما")}) == 5


def test_each_spelling_finds_and_marks_the_others(news: Engine) -> None:
    page = news.search("نتنياهو", limit=20)
    assert page.total == news.search("نتانياهو").total == 12
    marked = {text for hit in page.hits for text, matched in hit.snippet if matched}
    assert marked == {"نتنياهو", "نتانياهو"}
    # The spelling that was asked for counts a little more.
    assert [hit.id[0] for hit in page.hits] == ["0"] * 6 + ["1"] * 6
    assert page.hits[6].score > 0.8 * page.hits[5].score
    both = news.search("نتنياهو غوغل", limit=20)
    assert both.total == 12


@pytest.mark.parametrize(
    "query", ['"نتنياهو"', "=نتنياهو", "نتنياه*", '"نتنياهو الوزراء"~9', "غوغل -نتانياهو"]
)
def test_what_is_quoted_or_signed_is_meant_as_it_is_spelt(news: Engine, query: str) -> None:
    page = news.search(query, limit=20)
    assert {hit.id[0] for hit in page.hits} == {"0"}
    assert page.total == 6


def test_a_word_without_other_spellings_scores_as_before(engine_of: EngineOf) -> None:
    def scores(news: Engine) -> list[float]:
        return [hit.score for hit in news.search("التمور القدس").hits]

    news = engine_of(archive_of(PAPERS))
    found = scores(news)
    news._snapshot._variants._known.clear()
    assert scores(news) == found


def test_an_explanation_tells_which_spelling_gave_the_score(news: Engine) -> None:
    for hit in news.search("نتنياهو القدس", limit=20, explain=True).hits:
        assert hit.explanation is not None
        assert hit.explanation.score == pytest.approx(hit.score, rel=1e-4)
        assert {"stem", "exact"} <= {part.layer for part in hit.explanation.parts if part.word == "نتنياهو"}


def test_contexts_are_the_same_however_articles_are_spread_over_segments(tmp_path: Path) -> None:
    articles = [
        *archive_of([*PAPERS, ("نتنياهو", "جوجل", "بوتين")] * 12),
        *(Article(id=f"gone{n}", body="سجل بوتين وبوتن هدفاً في مباراة غوغل.") for n in range(9)),
    ]
    articles = [replace(article, id=f"{n:04}.{article.id}") for n, article in enumerate(articles)]
    kept = [article for article in articles if "gone" not in article.id]
    reindex(kept, tmp_path / "one")
    reindex(kept[:150], tmp_path / "several")
    reindex([*kept[:170], *articles[-9:]], tmp_path / "several")
    reindex(kept, tmp_path / "several")
    one, several = (open_index(tmp_path / name)._snapshot.collection for name in ("one", "several"))
    assert len(several.segments) > 1
    for stem in ("نتنياهو", "بوتين", "جوجل"):
        drawn = []
        for collection in (several, one):
            vector = Contexts(collection).of(stem)
            texts = map(collection.stems.text, vector.numbers.tolist())
            drawn.append(dict(zip(texts, vector.weights.tolist(), strict=True)))
        assert drawn[0] == pytest.approx(drawn[1])
        word = default_chain().forms(stem)
        assert Variants(several).of(word) == Variants(one).of(word)
