"""Ways on from a search that found nothing."""

from collections.abc import Iterator

import pytest
from flask import Flask

from fihris.search import Engine
from fihris.web.alternatives import alternatives, single_words
from fihris.web.bounds import Bound
from fihris.web.params import Asked


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/search"):
        yield


def test_filters_that_hide_everything_are_offered_for_removal(news: Engine) -> None:
    asked = Asked("مياه", ("المرقاب",), Bound(2022), Bound(2022))
    assert news.search("مياه", sources=("المرقاب",), since="2022", until="2022").total == 0
    ways = alternatives(news, asked)
    assert [(link.text, link.count) for link in ways.looser] == [("في ٢٠٢٢", 1), ("كل المرشّحات", 1)]


def test_words_that_are_written_somewhere_and_words_that_are_not(news: Engine) -> None:
    ways = alternatives(news, Asked("«مياه الزعفرون» AND -برزمة"))
    assert ways.looser == ()
    assert [link.text for link in ways.words] == ["مياه", "برزمة"]
    assert all(link.count == news.search(link.text).total > 0 for link in ways.words)
    assert ways.missing == ("الزعفرون",)


def test_a_word_is_not_offered_in_place_of_itself(news: Engine) -> None:
    ways = alternatives(news, Asked("مياه", ("لا أحد",)))
    assert ways.words == ()
    assert [link.text for link in ways.looser] == ["المصدر: لا أحد"]


def test_single_words() -> None:
    assert single_words('كِتَابٌ OR "بيت كِتَابٌ" -AquaSarwan، (2023)') == ["كِتَابٌ", "بيت", "AquaSarwan", "2023"]
    assert single_words("؟! ًٌ ـ") == []
    assert len(single_words(" ".join(map(str, range(99))))) == 8
