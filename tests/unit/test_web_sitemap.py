"""The site map: off by default, valid, paged, with absolute addresses of articles alone."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.web import create_app
from fihris.web import sitemap as module

ODD = ("a/b", "http://x.example/1?a=b&c=d#e", "خبر ١", "50%", "<'\">", "a+b;c@d~e")
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    index = tmp_path_factory.mktemp("sitemap") / "index"
    excerpt = Article(id="excerpt", title="مقتطف", excerpt_of="water")
    reindex([*ARTICLES, excerpt, *(Article(id=id_, title="خبر") for id_ in ODD)], index)
    return index


@pytest.fixture
def mapped(index: Path) -> FlaskClient:
    return create_app(index, sitemap=True).test_client()


def locations(answer: bytes, kind: str) -> list[str]:
    root = ElementTree.fromstring(answer)
    assert root.tag == NAMESPACE + {"sitemap": "sitemapindex", "url": "urlset"}[kind]
    return [entry.findtext(f"{NAMESPACE}loc") or "" for entry in root.iter(NAMESPACE + kind)]


def test_there_is_none_unless_it_is_asked_for(client: FlaskClient) -> None:
    assert client.get("/sitemap.xml").status_code == 404
    assert client.get("/sitemap-1.xml").status_code == 404
    assert "Sitemap:" not in client.get("/robots.txt").text


def test_every_article_is_in_it_under_an_address_that_works(mapped: FlaskClient) -> None:
    answer = mapped.get("/sitemap.xml", base_url="https://news.example")
    assert answer.content_type == "application/xml; charset=utf-8"
    assert locations(answer.data, "sitemap") == ["https://news.example/sitemap-1.xml"]
    answer = mapped.get("/sitemap-1.xml", base_url="https://news.example")
    addresses = locations(answer.data, "url")
    assert len(addresses) == len(set(addresses)) == len(ARTICLES) + len(ODD)
    assert not any("excerpt" in address for address in addresses)
    for address in addresses:
        assert address.startswith("https://news.example/article/")
        assert address.isascii()
        page = mapped.get(address)
        assert page.status_code == 200
        assert f'<link rel="canonical" href="{address}">' in page.text.replace("&amp;", "&").replace(
            "&#39;", "'"
        )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.findall("<lastmod>(.*?)<", answer.text)[0])
    assert (
        "Sitemap: https://news.example/sitemap.xml\n"
        in mapped.get("/robots.txt", base_url="https://news.example").text
    )


def test_a_large_archive_has_several_files(mapped: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 4)
    files = locations(mapped.get("/sitemap.xml").data, "sitemap")
    assert [file.rsplit("/", 1)[1] for file in files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    parts = [locations(mapped.get(file).data, "url") for file in files]
    assert [len(part) for part in parts] == [4, 4, 3]
    assert len({address for part in parts for address in part}) == 11
    for nowhere in ("0", "4", "999999999999"):
        assert mapped.get(f"/sitemap-{nowhere}.xml").status_code == 404


def test_an_empty_archive(tmp_path: Path) -> None:
    reindex([], tmp_path / "index")
    client = create_app(tmp_path / "index", sitemap=True).test_client()
    (file,) = locations(client.get("/sitemap.xml").data, "sitemap")
    assert locations(client.get(file).data, "url") == []
