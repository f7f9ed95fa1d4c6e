from datetime import datetime
from pathlib import Path

import pytest

from fihris.index.article import Article
from fihris.index.readers import Item, Rejection, trec
from formats import articles, read
from webpages import HEADLINE, page

AGENCY = """<DOC>
<DOCNO> 20230305_MRQ_ARB.0001 </DOCNO>
<HEADER> عربي </HEADER>
<BODY>
<HEADLINE> برزمة تجدّد شبكة المياه </HEADLINE>
<DATELINE> برزمة 5-3 (وكالة سروانة) </DATELINE>
<TEXT>
<P> تبدأ البلدية
تجديد الشبكة. </P>
<P> وتبلغ الكلفة &lt; ألف. </P>
</TEXT>
</BODY>
</DOC>
"""
CORPUS = """<?xml version="1.0" encoding="UTF-8"?>
<Marqab><Marqab_1>
<ID>MRQ_7</ID><URL>https://marqab.example/7</URL><Headline>عنوان</Headline><Dateline>2023-03-05</Dateline>
<Text>سطر أول
سطر ثان</Text></Marqab_1>
<Marqab_1><ID>MRQ_8</ID><Headline>ثان</Headline><Text>نص</Text></Marqab_1></Marqab>
"""


def told(items: list[Item]) -> list[tuple[int | None, str]]:
    return [(item.line, item.reason) for item in items if not isinstance(item, Article)]


def test_a_document_of_a_news_agency(tmp_path: Path) -> None:
    assert articles(read(tmp_path, "20230305_MRQ", AGENCY.encode())) == [
        Article(
            id="20230305_MRQ_ARB.0001",
            title="برزمة تجدّد شبكة المياه",
            body="تبدأ البلدية تجديد الشبكة.\nوتبلغ الكلفة < ألف.",
            published=datetime(2023, 3, 5),
        )
    ]


def test_web_pages_with_the_header_of_the_server(tmp_path: Path) -> None:
    html = page(head='<meta property="og:site_name" content="المرقاب">')
    web = "".join(
        f"<DOC>\n<DOCNO>{number}</DOCNO>\n<DOCHDR>\n{address}\nHTTP/1.1 200 OK\nContent-Type: text/html\n"
        f"</DOCHDR>\n{text}\n</DOC>\n"
        for number, address, text in (
            ("WT01-20230305-1", "https://marqab.example/news/7 10.0.0.1 20230305", html),
            ("WT01-B01-2", "https://marqab.example/", "<html><body><p>قائمة</p></body></html>"),
            ("WT01-20990231-3", "https://marqab.example/2023/03/06/8", html),
        )
    )
    first, empty, last = read(tmp_path, "web.trec", web.encode())
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert (first.id, first.title, first.source) == ("WT01-20230305-1", HEADLINE, "المرقاب")
    assert (first.url, first.published) == ("https://marqab.example/news/7", datetime(2023, 3, 5))
    assert "الرئيسية" not in first.body
    assert (last.id, last.published) == ("WT01-20990231-3", datetime(2023, 3, 6))
    assert isinstance(empty, Rejection)
    assert (empty.member, empty.reason) == ("WT01-B01-2", "no article on this page")
    assert empty.line == web[: web.index("WT01-B01-2")].count("\n")


def test_documents_under_a_tag_of_their_own(tmp_path: Path) -> None:
    first, second = articles(read(tmp_path, "corpus.xml", CORPUS.encode()))
    assert (first.id, first.url, first.title) == ("MRQ_7", "https://marqab.example/7", "عنوان")
    assert (first.body, first.published) == ("سطر أول\nسطر ثان", datetime(2023, 3, 5))
    assert (second.id, second.body) == ("MRQ_8", "نص")


def test_the_number_in_an_attribute(tmp_path: Path) -> None:
    text = (
        '<DOC id="MRQ_20230305.7" type="story" >\n<HEADLINE>\nعنوان\n</HEADLINE>\n<TEXT>\nنص\n</TEXT>\n</DOC>'
    )
    (found,) = articles(read(tmp_path, "a.sgm", text.encode("windows-1256")))
    assert (found.id, found.title, found.published) == ("MRQ_20230305.7", "عنوان", datetime(2023, 3, 5))


def test_a_document_that_is_not_closed_ends_where_the_next_begins(tmp_path: Path) -> None:
    text = AGENCY.replace("</DOC>\n", "") + AGENCY.replace("0001", "0002")
    items = read(tmp_path, "a.trec", text.encode())
    assert [item.id[-4:] for item in items if isinstance(item, Article)] == ["0001", "0002"]
    assert told(items) == [(1, "the document is not closed by </DOC>")]


def test_documents_without_text_and_files_without_documents(tmp_path: Path) -> None:
    items = read(tmp_path, "a.trec", ("<DOC>\n<DOCNO>1</DOCNO>\n</DOC>\n" + AGENCY).encode())
    assert told(items) == [(1, "neither title nor body")]
    assert len(items) == 2
    assert told(read(tmp_path, "a.trec", "لا وثائق هنا".encode())) == [(None, "no document in it")]


@pytest.mark.parametrize("length", [3, 7])
def test_documents_longer_than_the_window_and_than_the_cap(
    length: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trec, "LONGEST", 5 * 2**20)
    long = AGENCY.replace("تبدأ", "x" * length * 2**20)
    items = read(tmp_path, "a.trec", (AGENCY + long + AGENCY.replace("0001", "0003")).encode())
    assert len(items) == 3
    assert told(items) == ([] if length == 3 else [(14, "document longer than 5 MB")])
