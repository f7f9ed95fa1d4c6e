"""Fetching from a real server of our own."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from click.testing import CliRunner

from fihris.index import reindex
from fihris.index.cli import main
from fihris.index.fetch import FetchReport, fetch
from fihris.index.fetch.addresses import Refused, checked_address, is_public
from fihris.index.fetch.client import Client, FetchFailed
from fihris.search import open_index
from webpages import HEADLINE, page

FEED = """<rss version="2.0"><channel><title>المرقاب</title>
<item><title>خبر</title><link>/news/1?utm_source=rss</link>
<pubDate>Sun, 05 Mar 2023 09:30:00 GMT</pubDate></item>
<item><title>سر</title><link>/secret/2</link></item></channel></rss>"""


class Site(ThreadingHTTPServer):
    """A newspaper: answers by path, and what was asked for."""

    daemon_threads = True

    def __init__(self, address: str = "127.0.0.1") -> None:
        super().__init__((address, 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {
            "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /secret/\n"),
            "/feed": (200, {"ETag": '"7"', "Last-Modified": "Sun, 05 Mar 2023 09:30:00 GMT"}, FEED.encode()),
            "/news/1?utm_source=rss": (200, {"Content-Type": "text/html; charset=utf-8"}, page().encode()),
        }

    def url(self, path: str = "/feed") -> str:
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        if "ETag" in headers and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def run(site: Site, folder: Path, **options: object) -> FetchReport:
    return fetch([site.url()], folder, allow_private=True, delay=0, **options)  # type: ignore[arg-type]  # as named


def test_what_a_feed_announces_is_fetched_and_indexed(site: Site, tmp_path: Path) -> None:
    report = run(site, tmp_path / "news")
    assert (report.feeds, report.pages) == (1, 1)
    assert report.failed == [(site.url("/secret/2"), "not allowed by robots.txt")]
    assert site.paths() == ["/robots.txt", "/feed", "/news/1?utm_source=rss"]
    assert all(headers["User-Agent"].startswith("fihris/") for _, headers in site.asked)
    reindex([tmp_path / "news"], tmp_path / "index")
    (hit,) = open_index(tmp_path / "index").search("برزمة").hits
    assert (hit.title, str(hit.published)) == (HEADLINE, "2023-03-05 09:30:00"), "the date is the feed's"


def test_nothing_is_asked_for_twice(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = (404, {}, b"")
    site.answers["/secret/2"] = (200, {"Content-Type": "text/html"}, page().encode())
    assert run(site, tmp_path).pages == 2
    site.asked.clear()
    report = run(site, tmp_path)
    assert (report.unchanged, report.pages, report.file) == (1, 0, None)
    assert site.paths() == ["/robots.txt", "/feed"]
    assert site.asked[1][1]["If-None-Match"] == '"7"'
    assert site.asked[1][1]["If-Modified-Since"].startswith("Sun, 05 Mar")
    site.answers["/feed"] = (200, {"ETag": '"8"'}, FEED.encode())
    assert (run(site, tmp_path).known, len(list(tmp_path.glob("*.warc.gz")))) == (2, 1)


def test_a_page_that_failed_is_tried_again(site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = (404, {}, b"")
    assert run(site, tmp_path).failed == [(site.url("/secret/2"), "status 404")]
    site.answers["/secret/2"] = (200, {"Content-Type": "text/html"}, page().encode())
    assert run(site, tmp_path).pages == 1


def test_feeds_only_and_the_most_pages(site: Site, tmp_path: Path) -> None:
    assert run(site, tmp_path / "none", most_pages=0).pages == 0
    run(site, tmp_path / "feeds", pages=False)
    assert reindex([tmp_path / "feeds"], tmp_path / "index").documents == 2


@pytest.mark.parametrize("status", [403, 500])
def test_a_host_that_does_not_tell_its_rules_is_left_alone(status: int, site: Site, tmp_path: Path) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    assert run(site, tmp_path).failed == [(site.url(), f"robots.txt could not be read: status {status}")]
    assert site.paths() == ["/robots.txt"]


def test_a_private_address_is_refused_before_it_is_connected_to(site: Site, tmp_path: Path) -> None:
    report = fetch([site.url(), "http://localhost/", "file:///etc/passwd", "http://[", "x"], tmp_path)
    assert len(report.failed) == 5
    assert site.asked == []


def test_every_redirection_is_checked(site: Site) -> None:
    client = Client("test", delay=0, allowed=lambda address: str(address) == "127.0.0.1")
    for target in ("http://127.0.0.2:80/", "http://[::1]/", "file:///etc/passwd", "gopher://127.0.0.1/"):
        site.answers["/feed"] = (302, {"Location": target}, b"")
        with pytest.raises(FetchFailed, match=r"not public|only http and https"):
            client.get(site.url(), largest=1000)
    site.answers["/feed"] = (302, {"Location": "/feed"}, b"")
    with pytest.raises(FetchFailed, match="more than 5 redirections"):
        client.get(site.url(), largest=1000)
    site.answers["/feed"] = (302, {"Location": "/news/1?utm_source=rss"}, b"")
    assert client.get(site.url(), largest=10**6).url.endswith("/news/1?utm_source=rss")


def test_the_connection_goes_to_the_address_that_was_checked(site: Site) -> None:
    asked: list[str] = []

    def lookup(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]  # a name that leads elsewhere at once

    client = Client("test", delay=0, allowed=lambda address: str(address) == "127.0.0.1", lookup=lookup)
    port = site.server_address[1]
    assert client.get(f"http://marqab.example:{port}/feed", largest=10**6).status == 200
    assert asked == ["marqab.example"]
    assert site.asked[0][1]["Host"] == f"marqab.example:{port}"


def test_answers_that_are_too_large_packed_or_not(site: Site) -> None:
    client = Client("test", delay=0, allowed=lambda _: True)
    site.answers["/a"] = (200, {}, b"x" * 2_000_000)
    site.answers["/b"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 200_000_000, 1))
    for path in ("/a", "/b"):
        with pytest.raises(FetchFailed, match="larger than 1 MB"):
            client.get(site.url(path), largest=2**20)
    site.answers["/c"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"news"))
    assert client.get(site.url("/c"), largest=2**20).body == b"news"


def test_a_server_that_is_not_there_is_told() -> None:
    client = Client("test", delay=0, allowed=lambda _: True)
    with pytest.raises(FetchFailed, match="no answer"):
        client.get("http://127.0.0.1:9/", largest=1000)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        *((private, False) for private in (
            "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
            "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "ff02::1",
            "64:ff9b::7f00:1", "2002:7f00:1::",
        )),
        ("64:ff9b::5db8:d822", True),
    ],
)  # fmt: skip
def test_public_and_private_addresses(address: str, public: bool) -> None:
    assert is_public(ip_address(address)) is public


def test_a_host_with_one_private_address_is_refused() -> None:
    with pytest.raises(Refused, match=r"leads to 10\.0\.0\.1, which is not public; --allow-private"):
        checked_address("h", 80, is_public, lambda *_: ["93.184.216.34", "10.0.0.1"])


def test_the_command(site: Site, tmp_path: Path) -> None:
    command = ["fetch", site.url(), "--into", str(tmp_path / "news"), "--delay", "0"]
    refused = CliRunner().invoke(main, command)
    assert refused.exit_code == 1
    assert "127.0.0.1, which is not public; --allow-private allows it" in refused.output
    done = CliRunner().invoke(main, [*command, "--allow-private"])
    assert done.exit_code == 1, "one page was not allowed"
    assert "1 pages fetched" in done.output
    assert "not allowed by robots.txt" in done.output
    kept = json.loads((tmp_path / "news" / ".fetched.json").read_text(encoding="utf-8"))
    assert list(kept["pages"]) == [site.url("/news/1")]
