"""Fields, dates and months of a query over the small archive, and what is said about them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

import pytest
from flask.testing import FlaskClient

from archive import ARTICLES
from fihris.index import Article
from fihris.search import Engine
from fihris.search.notices import EMPTY_FIELD, absent, unknown_field, unreadable_date

EngineOf = Callable[[Iterable[Article]], Engine]


def ids(news: Engine, query: str) -> set[str]:
    page = news.search(query, limit=100)
    assert page.total == len(page.hits)
    return {hit.id for hit in page.hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("عنوان:صاروخ", {"missiles"}),
        ("عنوان:البحر", {"drill"}),
        ("title:بحر", {"drill"}),
        ("بحر", {"missiles", "drill"}),
        ("عنوان:تدريب*", {"drill"}),
        ("عنوان:=بحر", {"drill"}),
        ("عنوان:برزمه~1", {"water"}),
        ('عنوان:"مياه الشرب"', {"water"}),
        ('عنوان:"الشرب مياه"', set()),
        ('عنوان:"الشرب مياه"~2', {"water"}),
        ('عنوان:"بحر العقيق"', {"drill"}),
        ('"بحر العقيق"', {"missiles", "drill"}),
        ("عنوان:(مياه أو زعيم)", {"water", "leaders"}),
        ("عنوان:(مياه زعيم)", set()),
        ("بحر -عنوان:بحر", {"missiles"}),
        ("مصدر:المرقاب", {"missiles", "water"}),
        ("مصدر:مرقاب", {"missiles", "water"}),
        ("مصدر:=مرقاب", set()),
        ("source:سروانة", {"drill"}),
        ("مصدر:للأنباء", {"drill"}),
        ('مصدر:"وكالة سروانة"', {"drill"}),
        ('مصدر:"سروانة وكالة"', set()),
        ('مصدر:"سروانة وكالة"~5', {"drill"}),
        ("مصدر:سرو*", {"drill"}),
        ("مصدر:سروانه~", {"drill"}),
        ("مصدر:برزمة", {"leaders"}),
        ("مصدر:(المرقاب أو سروانة)", {"missiles", "drill", "water"}),
        ("برزمة -مصدر:المرقاب", {"leaders"}),
        ("قسم:سياسة", {"missiles"}),
        ("section:السياسة", {"missiles"}),
        ("كلمات:مناورة", {"drill"}),
        ('keywords:"مياه الشرب"', {"water"}),
        ("كلمات:مياه", {"water"}),
        ("كاتب:الريمي", {"missiles"}),
        ('author:"سعاد الريمي"', {"missiles"}),
        ("رابط:marqab.example", {"missiles"}),
        ("رابط:https://marqab.example/1", {"missiles"}),
        ("url:MARQAB", {"missiles"}),
        ("url:marq", set()),
        ("مصدر:لا_أحد", set()),
        ("تاريخ:2022", {"missiles", "drill"}),
        ("تاريخ:كانون الثاني 2022", {"missiles", "drill"}),
        ("تاريخ:10/1/2022", {"missiles"}),
        ("date:>2022", {"water", "leaders"}),
        ("[2022-01-15 إلى 2023-03] برزمة أو تدريبات", {"water", "drill"}),
        ("برزمة -تاريخ:2023-09", {"water"}),
        ("تاريخ:أمس", set()),
        ("مصدر:المرقاب تاريخ:2023", {"water"}),
        ("(مصدر:المرقاب تاريخ:2023) أو عنوان:زعيم", {"water", "leaders"}),
    ],
)
def test_what_a_field_finds(news: Engine, query: str, expected: set[str]) -> None:
    assert ids(news, query) == expected


def test_a_query_of_fields_alone_shows_the_newest_first(news: Engine) -> None:
    page = news.search("مصدر:المرقاب")
    assert [hit.id for hit in page.hits] == ["water", "missiles"]
    assert [hit.score for hit in page.hits] == [0, 0]
    assert all(hit.snippet for hit in page.hits)


def test_words_in_a_title_are_marked(news: Engine) -> None:
    (hit,) = news.search("عنوان:صواريخ").hits
    assert ("صواريخ", True) in hit.title_pieces
    assert hit.score > 0


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("عنوان:", EMPTY_FIELD),
        ("مجهول:قطر", unknown_field("مجهول")),
        ("تاريخ:متى برزمة", unreadable_date("متى")),
    ],
)
def test_what_is_said_of_fields(news: Engine, query: str, notice: str) -> None:
    assert notice in news.search(query).notices


@pytest.mark.parametrize(
    ("query", "value", "near"),
    [
        ("مصدر:المرقب", "مصدر:المرقب", "المرقاب"),
        ("source:مرقب", "source:مرقب", "المرقاب"),
        ("مصدر:سروانا", "مصدر:سروانا", "وكالة سروانة للأنباء"),
        ('مصدر:"وكالة سروانة"', None, None),
        ('مصدر:"وكاله سروان للانباء"', 'مصدر:"وكاله سروان للانباء"', "وكالة سروانة للأنباء"),
        ("كاتب:الريمى", None, None),
        ("كاتب:الريبي", "كاتب:الريبي", "سعاد الريمي"),
        ("قسم:سياحة", "قسم:سياحة", "سياسة"),
        ("قسم:اقتصاد", "قسم:اقتصاد", None),
        ("كلمات:نيصارا", "كلمات:نيصارا", "نيسارا"),
        ("رابط:nobody.example", "رابط:nobody.example", None),
        ("عنوان:أسلحة", "عنوان:أسلحة", None),  # a word of bodies alone
        ("برزمة أو مصدر:المرقب", "مصدر:المرقب", "المرقاب"),
        ("برزمة -مصدر:المرقب", None, None),
    ],
)
def test_a_value_that_no_article_has_is_said_with_the_nearest(
    news: Engine, query: str, value: str | None, near: str | None
) -> None:
    page = news.search(query)
    assert page.notices == ((absent(value, value, near),) if value else ())
    assert value is None or news.search(query, limit=0).as_json("ar")["notices"][0].startswith("لا خبر له ")


def test_a_filter_that_no_article_passes_is_said_too(news: Engine) -> None:
    (notice,) = news.search("برزمة", sources=("المرقاب", "المرقب")).notices
    assert notice == "no article has source:المرقب; the nearest is المرقاب"
    assert notice.arabic == "لا خبر له مصدر:المرقب، وأقرب ما في الأرشيف: المرقاب."  # type: ignore[attr-defined]
    assert news.search("*", authors="سعاد").notices == (absent("author:سعاد", "كاتب:سعاد", "سعاد الريمي"),)


def test_the_page_says_which_value_is_absent(client: FlaskClient) -> None:
    html = client.get("/search", query_string={"q": "برزمة أو مصدر:المرقب"}).text
    assert "وأقرب ما في الأرشيف: المرقاب" in html
    assert "The nearest" not in html
    assert "the nearest is المرقاب" in client.get("/en/search", query_string={"q": "مصدر:المرقب"}).text


MONTHS = {
    "july": "زار الوفد المدينة في يوليو وعاد",
    "tammuz": "زار الوفد المدينة في تموز وعاد",
    "juillet": "زار الوفد المدينة في جويلية وعاد",
    "morocco": "زار الوفد المدينة في يوليوز وعاد",
    "january": "زار الوفد المدينة في يناير وعاد",
    "kanun": "زار الوفد المدينة في كانون الثاني وعاد",
    "december": "زار الوفد المدينة في كانون الأول وعاد",
    "father": "زار أب المدينة وعاد",
    "august": "زار الوفد المدينة في أغسطس وعاد",
}
DATED = {
    "day": "زار الوفد المدينة في 15 آب وعاد",
    "digits": "زار الوفد المدينة في ٠٥ آب وعاد",
    "year": "زار الوفد المدينة في آب 2023 وعاد",
    "month": "زار الوفد المدينة في شهر آب وعاد",
    "of": "زار الوفد المدينة في الخامس وصل 5 من آب إلى هنا",
    "both": "زار الوفد المدينة في آب/أغسطس وعاد",
    "last": "زار الوفد المدينة في آب الماضي وعاد",
    "bare": "زار الوفد المدينة في آب وعاد",  # as most that are written so stand in dates
    "father": "زار أب المدينة وعاد",
    "returned": "اب إلى بيته",  # as it is spelt without its madda
    "careless": "عاد في 3 اب وقال",
    "algiers": "زار الوفد المدينة في 10 أوت وعاد",
    "may": "زار الوفد المدينة في 10 ماي وعاد",
    "name": "قالت ماي إن الوفد عاد",
    "named": "عادت ماي و ماي ثم ماي",
    "june": "وصل في جوان 2021",
    "damascus": "نوار في 3 نوار",
}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("يوليو", {"july", "tammuz", "juillet", "morocco"}),
        ("تموز", {"july", "tammuz", "juillet", "morocco"}),
        ("جويلية", {"july", "tammuz", "juillet", "morocco"}),
        ("يولية", {"july", "tammuz", "juillet", "morocco"}),
        ("وتموز", {"tammuz"}),  # with a clitic it is a word like others
        ("يناير", {"january", "kanun"}),
        ("كانون الثاني", {"january", "kanun"}),
        ("ديسمبر", {"december"}),
        ("آب", {"father", "august"}),
        ("أب", {"father"}),
        ('"تموز"', {"tammuz"}),
        ("=تموز", {"tammuz"}),
        ("وفد -تموز", {"january", "kanun", "december", "august"}),
        ("عنوان:يناير", set()),
    ],
)
def test_a_month_has_many_names(engine_of: EngineOf, query: str, expected: set[str]) -> None:
    news = engine_of(Article(id=name, title="زيارة", body=body) for name, body in MONTHS.items())
    assert ids(news, query) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("أغسطس", {"day", "digits", "year", "month", "of", "both", "last", "bare", "careless", "algiers"}),
        ("غشت", {"day", "digits", "year", "month", "of", "both", "last", "bare", "careless", "algiers"}),
        ("مايو", {"may", "damascus"}),
        ("يونيو", {"june"}),
        ("حزيران", {"june"}),
        ("ماي", {"may", "name", "named"}),  # who types the word that means two things finds both
        ("=أغسطس", {"both"}),
        ("عنوان:أغسطس", {"title"}),
        ("وصل -أغسطس", {"june"}),
    ],
)
def test_a_name_that_is_a_word_too_is_found_in_dates(
    engine_of: EngineOf, query: str, expected: set[str]
) -> None:
    titled = Article(id="title", title="زيارة 7 آب", body="خبر قصير")
    news = engine_of([titled, *(Article(id=name, title="زيارة", body=body) for name, body in DATED.items())])
    assert ids(news, query) - {"title"} == expected - {"title"}
    assert ("title" in ids(news, query)) == (query in ("أغسطس", "غشت", "عنوان:أغسطس"))


def test_a_name_that_is_a_word_too_is_marked_where_it_is_the_month(engine_of: EngineOf) -> None:
    news = engine_of(Article(id=name, title="زيارة", body=body) for name, body in DATED.items())
    marked = {hit.id: [text for text, matched in hit.snippet if matched] for hit in news.search("أغسطس").hits}
    assert marked["day"] == ["آب"]
    assert marked["both"] == ["آب", "أغسطس"]
    assert marked["algiers"] == ["أوت"]


def test_all_names_of_a_month_are_marked(engine_of: EngineOf) -> None:
    news = engine_of(Article(id=name, title="زيارة", body=body) for name, body in MONTHS.items())
    marked = {text for hit in news.search("كانون الثاني").hits for text, matched in hit.snippet if matched}
    assert marked == {"يناير", "كانون", "الثاني"}


def test_filters_of_every_kind(news: Engine) -> None:
    def found(**filters: object) -> set[str]:
        return {hit.id for hit in news.search("*", **filters).hits}  # type: ignore[arg-type]

    assert found(sections=("سياسة",)) == {"missiles"}
    assert found(sections="سياسه") == {"missiles"}
    assert found(keywords=("مناورات", "برزمة")) == {"drill", "water"}
    assert found(authors=("سعاد الريمي",)) == {"missiles"}
    assert found(authors=("سعاد",)) == set()
    assert found(sources=("المرقاب",), keywords=("برزمة",)) == {"water"}
    assert found(since="كانون الثاني 2022", until="شباط 2022") == {"missiles", "drill"}


def test_a_facet_is_counted_beside_its_own_filter(news: Engine) -> None:
    page = news.search("برزمة", sources=("بريد برزمة",))
    assert page.total == 1
    assert dict(page.facets["source"]) == {"المرقاب": 1, "بريد برزمة": 1}
    assert dict(page.facets["year"]) == {"2023": 1}
    assert dict(news.search("*", sections=("سياسة",)).facets["section"]) == {"سياسة": 1}
    assert sum(dict(news.search("*", sections=("سياسة",)).facets["source"]).values()) == 1


def test_facets_of_every_kind(news: Engine) -> None:
    names = ("source", "section", "keyword", "author", "year", "month", "day")
    facets = news.search("في", facets=names).facets
    assert tuple(facets) == names
    assert facets["section"] == (("سياسة", 1),)
    assert facets["author"] == (("سعاد الريمي", 1),)
    assert facets["month"] == (("2023-09", 1), ("2023-03", 1), ("2022-01", 2))
    assert facets["day"][0] == ("2023-09-05", 1)
    assert dict(facets["source"])["المرقاب"] == 2


def test_recency_lifts_the_newer_of_two_that_say_as_much(engine_of: EngineOf) -> None:
    articles = [
        replace(ARTICLES[0], id=str(year), url=None, published=datetime(year, 1, 1))
        for year in (2015, 2023, 2019)
    ]
    undated = replace(ARTICLES[0], id="undated", url=None, published=None)
    news = engine_of([*articles, undated])
    plain, fresh = news.search("صواريخ"), news.search("صواريخ", recency=365)
    assert [hit.id for hit in fresh.hits] == ["2023", "2019", "2015", "undated"]
    assert fresh.total == plain.total == 4
    score = plain.hits[0].score
    assert fresh.hits[0].score == pytest.approx(score)
    assert fresh.hits[-1].score == pytest.approx(score / 2)
    age = (datetime(2023, 1, 1) - datetime(2019, 1, 1)).days
    assert fresh.hits[1].score == pytest.approx(score * (0.5 + 0.5 * 2 ** (-age / 365)))
    assert news.search("صواريخ", recency=True).hits[0].id == "2023"
