from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.errors import ArticleMissing
from fihris.search import Engine, QueryError, open_index
from fihris.search.notices import NOTHING, TOO_BROAD

EngineOf = Callable[[Iterable[Article]], Engine]


def ids(news: Engine, query: str, **options: object) -> list[str]:
    return [hit.id for hit in news.search(query, **options).hits]  # type: ignore[arg-type]


def test_a_hit_carries_what_the_article_says(news: Engine) -> None:
    hit = news.search("صواريخ").hits[0]
    article = ARTICLES[0]
    for name in ("id", "title", "url", "source", "published", "section", "author", "keywords"):
        assert getattr(hit, name) == getattr(article, name)
    assert hit.score > 0


def test_sorted_by_date_articles_without_one_come_last(news: Engine) -> None:
    assert ids(news, "في", sort="newest") == ["leaders", "water", "drill", "missiles", "undated"]
    assert ids(news, "في", sort="oldest") == ["missiles", "drill", "water", "leaders", "undated"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"sources": ("المرقاب",)}, {"missiles", "water"}),
        ({"sources": ("المرقاب", "بريد برزمة")}, {"missiles", "water", "leaders"}),
        ({"sources": ("لا أحد",)}, set()),
        ({"since": "2023"}, {"water", "leaders"}),
        ({"until": "2022"}, {"missiles", "drill"}),
        ({"since": "2022-01-10", "until": "2022-01-10"}, {"missiles"}),
        ({"since": "2022-01", "until": "2022-01"}, {"missiles", "drill"}),
        ({"since": "٢٠٢٣-٠٩"}, {"leaders"}),
        ({"since": date(2022, 1, 17), "until": datetime(2023, 3, 5, 1)}, {"drill", "water"}),
        ({"since": "5 أيلول 2023"}, {"leaders"}),
        ({"sources": ("المرقاب",), "since": "2023"}, {"water"}),
        ({"since": "2024", "until": "2021"}, set()),
    ],
)
def test_filters(news: Engine, options: dict[str, object], expected: set[str]) -> None:
    page = news.search("في", **options)  # type: ignore[arg-type]
    assert {hit.id for hit in page.hits} == expected
    assert page.total == len(expected)
    assert sum(count for _, count in page.facets["year"]) == len(expected)


def test_facets_count_what_was_found(news: Engine) -> None:
    facets = news.search("برزمة").facets
    assert dict(facets["source"]) == {"المرقاب": 1, "بريد برزمة": 1}
    assert facets["year"] == (("2023", 2),)
    assert set(facets["keyword"]) == {("مياه الشرب", 1), ("برزمة", 1)}
    assert news.search("غائب").facets == dict.fromkeys(("source", "year", "keyword", "section"), ())


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"sort": "best"}, "relevance, newest, oldest"),
        ({"limit": -1}, "0 to 1000"),
        ({"limit": 1001}, "0 to 1000"),
        ({"offset": -1}, "Begin at 0"),
        ({"since": "متى"}, "2023-09-05"),
        ({"until": "2023-13"}, "2023-09-05"),
    ],
)
def test_what_makes_no_sense_is_a_query_error(news: Engine, options: dict[str, object], message: str) -> None:
    with pytest.raises(QueryError, match=message):
        news.search("برزمة", **options)  # type: ignore[arg-type]


def test_pages_join_up_without_gap_or_repetition(engine_of: EngineOf) -> None:
    news = engine_of(Article(id=str(n), title="مطر", body=f"مطر {'غزير ' * (n % 7)}") for n in range(95))
    whole = ids(news, "مطر", limit=1000)
    pages, cursor = [], None
    while True:
        page = news.search("مطر", limit=10, cursor=cursor)
        pages += [hit.id for hit in page.hits]
        assert page.total == 95
        assert ids(news, "مطر", limit=10, offset=len(pages) - len(page.hits)) == [hit.id for hit in page.hits]
        if page.next is None:
            break
        cursor = page.next
    assert pages == whole
    assert len(set(pages)) == 95
    assert ids(news, "مطر", offset=95) == []
    assert news.search("مطر", limit=0).total == 95


def test_articles_of_the_same_words_are_counted_as_copies(engine_of: EngineOf) -> None:
    copies = [replace(ARTICLES[0], id=f"copy{n}", source=f"صحيفة {n}", url=None) for n in range(3)]
    news = engine_of(
        [*ARTICLES, *copies, Article(id="empty", title="صواريخ"), Article(id="empty2", title="صواريخ")]
    )
    hits = {hit.id: hit.copies for hit in news.search("صواريخ").hits}
    assert hits == {"missiles": 3, "copy0": 3, "copy1": 3, "copy2": 3, "empty": 0, "empty2": 0}


