"""What every answer says besides its content."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from fihris.index import Article, reindex
from fihris.index.generations import Generations
from fihris.index.manifest import FILE_NAME
from fihris.web import create_app
from fihris.web.headers import A_YEAR, SECURITY

PAGES = [
    "/",
    "/search?q=مياه",
    "/search?q=غائب",
    "/article/water?q=مياه",
    "/nope",
    "/trends?q=برزمة&q=صواريخ",
    "/about",
    "/api",
    "/en/search?q=برزمة",
]
EVERYWHERE = [
    *PAGES,
    "/search",
    "/search?q=" + "x" * 1001,
    "/article/nope",
    "/theme",
    "/static/fihris.css",
    "/static/nope.css",
    "/api/search?q=مياه",
    "/api/search?q=x&limit=1000",
    "/api/articles/nope",
    "/healthz",
    "/readyz",
    "/metrics",
    "/opensearch.xml",
    "/manifest.webmanifest",
    "/robots.txt",
    "/language",
    "/api/stats",
    "/api/trends?q=x&by=week",
    "/trends?q=مياه&format=csv",
]


@pytest.mark.parametrize("address", EVERYWHERE)
def test_every_answer_is_safe_to_show(client: FlaskClient, address: str) -> None:
    answer = client.get(address, buffered=True)
    for name, value in SECURITY.items():
        assert answer.headers.getlist(name) == [value]


def test_the_policy_allows_nothing_from_elsewhere_and_no_script_in_a_page() -> None:
    policy = dict(part.split(" ", 1) for part in SECURITY["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert set(policy.values()) == {"'none'", "'self'"}


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_to_the_policy(client: FlaskClient, address: str) -> None:
    html = client.get(address).text
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    fetched = re.findall(r'<link rel="(?:preload|stylesheet|icon)" href="([^"]*)"|<script([^>]*)>', html)
    assert all(link.startswith("/static/") or 'src="/static/' in script for link, script in fetched)
    assert html.count('rel="stylesheet"') == 1


def test_a_page_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    for address in ("/", "/search?q=مياه", "/api/search?q=مياه", "/article/water?q=مياه"):
        first = client.get(address)
        assert first.headers["Cache-Control"] == "no-cache"
        again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == first.headers["ETag"]


def test_address_and_theme_make_another_page(client: FlaskClient) -> None:
    tags = {
        client.get(address).headers["ETag"] for address in ("/", "/search?q=مياه", "/search?q=نهر&page=1")
    }
    client.set_cookie("theme", "dark")
    tags.add(client.get("/").headers["ETag"])
    assert len(tags) == 4
    assert "Cookie" in client.get("/").headers["Vary"]


def test_a_new_generation_is_another_page(tmp_path: Path) -> None:
    reindex([Article(title="الخبر الأول", body="نص.")], tmp_path / "index")
    client = create_app(tmp_path / "index").test_client()
    before = client.get("/")
    reindex([Article(title="الخبر الثاني", body="نص.")], tmp_path / "index")
    after = client.get("/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "الخبر الثاني" in after.text
    assert "الخبر الأول" not in after.text


def test_a_generation_of_the_same_name_is_another_page(tmp_path: Path) -> None:
    tags = []
    for created in ("2023-03-05T10:00:00+00:00", "2023-03-05T10:00:01+00:00"):
        index = tmp_path / str(len(tags))
        reindex([Article(title="خبر", body="نص.")], index, full=True)
        manifest = Generations(index).served() / FILE_NAME
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"created": created}))
        tags.append(create_app(index).test_client().get("/").headers["ETag"])
    assert tags[0] != tags[1]


def test_errors_are_not_kept(client: FlaskClient) -> None:
    answer = client.get("/article/nope")
    assert "ETag" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-cache"


def test_static_files_with_a_version_are_kept_for_a_year(client: FlaskClient) -> None:
    html = client.get("/").text
    for address in re.findall(r'<link[^>]* href="(/static/[^"]*)"', html):
        answer = client.get(address, buffered=True)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == A_YEAR
    answer = client.get("/static/fihris.css", buffered=True)
    assert answer.headers["Cache-Control"] == "no-cache"


def test_fonts_are_fetched_once(app: Flask, client: FlaskClient) -> None:
    css = Path(app.root_path, "static", "fihris.css").read_text(encoding="utf-8")
    asked_for = {f"/static/{address}" for address in re.findall(r'url\("([^"]*)"\)', css)}
    preloaded = set(re.findall(r'rel="preload" href="([^"]*)"', client.get("/").text))
    assert preloaded < asked_for
    assert all(client.get(address, buffered=True).status_code == 200 for address in asked_for)
    assert len(list(Path(app.root_path, "static", "fonts").glob("OFL-*.txt"))) == 2


def test_the_style_sheet_knows_no_left_and_right(app: Flask) -> None:
    css = Path(app.root_path, "static", "fihris.css").read_text(encoding="utf-8")
    rules = re.sub(r"/\*.*?\*/|@media[^{]*", "", css, flags=re.DOTALL)
    physical = r"[\s-](left|right|top|bottom|width|height)\s*:|:\s*(left|right)\b"
    assert re.findall(physical, re.sub("(line-height|stroke-width):", "", rules)) == []
