"""Suggestions, through the engine: when a query is corrected, and when it is left alone."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient

from fihris.index import Article
from fihris.index.cli import main
from fihris.search import Engine
from fihris.search.notices import CORRECTED, MISSING, UNCLOSED

EngineOf = Callable[[Iterable[Article]], Engine]
ClientOf = Callable[[Iterable[Article]], FlaskClient]


@pytest.mark.parametrize(
    ("query", "searched"),
    [
        ("الامطا", "الأمطار"),
        ("الصوريخ -المياه", "الصواريخ -المياه"),
        ('"شبكة الميا"', '"شبكة المياه"'),
        ("شبكةالمياه", "شبكة المياه"),
        ("liv[hk hg;jhf", "مهرجان الكتاب"),
        ("HGLDHI", "المياه"),
        ("aqua sarwan", "aquasarwan"),
        ("شضعشسشقصشى", "aquasarwan"),
    ],
)
def test_a_query_that_finds_nothing_is_searched_as_it_was_meant(
    demo: Engine, query: str, searched: str
) -> None:
    page, meant = demo.search(query), demo.search(searched)
    assert page.suggestion == page.interpreted == searched
    assert page.corrected
    assert page.notices[0] == f"{CORRECTED} {searched}"
    assert page.query == query
    assert page.total == meant.total > 0
    assert [hit.snippet for hit in page.hits] == [hit.snippet for hit in meant.hits]


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        ("مياه الشب", "مياه الشرب"),  # beside مياه, الشرب is likelier than the mountains of الشهب
        ("وزير الصخة", "وزير الصحة"),
        ("صورايخ برزمه", "صواريخ برزمه"),
        ("المهر جان", "المهرجان"),
        ("الصوريخ OR المناورت", "الصواريخ OR المناورات"),
        ("نيصارا", "نيسارا"),
        ("مهرجن الكتاب -=المهرجن", "مهرجان الكتاب -=المهرجن"),
    ],
)
def test_a_query_that_finds_something_is_only_offered_another(
    demo: Engine, query: str, suggestion: str
) -> None:
    page = demo.search(query)
    assert page.suggestion == suggestion
    assert not page.corrected
    assert page.interpreted == query
    assert page.total > 0


@pytest.mark.parametrize(
    "query",
    [
        "مياه",
        "للمهرجانات",  # new in this form, but an inflection of a word that is known
        "وبصواريخهم",
        "صاروخ",
        "=صواريخح",  # this very form was asked for
        "صورايخ~",
        "صوار?خ",
        "مهرجان -الصوريخ",  # what is not wanted is not mended
        "في من على",
        "١٢٣٤٥",
        "12.5",
        "hello world",
        "ضصثقفغع",
        "",
        "()",
    ],
)
def test_what_is_right_or_beyond_help_is_left_alone(demo: Engine, query: str) -> None:
    page = demo.search(query)
    assert page.suggestion is None
    assert not any(CORRECTED in notice for notice in page.notices)


def test_a_rare_word_is_doubted_beside_a_far_more_common_one(engine_of: EngineOf) -> None:
    common = [Article(id=str(n), title="مؤتمر صحفي", body="عقد الوزير مؤتمراً في برزمة.") for n in range(40)]
    news = engine_of([*common, Article(id="slip", title="مأتمر صحفي", body="عقد الوزير لقاء.")])
    page = news.search("مأتمر")
    assert (page.total, page.suggestion) == (1, "مؤتمر")
    assert [hit.id for hit in page.hits] == ["slip"]


def test_letters_that_signs_part_are_no_reading_of_the_other_keyboard(engine_of: EngineOf) -> None:
    latin = Article(id="latin", title="Units", body="l qt vd dm")
    news = engine_of([latin, Article(id="clerk", title="موظف", body="عاد الموظف إلى عمله.")])
    assert news.search("موضف").suggestion == "موظف"  # and not l,qt, which its keys give


def test_a_form_of_a_seldom_stem_is_doubted_beside_a_far_more_common_one(engine_of: EngineOf) -> None:
    common = [Article(id=str(n), title="تلميذ", body="عاد التلميذ إلى مدرسته.") for n in range(25)]
    news = engine_of([*common, Article(id="slip", title="تلميظ", body="عاد إلى بيته.")])
    page = news.search("التلميظ")  # a new form; the stem stands in one article
    assert (page.total, page.suggestion) == (1, "التلميذ")


def test_filters_that_let_nothing_pass_are_no_slip(demo: Engine) -> None:
    assert demo.search("المياه", since="1950", until="1951").suggestion is None
    page = demo.search("الامطا", since="1950", until="1951")
    assert (page.total, page.suggestion, page.corrected) == (0, None, False)


def test_what_else_was_mended_is_said_too(demo: Engine) -> None:
    page = demo.search('"شبكة الميا')
    assert page.notices == (f'{CORRECTED} "شبكة المياه', UNCLOSED)
    assert demo.search("صوارينغغغ كرواسون").notices == (f"{MISSING} صوارينغغغ, كرواسون",)


def test_the_histogram_and_the_marks_are_those_of_what_was_searched(demo: Engine) -> None:
    assert demo.histogram("الامطا") == demo.histogram("الأمطار") != ()
    article = demo.article(demo.search("الامطا").hits[0].id)
    assert demo.highlight(article, "الامطا") == demo.highlight(article, "الأمطار")


def test_suggestions_are_told_for_any_word(demo: Engine) -> None:
    assert demo.suggest("المهرجن")[0] == "المهرجان"
    assert demo.suggest("وزير الصخة", limit=1) == ("وزير الصحة",)
    assert demo.suggest("hgldhi") == ("المياه",)
    assert len(demo.suggest("الميه")) == 3
    assert demo.suggest("") == demo.suggest("؟") == demo.suggest("مياه", limit=0) == ()


def test_the_command_line_asks(archive: Path) -> None:
    def printed(query: str) -> str:
        return CliRunner().invoke(main, ["search", query, "--index", str(archive)]).output

    assert "Did you mean: صواريخ نيسارا\n" in printed("صواريخ نيصارا")
    assert f"({CORRECTED} التمور)" in printed("التموور")
    assert "Did you mean" not in printed("التموور")


def test_the_page_asks_with_a_link(client: FlaskClient) -> None:
    html = client.get("/search?q=صواريخ+نيصارا&sort=newest").text
    assert "هل تقصد:" in html
    assert "صواريخ نيسارا</bdi></a>" in html
    html = client.get("/search?q=التموور").text
    assert "لم نجد شيئاً لما كُتب، وهذه نتائج: التمور" in html
    assert "هل تقصد" not in html


def test_words_that_only_a_correction_finds_are_no_way_on(client: FlaskClient) -> None:
    html = client.get("/search", query_string={"q": "التموور AND غائب"}).text
    assert "لا نتائج" in html
    assert ">التموور</bdi><span" not in html


def test_of_many_slips_the_first_few_are_mended(demo: Engine) -> None:
    query = "الصوريخ المهرجن الحكوكة الصخة الامطا الانتخابت النيرن"
    suggestion = demo.search(query).suggestion
    assert suggestion is not None
    changed = [one != other for one, other in zip(query.split(), suggestion.split(), strict=True)]
    assert changed == [True, True, True, False, False, False, False]
