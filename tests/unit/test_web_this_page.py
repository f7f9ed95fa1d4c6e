"""Where a page says that it is, whatever its address holds."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

# Names that mean something to the function of Flask that makes addresses, and to ours.
FLASKS_OWN = ("_scheme", "_external", "_anchor", "_method", "endpoint", "self", "article_id", "name")


def links(html: str, relation: str) -> list[str]:
    return [unescape(url) for url in re.findall(rf'<link rel="{relation}"[^>]* href="([^"]*)"', html)]


@pytest.mark.parametrize("name", FLASKS_OWN)
@pytest.mark.parametrize("path", ["/search", "/article/water", "/en/search"])
def test_an_argument_of_any_name_is_an_argument(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(path, query_string={"q": "مياه", name: "ftp"})
    assert answer.status_code == 200
    for url in links(answer.text, "alternate")[:2]:
        assert parse_qs(urlsplit(url).query) == {"q": ["مياه"], name: ["ftp"]}


def test_a_page_is_in_the_other_language_at_its_address_below_en(client: FlaskClient) -> None:
    html = client.get("/search?q=مياه&source=المرقاب&source=بريد&lang=fr").text
    arabic, english = links(html, "alternate")[:2]
    assert english == f"/en{arabic}"
    assert parse_qs(urlsplit(arabic).query) == {"q": ["مياه"], "source": ["المرقاب", "بريد"]}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/search?q=water+now", "http://x.example/news/search?q=water+now"),
        ("/en/search?q=water", "http://x.example/news/en/search?q=water"),
        ("/article/water?q=water", "http://x.example/news/article/water"),
        ("/nowhere", "http://x.example/news/"),
    ],
)
def test_the_full_address_is_below_where_the_application_is(
    client: FlaskClient, path: str, expected: str
) -> None:
    html = client.get(path, base_url="http://x.example/news").text
    assert links(html, "canonical") == [expected]
    assert f'name="back" value="/news{path}"' in unescape(html)