def test_an_article_by_its_id(news: Engine) -> None:
    assert news.article("water") == ARTICLES[2]
    with pytest.raises(ArticleMissing, match="no article nowhere"):
        news.article("nowhere")


def test_stats_and_newest(news: Engine) -> None:
    stats = news.stats()
    assert (stats.articles, len(news)) == (5, 5)
    assert dict(stats.sources) == {"المرقاب": 2, "وكالة سروانة للأنباء": 1, "بريد برزمة": 1}
    assert (stats.first, stats.last) == (datetime(2022, 1, 10, 6, 30), datetime(2023, 9, 5))
    assert [hit.id for hit in news.newest(2)] == ["leaders", "water"]
    assert news.newest(1)[0].snippet[0][0].startswith("التقى الزعيمان")


def test_refresh_takes_up_what_was_published(tmp_path: Path) -> None:
    reindex(ARTICLES[:2], tmp_path)
    news = open_index(tmp_path)
    reindex(ARTICLES, tmp_path)
    assert len(news) == 2
    news.refresh()
    assert len(news) == 5
    assert news.search("برزمة").total == 2
    news.refresh()
    assert len(news) == 5


def test_threads_share_an_engine_while_the_index_changes(tmp_path: Path) -> None:
    reindex(ARTICLES, tmp_path)
    news = open_index(tmp_path)

    def ask(number: int) -> tuple[int, str]:
        news.refresh()
        page = news.search("صواريخ نيسارا" if number % 2 else "مياه الشرب")
        return page.total, page.hits[0].title

    with ThreadPoolExecutor(8) as pool:
        answers = [pool.submit(ask, number) for number in range(200)]
        for count in (4, 3, 5):
            reindex(ARTICLES[:count], tmp_path)
        for number, answer in enumerate(answers):
            assert answer.result() == (1, ARTICLES[0 if number % 2 else 2].title)


def test_an_excerpt_comes_after_the_article_it_was_cut_from(engine_of: EngineOf) -> None:
    excerpt = replace(ARTICLES[0], id="excerpt", body=ARTICLES[0].body.split("\n")[0], excerpt_of="other")
    news = engine_of([excerpt, *ARTICLES])
    assert ids(news, "صواريخ نيسارا") == ["missiles", "excerpt"]
    assert news.article("excerpt").excerpt_of == "other"


def test_filters_alone_show_what_passes_them_newest_first(news: Engine) -> None:
    assert ids(news, "", sources=("المرقاب",)) == ["water", "missiles"]
    assert ids(news, " ", since="2022", until="2022", sort="oldest") == ["missiles", "drill"]
    assert news.search("", sources=("المرقاب",)).notices == ()
    assert news.search("").total == news.search("ـــ", sources=("المرقاب",)).total == 0


def test_a_star_with_filters_shows_what_passes_them(news: Engine) -> None:
    assert ids(news, " * ", sources=("المرقاب",)) == ["water", "missiles"]
    page = news.search("*")
    assert (page.total, page.notices) == (0, (TOO_BROAD, NOTHING))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", (("2022", 2), ("2023", 2))),
        ("month", (("2022-01", 2), ("2023-03", 1), ("2023-09", 1))),
        ("day", (("2022-01-10", 1), ("2022-01-17", 1), ("2023-03-05", 1), ("2023-09-05", 1))),
    ],
)
def test_a_histogram_counts_what_was_found_in_date_order(
    news: Engine, by: str, expected: tuple[tuple[str, int], ...]
) -> None:
    assert news.histogram("في", by) == expected


def test_a_histogram_takes_queries_and_filters_as_search_does(news: Engine) -> None:
    assert news.histogram("برزمة", since="2023-04") == (("2023", 1),)
    assert news.histogram("برز*", "month", sources=["المرقاب"]) == (("2023-03", 1),)
    assert news.histogram("", until="2022") == (("2022", 2),)
    assert news.histogram("وصفة") == news.histogram("") == news.histogram("*") == ()
    with pytest.raises(QueryError, match="year, month, day"):
        news.histogram("في", "week")


def test_words_that_no_article_has_are_named(news: Engine) -> None:
    assert news.search("صواريخ كرواسون").notices == ("no article has: كرواسون",)
    assert news.search("صواريخ في").notices == ()
    assert news.search("صواريخ كرو*").notices == ("no article has: كرو*",)
    assert news.search("=صاروخ كرواسون~").notices == ("no article has: =صاروخ, كرواسون~",)
