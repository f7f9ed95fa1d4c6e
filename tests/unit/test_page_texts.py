import io
from datetime import datetime
from pathlib import Path

import pytest
from warcio.warcwriter import WARCWriter

from fihris.index.article import Article
from fihris.index.readers import Item, Rejection
from fihris.index.readers.items import Origin
from fihris.index.readers.page_texts import read_text
from formats import read
from webpages import HEADLINE, LEAD, PARAGRAPHS

MENU = "الرئيسية\nسياسة\nاقتصاد\nرياضة\n"
TEXT = (
    f"{HEADLINE} | جريدة المرقاب\n{MENU}{HEADLINE}\nالأحد 5 مارس 2023\nشارك\n{LEAD}\n{PARAGRAPHS[0]}\n"
    f"مراحل المشروع\n{PARAGRAPHS[1]}\n{PARAGRAPHS[2]}\nاقرأ أيضا\nخبر آخر قصير\nجميع الحقوق محفوظة\n"
)
URL = "https://www.marqab.example/news/7"


def one(text: str, url: str | None = URL) -> Item:
    (item,) = read_text(text, Origin("a.wet", url=url))
    return item


def test_headline_date_and_sentences_are_found_among_the_menus() -> None:
    article = one(TEXT)
    assert isinstance(article, Article)
    assert article.title == HEADLINE
    assert article.body.split("\n") == [LEAD, PARAGRAPHS[0], "مراحل المشروع", *PARAGRAPHS[1:]]
    assert (article.url, article.source, article.published) == (URL, "marqab.example", datetime(2023, 3, 5))


def test_the_date_in_the_address_comes_first() -> None:
    article = one(TEXT, "https://marqab.example/2023/03/04/water")
    assert isinstance(article, Article)
    assert article.published == datetime(2023, 3, 4)


@pytest.mark.parametrize("text", ["", "\n \n", MENU, f"{HEADLINE}\n{MENU}", "خبر قصير\nمن سطرين"])
def test_a_text_without_sentences_is_no_article(text: str) -> None:
    item = one(text)
    assert isinstance(item, Rejection)
    assert item.reason == "no article in this text of a page"


def test_records_of_conversion_are_read_and_other_texts_are_not(tmp_path: Path) -> None:
    file = io.BytesIO()
    writer = WARCWriter(file, gzip=True)
    for kind, content_type, text in (
        ("conversion", "text/plain", TEXT),
        ("conversion", "image/png", "x"),
        ("resource", "text/plain", TEXT),
        ("conversion", "text/plain", MENU),
    ):
        record = writer.create_warc_record(
            URL, kind, payload=io.BytesIO(text.encode()), warc_content_type=content_type
        )
        writer.write_record(record)
    items = read(tmp_path, "a.warc.wet.gz", file.getvalue())
    assert [item.title for item in items if isinstance(item, Article)] == [HEADLINE]
    assert [(item.member, item.reason) for item in items if isinstance(item, Rejection)] == [
        (URL, "no article in this text of a page")
    ]
