from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import Article
from fihris.index.schema import date_term, from_fields, make_schema, to_fields

texts = st.text(max_size=20)
articles = st.builds(
    Article,
    id=texts,
    title=texts,
    body=texts,
    url=st.none() | texts,
    source=st.none() | texts,
    author=st.none() | texts,
    section=st.none() | texts,
    keywords=st.lists(texts, max_size=3).map(tuple),
    published=st.none() | st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1)),
    excerpt_of=st.none() | texts,
)


@given(articles)
def test_an_article_comes_back_from_its_stored_fields(article: Article) -> None:
    assert from_fields(to_fields(article)) == article


@given(st.datetimes())
def test_the_term_of_a_moment_is_that_of_whoosh(moment: datetime) -> None:
    assert date_term(moment) == make_schema()["published"].to_bytes(moment)


def test_every_field_that_is_stored_stands_in_the_schema() -> None:
    schema = make_schema()
    for article in ARTICLES:
        assert to_fields(article).keys() <= set(schema.names())
        assert all(schema[name].stored for name in to_fields(article))
