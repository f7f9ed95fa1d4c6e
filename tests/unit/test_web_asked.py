"""A search as an address asks for it, and the way back."""

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from fihris.web.asked import NAMED, SORTS, Asked
from fihris.web.bounds import Bound
from fihris.web.params import clean, for_page

names = st.lists(st.text(max_size=8).map(clean).filter(bool), max_size=3, unique=True).map(tuple)
bounds = st.none() | st.builds(Bound, st.integers(1950, 2025), st.integers(1, 12), st.none())
searches = st.builds(
    Asked,
    q=st.text(max_size=20).map(clean),
    since=bounds,
    until=bounds,
    sort=st.sampled_from(SORTS),
    offset=st.integers(0, 99).map(lambda page: 10 * page),
    group=st.booleans(),
    recency=st.none() | st.sampled_from((1.0, 30.0, 0.5)),
    facets=st.just(for_page(MultiDict()).facets),
    **{name: st.just(getattr(Asked(), name)) for name in ("limit", "explain", "cursor", "new_since")},
    **dict.fromkeys(NAMED.values(), names),
)


@given(searches)
def test_the_address_of_a_search_asks_for_it(asked: Asked) -> None:
    assert for_page(MultiDict(asked.as_args())) == asked


def test_a_change_begins_on_the_first_page() -> None:
    asked = Asked("مياه", ("المرقاب",), offset=20)
    assert asked.page == 3
    assert asked.but(sort="newest") == Asked("مياه", ("المرقاب",), sort="newest")
    assert asked.on_page(2).offset == 10
    assert asked.narrowed
    assert asked.unfiltered() == Asked("مياه")
    assert not asked.unfiltered().narrowed
