import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.index.article import Article
from fihris.index.urls import _canonical, canonical_url


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://marqab.example/news/7", "https://marqab.example/news/7"),
        ("HTTPS://Marqab.Example:443/news/7#comments", "https://marqab.example/news/7"),
        ("https://marqab.example", "https://marqab.example/"),
        ("https://marqab.example./a", "https://marqab.example/a"),
        ("https://marqab.example.:443/a", "https://marqab.example/a"),
        ("https://marqab.example:8443/a", "https://marqab.example:8443/a"),
        ("https://marqab.example/a?utm_source=rss&id=7&fbclid=x", "https://marqab.example/a?id=7"),
        ("https://marqab.example/a?id=7&page=2", "https://marqab.example/a?id=7&page=2"),
        ("https://marqab.example/a?_ga=2&id=7", "https://marqab.example/a?id=7"),
        (
            "https://marqab.example/نهر-الزعيم/?id=7",
            "https://marqab.example/%D9%86%D9%87%D8%B1-%D8%A7%D9%84%D8%B2%D8%B9%D9%8A%D9%85/?id=7",
        ),
        ("https://marqab.example/ماء", "https://marqab.example/%D9%85%D8%A7%D8%A1"),
        ("https://marqab.example/%d9%85%d8%a7%d8%a1", "https://marqab.example/%D9%85%D8%A7%D8%A1"),
        ("https://marqab.example/a%2Fb", "https://marqab.example/a%2Fb"),
        ("https://marqab.example/#!/news/7", "https://marqab.example/#!/news/7"),
        ("urn:uuid:7", "urn:uuid:7"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_addresses(url: str, expected: str) -> None:
    assert canonical_url(url) == expected


@given(st.text() | st.text("htps:/.%2F?&=#aم[]@").map("http://h/".__add__))
def test_canonical_is_canonical(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)


PIECES = [
    *"/?&=#.%+~['<|;@مﷺ \u3000\xa0\x85\n\0\U0001f600",
    "#!",
    ":80",
    "id=1",
    "utm_id=1",
    "_ga",
    "%41",
    "%2f",
]


@given(st.lists(st.characters(codec="utf-8") | st.sampled_from(PIECES)).map("".join))
def test_an_address_that_needs_no_more_than_escapes_is_no_other(end: str) -> None:
    assert canonical_url(f"http://h/م{end}") == _canonical(f"http://h/م{end}")


@given(st.sampled_from(("http", "https")), st.text("aZ7.-:/_~", max_size=8), st.text("bY8/_.~-:%م"))
def test_what_is_canonical_at_a_glance_is_so_at_length(scheme: str, host: str, path: str) -> None:
    assert canonical_url(f"{scheme}://{host}/{path}") == _canonical(f"{scheme}://{host}/{path}")


def test_the_same_address_gives_the_same_id() -> None:
    shared = Article(url="https://marqab.example/ماء?utm_medium=social#top")
    assert shared.stable_id() == Article(url="https://marqab.example/%D9%85%D8%A7%D8%A1").stable_id()
