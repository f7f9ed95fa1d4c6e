from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from fihris.search import Engine
from fihris.search.feed import Feed, as_atom

ATOM = "{http://www.w3.org/2005/Atom}"
NOW = datetime(2023, 9, 5, 12)


def parsed(pieces: Iterable[str]) -> ElementTree.Element:
    return ElementTree.fromstring("".join(pieces).encode("utf-8"))


def text(element: ElementTree.Element, name: str) -> str | None:
    return element.findtext(ATOM + name)


def test_a_feed_says_what_rfc_4287_asks_of_it(news: Engine) -> None:
    feed = parsed(as_atom(news.export("برزمة", sort="newest"), Feed("برزمة", NOW)))
    assert feed.tag == f"{ATOM}feed"
    assert (text(feed, "title"), text(feed, "updated")) == ("برزمة", "2023-09-05T12:00:00Z")
    assert (text(feed, "id") or "").startswith("urn:uuid:")
    entries = feed.findall(f"{ATOM}entry")
    assert [text(entry, "title") for entry in entries] == ["لقاء الزعيمين", "برزمة تجدّد شبكة مياه الشرب"]
    for entry in entries:
        assert (text(entry, "id") or "").startswith("urn:uuid:")
        assert entry.findtext(f"{ATOM}author/{ATOM}name")
        assert text(entry, "summary")
    assert text(entries[0], "published") == "2023-09-05T00:00:00Z"
    terms = [category.get("term") for category in entries[1].findall(f"{ATOM}category")]
    assert terms == ["مياه الشرب", "برزمة"]


def test_an_entry_is_updated_when_its_article_came(news: Engine) -> None:
    (hit,) = news.search("صواريخ").hits
    assert hit.indexed and hit.indexed > NOW
    came = hit.indexed.isoformat() + "Z"
    entry = parsed(as_atom([hit], Feed("", NOW))).find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "updated") == came
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "https://marqab.example/1"


def test_ids_stay_and_addresses_are_told(news: Engine) -> None:
    (hit,) = news.search("صواريخ").hits
    feed = Feed(
        "صواريخ", NOW, "http://a/feed?q=1&b=2", "http://a/search?q=1", lambda found: f"http://a/{found.id}"
    )
    one, other = parsed(as_atom([hit], feed)), parsed(as_atom([replace(hit, title="آخر")], feed))
    assert text(one, "id") == text(other, "id") != text(parsed(as_atom([], Feed("صواريخ", NOW))), "id")
    assert one.findtext(f"{ATOM}entry/{ATOM}id") == other.findtext(f"{ATOM}entry/{ATOM}id")
    links = {link.get("rel"): link.get("href") for link in one.findall(f"{ATOM}link")}
    assert links == {"self": "http://a/feed?q=1&b=2", "alternate": "http://a/search?q=1"}


@given(st.text())
def test_any_text_makes_a_feed_that_can_be_read(news: Engine, wild: str) -> None:
    (hit,) = news.search("صواريخ").hits
    wild_hit = replace(hit, title=wild, keywords=(wild,), url=wild, id=wild)
    entry = parsed(as_atom([wild_hit], Feed(wild, NOW, wild, wild))).find(f"{ATOM}entry")
    assert entry is not None
    assert (text(entry, "title") or "").count("<") == wild.count("<")
