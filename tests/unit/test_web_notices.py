"""Whatever is said about a query is said in both languages."""

import re

import pytest
from flask import Flask

from fihris.search import notices
from fihris.search.notices import Notice, absent, missing, unknown_field, unreadable_date
from fihris.web.notices import in_words

SAID = [value for value in vars(notices).values() if isinstance(value, Notice)]
SAID += [unknown_field("مجهول"), unreadable_date("متى"), missing(["غائب"])]
SAID += [absent("مصدر:غائب", "مصدر:غائب", near) for near in (None, "الغائب")]


@pytest.mark.parametrize("notice", SAID)
def test_each_language_has_its_own_sentence(app: Flask, notice: Notice) -> None:
    with app.test_request_context("/search"):
        app.preprocess_request()
        arabic = in_words(notice)
    with app.test_request_context("/en/search"):
        app.preprocess_request()
        english = in_words(notice)
    assert re.search("[ء-ي]{3}", arabic)
    assert not re.search("[a-z]{3}", arabic)
    assert english[1:-1] == notice[1:]
    assert english[0] == english[0].upper()


def test_missing_words_are_listed_with_the_comma_of_the_language(app: Flask) -> None:
    notice = missing(["كرواسون", "زعفرون"])
    with app.test_request_context("/search"):
        assert in_words(notice) == "لا يرد في الأرشيف: كرواسون، زعفرون."
    with app.test_request_context("/en/search"):
        app.preprocess_request()
        assert in_words(notice) == "No article has: كرواسون, زعفرون."


def test_what_has_no_translation_is_shown_as_it_is(app: Flask) -> None:
    with app.test_request_context("/search"):
        assert in_words("something new") == "something new"
