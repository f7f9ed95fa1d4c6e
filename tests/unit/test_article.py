from dataclasses import FrozenInstanceError, replace
from datetime import datetime

import pytest

from fihris.index.article import Article

ARTICLE = Article(
    title="افتتاح جسر الوادي",
    body="افتتح وزير النقل أمس جسر الوادي.",
    source="المرقاب",
    keywords=("جسور", "نقل"),
    published=datetime(2023, 9, 5),
)


def test_a_given_id_is_the_id() -> None:
    assert replace(ARTICLE, id="7", url="https://example.org/7").stable_id() == "7"


def test_the_id_made_from_a_url_outlives_a_change_of_the_text() -> None:
    article = replace(ARTICLE, url="https://example.org/7")
    assert article.stable_id() == replace(article, body="نص آخر").stable_id()
    assert article.stable_id() != replace(article, url="https://example.org/8").stable_id()


def test_without_a_url_the_id_is_that_of_the_content() -> None:
    assert ARTICLE.stable_id() == replace(ARTICLE).stable_id()
    assert ARTICLE.stable_id() != replace(ARTICLE, body="نص آخر").stable_id()


@pytest.mark.parametrize(
    "change",
    [
        {"title": "عنوان آخر"},
        {"body": "نص آخر"},
        {"url": "https://example.org/7"},
        {"source": None},
        {"author": "سلمى"},
        {"section": "محليات"},
        {"keywords": ("جسور",)},
        {"keywords": ("جسور نقل",)},
        {"published": None},
    ],
)
def test_everything_that_is_searched_or_shown_changes_the_content_hash(change: dict[str, object]) -> None:
    assert replace(ARTICLE, **change).content_hash() != ARTICLE.content_hash()  # type: ignore[arg-type]


def test_the_content_hash_stays_what_ledgers_have() -> None:
    assert ARTICLE.content_hash() == "068428e6d4433a30479c4713"
    assert replace(ARTICLE, title="\ud800", body="\0").content_hash() == "ffee38c37f0edeb88a7a09ce"


def test_text_that_moves_between_fields_changes_the_content_hash() -> None:
    assert Article(title="أ", body="ب").content_hash() != Article(title="أب").content_hash()


def test_where_an_article_was_found_does_not_change_the_content_hash() -> None:
    assert replace(ARTICLE, id="7", excerpt_of="6").content_hash() == ARTICLE.content_hash()


def test_an_identified_article_has_its_id() -> None:
    assert ARTICLE.identified() == replace(ARTICLE, id=ARTICLE.stable_id())
    assert replace(ARTICLE, id="7").identified().id == "7"


def test_a_lone_surrogate_has_a_hash() -> None:
    assert Article(title="\ud800", url="\udfff").stable_id()


def test_articles_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        ARTICLE.title = "عنوان آخر"  # type: ignore[misc]
