"""Light or dark, without JavaScript."""

import pytest
from flask.testing import FlaskClient

from fihris.web.choices import A_YEAR


def test_a_choice_is_kept_and_leads_back(client: FlaskClient) -> None:
    answer = client.post("/theme", data={"theme": "dark", "back": "/search?q=%D9%85&page=2"})
    assert (answer.status_code, answer.location) == (303, "/search?q=%D9%85&page=2")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("theme=dark;")
    assert f"Max-Age={A_YEAR}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    html = client.get("/").text
    assert '<html lang="ar" dir="rtl" data-theme="dark">' in html
    assert '<button name="theme" value="dark" aria-pressed="true">' in html


def test_auto_forgets_the_choice(client: FlaskClient) -> None:
    client.post("/theme", data={"theme": "light"})
    client.post("/theme", data={"theme": "auto"})
    assert client.get_cookie("theme") is None
    assert "data-theme" not in client.get("/").text


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "\\\\evil.example",
        "/a\r\nSet-Cookie: b=c",
        "search?q=x",
        "javascript:alert(1)",
        " /search",
    ],
)
def test_the_way_back_is_one_of_ours(client: FlaskClient, back: str) -> None:
    answer = client.post("/theme", data={"theme": "dark", "back": back})
    assert (answer.status_code, answer.location) == (303, "/")
    assert len(answer.headers.getlist("Set-Cookie")) == 1


@pytest.mark.parametrize("junk", ["", "x", "dark;", "../x", '"><script>'])
def test_a_cookie_of_junk_is_the_default(client: FlaskClient, junk: str) -> None:
    client.set_cookie("theme", junk)
    html = client.get("/").text
    assert "data-theme" not in html
    assert '<button name="theme" value="auto" aria-pressed="true">' in html


def test_every_page_knows_its_own_address(client: FlaskClient) -> None:
    html = client.get("/search?q=مياه&sort=newest").text
    assert 'name="back" value="/search?q=%D9%85%D9%8A%D8%A7%D9%87&amp;sort=newest"' in html
    assert 'name="back" value="/"' in client.get("/").text
    assert 'name="back" value="/%D9%84%D8%A7"' in client.get("/لا").text


def test_an_address_too_long_to_keep_leads_home(client: FlaskClient) -> None:
    assert 'name="back" value="/"' in client.get("/search?q=" + "x" * 9000).text


def test_there_is_nothing_to_see_at_the_switch_itself(client: FlaskClient) -> None:
    answer = client.get("/theme")
    assert answer.status_code == 405
    assert 'name="back" value="/theme"' in answer.text or 'name="back" value="/"' in answer.text


def test_a_form_far_too_large_is_refused(client: FlaskClient) -> None:
    assert client.post("/theme", data={"back": "x" * 100_000}).status_code == 413
