"""The arguments of a request as checked values."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from fihris.search.facets import USUAL
from fihris.web.asked import Asked
from fihris.web.bounds import Bound
from fihris.web.params import MAX_QUERY, BadParameter, clean, for_api, for_page


def args(*pairs: tuple[str, str]) -> MultiDict[str, str]:
    return MultiDict(pairs)


def test_everything_a_page_can_be_asked() -> None:
    asked = for_page(
        args(
            ("q", "مياه الشرب"),
            ("source", "المرقاب"),
            ("source", "بريد برزمة"),
            ("source", "المرقاب"),
            ("since", "٢٠٢٢"),
            ("until", "2023-03"),
            ("sort", "newest"),
            ("page", "٣"),
        )
    )
    assert asked == Asked(
        q="مياه الشرب",
        sources=("المرقاب", "بريد برزمة"),
        since=Bound(2022),
        until=Bound(2023, 3),
        sort="newest",
        offset=20,
        facets=(*USUAL, "author"),
    )
    assert asked.page == 3
    assert for_page(MultiDict(asked.as_args())) == asked


def test_an_address_leaves_out_what_says_nothing() -> None:
    assert for_page(args(("q", "مياه"), ("source", ""), ("since", ""), ("sort", "relevance"))).as_args() == {
        "q": "مياه"
    }


@pytest.mark.parametrize(
    ("page", "expected"),
    [("", 1), ("0", 1), ("-1", 1), ("abc", 1), ("1e9", 1), ("2.5", 1), ("١٠", 10), ("999999999", 1_000_000)],
)
def test_a_page_number_that_makes_no_sense_is_the_nearest_that_does(page: str, expected: int) -> None:
    assert for_page(args(("q", "مياه"), ("page", page))).page == expected


def test_of_repeated_arguments_the_first_counts() -> None:
    assert for_page(args(("q", "مياه"), ("q", "نهر"), ("page", "2"), ("page", "9"))) == Asked(
        "مياه", offset=10, facets=(*USUAL, "author")
    )


def test_an_unknown_sort_is_by_relevance_on_the_page() -> None:
    assert for_page(args(("q", "مياه"), ("sort", "../../etc/passwd"))).sort == "relevance"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("  مياه \u00a0 الشرب\u3000", "مياه الشرب"),
        ("مياه\r\nالشرب\tاليوم", "مياه الشرب اليوم"),
        ("مياه\x00الشرب", "مياه الشرب"),
        ("مي\x07اه\x9b", "مياه"),
        ("\u202eمياه\u202c \u2066الشرب\u2069", "مياه الشرب"),
        ("\u00a0\u3000 \n", ""),
        ("＊ ？ ： （", "＊ ？ ： （"),
    ],
)
def test_what_no_reader_sees_is_removed(written: str, expected: str) -> None:
    assert clean(written) == expected


@given(st.text())
def test_cleaning_leaves_nothing_to_clean(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\x00" not in clean(text)


def test_a_query_of_a_thousand_characters_is_read_and_a_longer_one_refused(app: Flask) -> None:
    assert len(for_page(args(("q", "ا" * MAX_QUERY))).q) == MAX_QUERY
    with pytest.raises(BadParameter, match="1,001 characters") as refused:
        for_page(args(("q", "ا" * (MAX_QUERY + 1))))
    with app.test_request_context("/"):
        assert "ألف حرف" in str(refused.value.advice)


def test_a_date_that_is_none_is_refused_with_the_forms_that_are(app: Flask) -> None:
    with pytest.raises(BadParameter, match="since is a year") as refused:
        for_page(args(("q", "مياه"), ("since", "متى")))
    with app.test_request_context("/"):
        assert "٢٠٢٣-٠٩-٠٥" in str(refused.value.advice)


def test_the_api_takes_limit_offset_and_cursor() -> None:
    assert for_api(args(("q", "مياه"), ("limit", "100"), ("offset", "٢٠"))) == Asked(
        "مياه", limit=100, offset=20, group=False
    )
    assert for_api(args(("q", "مياه"), ("limit", "0"))).limit == 0
    assert for_api(args(("q", "مياه"), ("cursor", "g000007:30:0123abcd"))).cursor == "g000007:30:0123abcd"


def test_stories_are_grouped_on_the_page_and_where_the_api_is_asked_to() -> None:
    assert for_page(args(("q", "مياه"))).group
    assert "group" not in for_page(args(("q", "مياه"))).as_args()
    unfolded = for_page(args(("q", "مياه"), ("group", "0")))
    assert (unfolded.group, unfolded.as_args()["group"]) == (False, "0")
    assert not for_api(args(("q", "مياه"))).group
    asked = for_api(args(("q", "مياه"), ("group", "1"), ("explain", "true"), ("new_since", " 2023-09-05 ")))
    assert (asked.group, asked.explain, asked.new_since) == (True, True, "2023-09-05")
    assert asked.narrowed


@pytest.mark.parametrize(
    "pair",
    [
        ("limit", "101"),
        ("limit", "1e9"),
        ("limit", "-1"),
        ("limit", "ten"),
        ("offset", "-1"),
        ("offset", "99999999999"),
        ("group", "perhaps"),
        ("explain", "2"),
        ("sort", "best"),
        ("since", "2023-02-30"),
    ],
)
def test_the_api_refuses_what_makes_no_sense(pair: tuple[str, str]) -> None:
    with pytest.raises(BadParameter, match=pair[0]):
        for_api(args(("q", "مياه"), pair))


def test_more_sources_than_anybody_chooses_are_refused() -> None:
    with pytest.raises(BadParameter, match="50 sources"):
        for_page(args(("q", "مياه"), *(("source", str(number)) for number in range(51))))
