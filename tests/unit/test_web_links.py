"""The links of a results page."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask, url_for

from fihris.search import Engine
from fihris.web import links
from fihris.web.bounds import Bound
from fihris.web.params import Asked


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/search"):
        yield


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def test_an_address_holds_the_whole_search() -> None:
    asked = Asked("مياه", ("المرقاب", "بريد"), Bound(2022), Bound(2023, 3), "newest", offset=20)
    assert query(links.search_url(asked)) == {
        "q": ["مياه"],
        "source": ["المرقاب", "بريد"],
        "since": ["2022"],
        "until": ["2023-03"],
        "sort": ["newest"],
        "page": ["3"],
    }


def test_every_filter_has_a_chip_that_takes_it_away() -> None:
    asked = Asked("مياه", ("المرقاب", "بريد"), Bound(2022), Bound(2023, 3), offset=20)
    chips = links.chips(asked)
    assert [chip.text for chip in chips] == [
        "المصدر: المرقاب",
        "المصدر: بريد",
        "منذ ٢٠٢٢",
        "حتى مارس ٢٠٢٣",
    ]
    assert query(chips[0].url) == {"q": ["مياه"], "source": ["بريد"], "since": ["2022"], "until": ["2023-03"]}
    assert query(chips[3].url) == {"q": ["مياه"], "source": ["المرقاب", "بريد"], "since": ["2022"]}


def test_one_year_is_one_chip() -> None:
    (chip,) = links.chips(Asked("مياه", since=Bound(2023), until=Bound(2023)))
    assert chip.text == "في ٢٠٢٣"
    assert query(chip.url) == {"q": ["مياه"]}


def test_sources_are_added_and_taken_away(news: Engine) -> None:
    page = news.search("برزمة OR صواريخ")
    (title, found), *_ = links.narrowing(Asked("برزمة", ("المرقاب",)), page)
    assert title == "المصدر"
    by_name = {link.text: link for link in found}
    assert by_name["المرقاب"].current
    assert query(by_name["المرقاب"].url) == {"q": ["برزمة"]}
    assert not by_name["بريد برزمة"].current
    assert query(by_name["بريد برزمة"].url) == {"q": ["برزمة"], "source": ["المرقاب", "بريد برزمة"]}
    assert {name: link.count for name, link in by_name.items()} == dict(page.facets["source"])


def test_years_come_newest_first_and_one_is_kept(news: Engine) -> None:
    page = news.search("برزمة OR صواريخ")
    *_, (title, found) = links.narrowing(Asked("برزمة", since=Bound(2022), until=Bound(2022)), page)
    assert title == "السنة"
    assert [(link.text, link.current) for link in found] == [("٢٠٢٣", False), ("٢٠٢٢", True)]
    assert query(found[0].url) == {"q": ["برزمة"], "since": ["2023"], "until": ["2023"]}
    assert query(found[1].url) == {"q": ["برزمة"]}


def test_a_keyword_is_a_filter_beside_the_others(news: Engine) -> None:
    asked = Asked("برزمة", sources=("المرقاب",), since=Bound(2023))
    (title, found) = links.narrowing(asked, asked.answer(news))[2]
    assert title == "الكلمة الدلالية"
    (word,) = [link for link in found if link.text == "مياه الشرب"]
    assert query(word.url) == {
        "q": ["برزمة"],
        "source": ["المرقاب"],
        "keyword": ["مياه الشرب"],
        "since": ["2023"],
    }
    narrowed = asked.but(keywords=("مياه الشرب",))
    assert narrowed.answer(news).total == word.count == 1
    chips = {chip.text: query(chip.url) for chip in links.chips(narrowed)}
    assert chips.keys() == {"المصدر: المرقاب", "الكلمة الدلالية: مياه الشرب", "منذ ٢٠٢٣"}
    assert chips["الكلمة الدلالية: مياه الشرب"] == query(links.search_url(asked))


@pytest.mark.parametrize(
    ("page", "total", "expected"),
    [
        (1, 7, "[١]"),
        (1, 11, "[١] ٢"),
        (1, 274, "[١] ٢ ٣ … ٢٨"),
        (4, 274, "١ ٢ ٣ [٤] ٥ ٦ … ٢٨"),
        (5, 274, "١ ٢ ٣ ٤ [٥] ٦ ٧ … ٢٨"),
        (14, 274, "١ … ١٢ ١٣ [١٤] ١٥ ١٦ … ٢٨"),
        (28, 274, "١ … ٢٦ ٢٧ [٢٨]"),
    ],
)
def test_page_numbers(page: int, total: int, expected: str) -> None:
    shown = links.pages(Asked("مياه").on_page(page), total)
    assert (
        " ".join(("[%s]" if link.current else "%s") % link.text if link else "…" for link in shown)
        == expected
    )


def test_sorting_starts_again_at_the_first_page() -> None:
    found = links.sorts(Asked("مياه", sort="newest", offset=20))
    assert [(link.text, link.current) for link in found] == [
        ("الأقرب", False),
        ("مع تقديم الجديد", False),
        ("الأحدث", True),
        ("الأقدم", False),
    ]
    assert query(found[3].url) == {"q": ["مياه"], "sort": ["oldest"]}
    assert query(found[0].url) == {"q": ["مياه"]}


@pytest.mark.parametrize("identifier", ["water", "a/b", "/a", "http://x.example/1?a=b#c", "خبر", "50%"])
def test_an_article_with_any_id_has_an_address(app: Flask, identifier: str) -> None:
    url = links.article_url(identifier) + links.way_back(Asked("مياه"))
    assert links.article_url(identifier) == url_for("pages.article", article_id=identifier)
    assert url.endswith("?q=%D9%85%D9%8A%D8%A7%D9%87")
    with app.test_request_context(url) as context:
        assert context.request.view_args == {"article_id": identifier, "lang": "ar"}
