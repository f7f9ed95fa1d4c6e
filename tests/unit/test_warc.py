import gzip
import io
from datetime import datetime
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from fihris.index.article import Article
from fihris.index.readers import Item, Rejection
from formats import read, warc
from webpages import HEADLINE, page

PAGE = ("https://marqab.example/news/7", "200 OK", "text/html; charset=utf-8", page().encode())


def told(items: list[Item]) -> list[tuple[str | None, str]]:
    return [(item.member, item.reason) for item in items if not isinstance(item, Article)]


def test_pages_and_feeds_are_read_and_nothing_else(tmp_path: Path) -> None:
    feed = b"<rss version='2.0'><channel><item><title>x</title><link>/news/8</link></item></channel></rss>"
    items = read(
        tmp_path,
        "a.warc.gz",
        warc(
            PAGE,
            ("https://marqab.example/old", "301 Moved", "text/html", page().encode()),
            ("https://marqab.example/x.png", "200 OK", "image/png", b"\x89PNG"),
            ("https://marqab.example/feed", "200 OK", "application/rss+xml", feed),
            (
                "https://marqab.example/1256",
                "200 OK",
                "text/html;charset=windows-1256",
                page().encode("cp1256", "ignore"),
            ),
        ),
    )
    found = [item for item in items if isinstance(item, Article)]
    assert [article.title for article in found] == [HEADLINE, "x", HEADLINE]
    assert [article.url for article in found] == [
        PAGE[0], "https://marqab.example/news/8", "https://marqab.example/1256"
    ]  # fmt: skip
    assert found[0].source == "marqab.example"
    assert told(items) == []


@pytest.mark.parametrize("compressed", [True, False])
def test_a_warc_that_breaks_off_gives_what_is_whole(compressed: bool, tmp_path: Path) -> None:
    data = warc(PAGE, ("https://marqab.example/news/8", *PAGE[1:]), compressed=compressed)
    items = read(tmp_path, "a.warc", data[:-200])
    assert isinstance(items[0], Article)
    assert [type(item) for item in items[1:]] == [Rejection] * (1 + compressed)
    assert told(items)[0] == ("https://marqab.example/news/8", "damaged WARC file: it breaks off")


def test_what_the_fetcher_was_told_by_the_feed(tmp_path: Path) -> None:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=False)
    fields = "published: 2023-03-05T09:30:00Z\r\ntitle: عنوان\r\n".encode()
    writer.write_record(
        writer.create_warc_record(
            PAGE[0], "metadata", payload=io.BytesIO(fields), warc_content_type="application/warc-fields"
        )
    )
    (found,) = read(tmp_path, "a.warc", file.getvalue() + warc(PAGE, compressed=False))
    assert isinstance(found, Article)
    assert (found.title, found.published) == (HEADLINE, datetime(2023, 3, 5, 9, 30))


@pytest.mark.parametrize(
    "data", [b"WARC/1.0\r\n", b"WARC/1.0\r\nx\r\n\r\n", b"WARC/1.0" + bytes(100), gzip.compress(b"WARC/")]
)
def test_what_is_no_warc_is_rejected(data: bytes, tmp_path: Path) -> None:
    (item,) = read(tmp_path, "a.warc", data)
    assert isinstance(item, Rejection)


def test_a_page_without_an_article_is_named_by_its_address(tmp_path: Path) -> None:
    items = read(
        tmp_path, "a.warc", warc(("https://marqab.example/", "200 OK", "text/html", b"<html><p>x</html>"))
    )
    assert told(items) == [("https://marqab.example/", "no article on this page")]
