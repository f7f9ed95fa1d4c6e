"""Every notice of the query parser has its Arabic sentence."""

import pytest

from fihris.search.query import parse
from fihris.web.notices import ARABIC, in_arabic


@pytest.mark.parametrize(
    "query",
    [
        "",
        "-مياه",
        '"مياه',
        "((مياه",
        "(" * 20 + "مياه",
        "AND مياه",
        "كلمة " * 80,
        "ا" * 10_001,
        "*",
        "كت* " * 9,
    ],
)
def test_what_the_parser_says_is_said_in_arabic(query: str) -> None:
    notices = parse(query).notices
    assert notices
    for notice in notices:
        assert in_arabic(notice) == ARABIC[notice]


def test_an_unknown_notice_is_shown_as_it_is() -> None:
    assert in_arabic("something new") == "something new"
