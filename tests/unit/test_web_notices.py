"""Every notice of the search has its sentence, in both languages."""

import pytest
from flask import Flask

from fihris.search import query
from fihris.search.query import parse
from fihris.web.notices import SENTENCES, in_words

QUERIES = [
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
]


@pytest.mark.parametrize("text", QUERIES)
def test_what_the_parser_says_is_said_to_the_reader(text: str) -> None:
    notices = parse(text).notices
    assert notices
    assert set(notices) <= set(SENTENCES)


@pytest.mark.parametrize("notice", SENTENCES)
def test_each_language_has_its_own_sentence(app: Flask, notice: str) -> None:
    with app.test_request_context("/search"):
        arabic = in_words(notice)
        assert "ا" in arabic
    with app.test_request_context("/en/search"):
        app.preprocess_request()
        english = in_words(notice)
    assert english.isascii()
    assert english[0].isupper()
    assert english.endswith(".")


def test_missing_words_are_listed_with_the_comma_of_the_language(app: Flask) -> None:
    notice = f"{query.MISSING} كرواسون, زعفرون"
    with app.test_request_context("/search"):
        assert in_words(notice) == "لا يرد في الأرشيف: كرواسون، زعفرون."
    with app.test_request_context("/en/search"):
        app.preprocess_request()
        assert in_words(notice) == "Not in the archive: كرواسون, زعفرون."


def test_an_unknown_notice_is_shown_as_it_is() -> None:
    assert in_words("something new") == "something new"
