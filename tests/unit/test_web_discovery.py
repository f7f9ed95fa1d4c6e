"""How browsers and crawlers find their way."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

SPACE = "{http://a9.com/-/spec/opensearch/1.1/}"


@pytest.mark.parametrize(("prefix", "name"), [("", "فهرس"), ("/en", "Fihris")])
def test_a_browser_can_search_from_its_own_field(client: FlaskClient, prefix: str, name: str) -> None:
    answer = client.get(f"{prefix}/opensearch.xml")
    assert answer.mimetype == "application/opensearchdescription+xml"
    root = ElementTree.fromstring(answer.text)
    assert root.findtext(f"{SPACE}ShortName") == name
    templates = {url.get("type"): url.get("template") for url in root.findall(f"{SPACE}Url")}
    assert templates["text/html"] == f"http://localhost{prefix}/search?q={{searchTerms}}"
    completing = templates["application/x-suggestions+json"] or ""
    found = client.get(completing.replace("{searchTerms}", "صوا").removeprefix("http://localhost"))
    assert found.mimetype == "application/x-suggestions+json"
    assert found.get_json(force=True)[0] == "صوا"
    assert f'href="{prefix}/opensearch.xml"' in client.get(f"{prefix}/").text


def test_the_page_can_be_kept_as_an_app(client: FlaskClient) -> None:
    manifest = client.get("/manifest.webmanifest").get_json(force=True)
    assert (manifest["lang"], manifest["dir"], manifest["start_url"]) == ("ar", "rtl", "/")
    assert all(client.get(icon["src"], buffered=True).status_code == 200 for icon in manifest["icons"])


def test_robots_read_articles_and_not_every_search(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert "Disallow: /search" in lines
    assert "Disallow: /en/search" in lines
    assert not any(line.startswith("Disallow: /article") for line in lines)


def head(html: str, pattern: str) -> list[str]:
    return [unescape(found) for found in re.findall(pattern, html)]


def test_every_page_names_its_own_address_and_that_in_the_other_language(client: FlaskClient) -> None:
    html = client.get("/article/water?q=مياه").text
    assert head(html, r'rel="canonical" href="([^"]*)"') == ["http://localhost/article/water"]
    assert head(html, r'hreflang="(\w+)" href="[^"]*"') == ["ar", "en"]
    assert head(html, r'hreflang="en" href="([^"]*)"') == ["/en/article/water?q=%D9%85%D9%8A%D8%A7%D9%87"]


def test_a_shared_article_shows_what_it_is(client: FlaskClient) -> None:
    html = client.get("/article/water").text
    assert head(html, r'property="og:title" content="([^"]*)"') == ["برزمة تجدّد شبكة مياه الشرب · فهرس"]
    assert head(html, r'property="og:type" content="([^"]*)"') == ["article"]
    assert head(html, r'og:description" content="([^"]*)"')[0].startswith("تبدأ بلدية برزمة")
