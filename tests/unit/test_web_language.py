"""Arabic or English: by the address, and by choice."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask.testing import FlaskClient

ARABIC = re.compile(r"[\u0621-\u064a]")


@pytest.mark.parametrize(
    "address", ["/", "/search?q=مياه&source=المرقاب&source=بريد", "/article/water?q=مياه", "/nope"]
)
def test_every_page_is_there_in_both_languages(client: FlaskClient, address: str) -> None:
    arabic, english = client.get(address), client.get(f"/en{address}")
    assert arabic.status_code == english.status_code
    assert '<html lang="ar" dir="rtl">' in arabic.text
    assert '<html lang="en" dir="ltr">' in english.text


def test_the_english_page_speaks_english_about_arabic_news(client: FlaskClient) -> None:
    html = client.get("/en/search?q=صواريخ").text
    assert "<strong>One article</strong>" in html
    assert '<h3 lang="ar" dir="rtl">' in html
    assert '<time datetime="2022-01-10">10 January 2022</time>' in html
    assert "7 Jumada al-Akhirah 1443 AH" in html
    assert '<bdi class="source" lang="ar">المرقاب</bdi>' in html


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/search?q=صواريخ",
        "/en/search?q=AND غائب مياه",
        "/en/article/missiles?q=صاروخ",
        "/en/article/nope",
    ],
)
def test_whatever_is_arabic_on_an_english_page_is_marked_so(client: FlaskClient, address: str) -> None:
    body = client.get(address).text.split("<body")[1]
    body = re.sub(r"<(\w+)\b[^>]* lang=\"ar\"[^>]*>.*?</\1>", "", body, flags=re.DOTALL)
    body = re.sub(r"<bdi>.*?</bdi>|value=\"[^\"]*\"", "", body, flags=re.DOTALL)
    assert ARABIC.findall(body) == []


def test_links_stay_in_the_language(client: FlaskClient) -> None:
    html = client.get("/en/search?q=برزمة").text.split("<body")[1]
    inside = [unescape(link) for link in re.findall(r'(?:href|action)="(/[^"]*)"', html)]
    pages = [link for link in inside if not link.startswith(("/static/", "/theme", "/keys", "/language"))]
    assert pages
    assert all(link.startswith("/en/") for link in pages)


def test_the_choice_leads_to_the_same_page_and_is_kept(client: FlaskClient) -> None:
    html = client.get("/search?q=مياه&sort=newest").text
    back = unescape(html.split('action="/language">')[1].split('value="')[1].split('"')[0])
    answer = client.post("/language", data={"language": "en", "back": back})
    assert (answer.status_code, answer.location) == (303, back)
    assert back == "/en/search?q=%D9%85%D9%8A%D8%A7%D9%87&sort=newest"
    led = client.get("/search?q=مياه&sort=newest")
    assert (led.status_code, led.location) == (302, back)
    client.post("/language", data={"language": "ar", "back": "/"})
    assert client.get("/search?q=مياه").status_code == 200


def test_nobody_gets_english_unasked(client: FlaskClient) -> None:
    html = client.get("/", headers={"Accept-Language": "en-GB,en"}).text
    assert '<html lang="ar" dir="rtl">' in html
    client.set_cookie("language", "fr")
    assert client.get("/").status_code == 200


def test_a_path_that_only_begins_like_the_prefix_is_arabic(client: FlaskClient) -> None:
    assert '<html lang="ar"' in client.get("/enough").text
    assert '<html lang="en"' in client.get("/en/enough").text
    assert client.get("/fr/search?q=x").status_code == 404


def test_an_error_leads_home_in_the_other_language(client: FlaskClient) -> None:
    assert 'name="back" value="/en/"' in client.get("/nope").text
    assert 'name="back" value="/"' in client.get("/en/nope").text


def test_the_feed_of_a_language_leads_to_pages_in_it(client: FlaskClient) -> None:
    for root in ("http://localhost", "http://x.example/news"):
        for prefix in ("", "/en"):
            feed = client.get(f"{prefix}/feed?q=صواريخ", base_url=root).text
            assert f'<link href="{root}{prefix}/article/missiles"/>' in feed
