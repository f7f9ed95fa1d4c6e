# ruff: noqa: E501 - feeds have long lines
from datetime import datetime
from pathlib import Path

import pytest

from fihris.index.article import Article
from fihris.index.readers import Notice, Rejection
from formats import read

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>المرقاب</title><link>https://marqab.example/</link>
<item><title>برزمة تجدّد &amp;quot;الشبكة&amp;quot;</title><link>https://marqab.example/news/1</link><guid>tag:1</guid>
<description>ملخص</description><content:encoded><![CDATA[<p>الفقرة الأولى<br>وسطر.</p><script>x()</script><p>الثانية.</p>]]></content:encoded>
<pubDate>Sun, 05 Mar 2023 09:30:00 +0300</pubDate><dc:creator>سعاد الريمي</dc:creator><category>مياه</category><category>برزمة</category></item>
<item><title>خبر بلا رابط</title><guid>tag:2</guid><description>نص</description><pubDate>الأحد 5 آذار/مارس 2023</pubDate></item>
<item><title>بلا تاريخ</title><link>https://marqab.example/news/3</link></item>
<item><title></title><link>https://marqab.example/news/4</link></item>
<item><title>تاريخ لا يفهم</title><link>https://marqab.example/news/5</link><pubDate>قبل ساعة</pubDate></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>بريد برزمة</title>
<entry><title type="html">&lt;b&gt;خبر&lt;/b&gt;</title><link href="/a/1"/><id>urn:1</id>
<updated>2023-03-05T09:30:00Z</updated><summary>نص الخبر</summary><author><name>كريم</name></author></entry></feed>"""


def test_an_rss_feed(tmp_path: Path) -> None:
    first, second, third, fourth, fifth, notice = read(tmp_path, "feed.xml", RSS.encode())
    assert first == Article(
        id=Article(url="https://marqab.example/news/1").stable_id(),
        title='برزمة تجدّد "الشبكة"',
        body="الفقرة الأولى\nوسطر.\nالثانية.",
        url="https://marqab.example/news/1",
        source="المرقاب",
        author="سعاد الريمي",
        keywords=("مياه", "برزمة"),
        published=datetime(2023, 3, 5, 6, 30),
    )
    assert isinstance(second, Article)
    assert (second.id, second.published) == ("tag:2", datetime(2023, 3, 5))
    assert isinstance(third, Article)
    assert third.published is None
    assert isinstance(fourth, Rejection)
    assert (fourth.reason, fourth.excerpt) == (
        "entry 4: neither title nor body",
        "https://marqab.example/news/4",
    )
    assert isinstance(fifth, Article)
    assert isinstance(notice, Notice)
    assert notice.reason == "entry 5: kept without its date: 'قبل ساعة' was not understood"


def test_an_atom_feed(tmp_path: Path) -> None:
    (found,) = read(tmp_path, "news", ATOM.encode())
    assert isinstance(found, Article)
    assert (found.title, found.body, found.author, found.source) == ("خبر", "نص الخبر", "كريم", "بريد برزمة")
    assert found.published == datetime(2023, 3, 5, 9, 30)


def test_an_old_encoding(tmp_path: Path) -> None:
    data = RSS.replace('encoding="utf-8"', 'encoding="windows-1256"').encode("windows-1256")
    first, *_ = read(tmp_path, "feed.xml", data)
    assert isinstance(first, Article)
    assert first.source == "المرقاب"


def test_a_feed_that_breaks_off_gives_what_is_whole(tmp_path: Path) -> None:
    notice, first, *_ = read(tmp_path, "feed.xml", RSS[: RSS.index("<pubDate>الأحد")].encode())
    assert isinstance(notice, Notice)
    assert notice.reason.startswith("not well-formed: ")
    assert isinstance(first, Article)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ها">' + "".join(
    f'<!ENTITY a{n} "&a{n - 1 or ""};&a{n - 1 or ""};">' for n in range(1, 30)
)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            f'<?xml version="1.0"?>{LAUGHS}]><rss><channel><title>&a29;</title></channel></rss>',
            "entities of its own",
        ),
        ('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss>&e;</rss>', "entities of its own"),
        ("<rss version='2.0'><channel><title>x</title></channel></rss>", "no entry of a feed in it"),
        ('<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', "format not recognised"),
    ],
)
def test_what_is_no_feed_is_rejected(text: str, reason: str, tmp_path: Path) -> None:
    (item,) = read(tmp_path, "a.xml", text.encode())
    assert isinstance(item, Rejection)
    assert reason in item.reason
