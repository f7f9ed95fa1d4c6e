# ruff: noqa: E501 - pieces of pages are as long as they are
"""Web pages as news sites make them: invented news, the templates of real content management systems."""

from datetime import datetime
from pathlib import Path

import pytest

from fihris.index.article import Article
from fihris.index.readers import Item, Rejection
from formats import read
from webpages import HEADLINE, LEAD, MENU, PARAGRAPHS, page


def article(folder: Path, text: str | bytes, name: str = "page.html") -> Article:
    items = read(folder, name, text if isinstance(text, bytes) else text.encode())
    (found,) = items
    assert isinstance(found, Article), items
    return found


def test_everything_that_a_page_says_of_itself(tmp_path: Path) -> None:
    json_ld = (
        '{"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "datePublished": "2020-01-01"},'
        '{"@type": "NewsArticle", "headline": "وزيرة المياه", "datePublished": "2023-03-05T09:30:00+03:00",'
        '"author": [{"@type": "Person", "name": "سعاد الريمي"}], "articleSection": "محليات",'
        '"keywords": ["مياه", "برزمة"], "publisher": {"@type": "Organization", "name": "المرقاب"}}]}'
    )
    found = article(
        tmp_path,
        page(
            f'<title>{HEADLINE} - المرقاب</title><meta property="og:title" content="{HEADLINE} | المرقاب">'
            '<link rel="canonical" href="https://marqab.example/news/7?utm_source=x">'
            f'<meta property="og:type" content="article"><script type="application/ld+json">{json_ld}</script>'
        ),
    )
    assert found == Article(
        id=Article(url="https://marqab.example/news/7").stable_id(),
        title=HEADLINE,
        body="\n".join((LEAD, *PARAGRAPHS)),
        url="https://marqab.example/news/7?utm_source=x",
        source="المرقاب",
        author="سعاد الريمي",
        section="محليات",
        keywords=("مياه", "برزمة"),
        published=datetime(2023, 3, 5, 6, 30),
    )


DAY = datetime(2023, 3, 5)


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta property="article:published_time" content="2023-03-05T00:00:00+00:00">', ""),
        ('<meta name="pubdate" content="2023/03/05">', ""),
        ('<meta itemprop="datePublished" content="05-03-2023">', ""),
        ('<meta name="DC.date.issued" content="2023-03-05">', ""),
        ('<script type="application/ld+json">{"@type":["NewsArticle"],"datePublished":"2023-03-05"}</script>', ""),
        ('<script type="application/ld+json">{"@type":"NewsArticle","headline":"قال "نعم"","datePublished":"2023-03-05"}'
         "</script>", ""),
        ('<link rel="canonical" href="https://marqab.example/2023/03/05/water">', ""),
        ('<meta property="og:url" content="https://marqab.example/2023/local/3/5/water/index.html">', ""),
        ("", '<time datetime="2023-03-05">قبل عام</time>'),
        ("", '<time class="entry-date published" datetime="2023-03-05T00:00:00Z">5 مارس</time>'),
        ("", "<time>5 مارس 2023</time>"),
        ("", '<span property="dc:date" content="2023-03-05T00:00:00+00:00">الأحد</span>'),
        ("", '<div class="post-date">الأحد 5 آذار/مارس 2023</div>'),
        ("", '<div class="meta"><a href="/s">سعاد الريمي</a> | <span>٥ مارس ٢٠٢٣</span> | 12 تعليقا</div>'),
        ("", "<p>برزمة - نشر في: الأحد، 05 مارس 2023</p>"),
        ("", '<div class="byline">كتبت سعاد الريمي الأحد ٠٥/٠٣/٢٠٢٣</div>'),
        ("", '<div class="date">الأحد 13 شعبان 1444هـ - 5 مارس 2023م</div>'),
        ("", '<div class="date"><b>آخر تحديث:</b> 7 مارس 2023</div><div class="date">5 مارس 2023</div>'),
    ],
)  # fmt: skip
def test_the_date_wherever_it_stands(head: str, above: str, tmp_path: Path) -> None:
    assert article(tmp_path, page(head, above)).published == DAY


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-03-05T00:20:00+04:00", datetime(2023, 3, 5)),  # 4 March in UTC
        ("2023-03-05T23:30:00-05:00", datetime(2023, 3, 5, 23, 59, 59)),
        ("2023-03-05T12:00:00+03:00", datetime(2023, 3, 5, 9)),
        ("2023-03-05T12:00:00Z", datetime(2023, 3, 5, 12)),
    ],
)
def test_the_day_is_the_one_the_newspaper_printed(written: str, expected: datetime, tmp_path: Path) -> None:
    head = f'<meta property="article:published_time" content="{written}">'
    assert article(tmp_path, page(head)).published == expected


def test_a_page_without_a_date_gets_none_of_its_neighbours(tmp_path: Path) -> None:
    assert article(tmp_path, page()).published is None


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("", f"<h1>{HEADLINE}</h1>"),
        (f"<title>{HEADLINE} | جريدة المرقاب</title>", ""),
        (f"<title>المرقاب - {HEADLINE}</title><meta property='og:site_name' content='المرقاب'>", ""),
        (f"<title>x</title><meta name='twitter:title' content='{HEADLINE}'>", "<h1>جريدة المرقاب</h1>"),
        (f"<meta property='og:title' content='{HEADLINE} :: marqab.com'>", ""),
        (f"<meta property='og:title' content='{HEADLINE} - بريد برزمة'>", f"<h1> {HEADLINE} </h1>"),
        ("<title>x</title>", f"<h1>جريدة المرقاب</h1><h2 itemprop='headline'>{HEADLINE}</h2>"),
    ],
)
def test_the_headline_wherever_it_stands(head: str, title: str, tmp_path: Path) -> None:
    assert article(tmp_path, page(head, title=title)).title == HEADLINE


def test_a_dash_within_a_headline_stays(tmp_path: Path) -> None:
    headline = "برزمة - العقيق: ثلاث ساعات بالقطار"
    head = f"<meta property='og:title' content='{headline}'><meta property='og:site_name' content='المرقاب'>"
    assert article(tmp_path, page(head, title="")).title == headline


def test_the_body_has_the_lead_and_no_menus(tmp_path: Path) -> None:
    summary = f'<meta property="og:description" content="{LEAD[:80]}...">'
    lead = f'<div class="header-lead"><p class="article__announce">{LEAD}</p></div>'
    below = (
        "<p>اقرأ أيضا: مهرجان الكتاب يفتتح غدا</p><p>تابعونا على تويتر</p>"
        "<p>الآراء الواردة لا تعبر عن رأي جريدة المرقاب.</p>"
    )
    assert article(tmp_path, page(summary, lead=lead, below=below)).body.split("\n") == [LEAD, *PARAGRAPHS]


@pytest.mark.parametrize("charset", ["windows-1256", "iso-8859-6", "utf-8", "utf-16"])
def test_encodings(charset: str, tmp_path: Path) -> None:
    text = page().replace('charset="utf-8"', f'charset="{charset}"')
    assert article(tmp_path, text.encode(charset, "xmlcharrefreplace")).title == HEADLINE


def test_a_charset_that_is_not_so(tmp_path: Path) -> None:
    assert article(tmp_path, page().replace("utf-8", "windows-1256")).title == HEADLINE
    assert article(tmp_path, page().encode("windows-1256", "xmlcharrefreplace")).title == HEADLINE


def test_the_text_of_json_ld_where_the_page_shows_a_piece_of_it(tmp_path: Path) -> None:
    told = r"\n".join((LEAD, *PARAGRAPHS))
    json_ld = f'{{"@type": "NewsArticle", "headline": "{HEADLINE}", "articleBody": "{told}"}}'
    text = f'<html><head><script type="application/ld+json">{json_ld}</script></head><body><h1>x</h1><p>للمشتركين'
    assert article(tmp_path, text).body.split("\n") == [LEAD, *PARAGRAPHS]


@pytest.mark.parametrize(
    "canonical", ["https://marqab.example/", "/", "https://marqab.example/ar", "", "http://[", "javascript:x"]
)
def test_an_address_that_is_not_the_pages_own_is_none(canonical: str, tmp_path: Path) -> None:
    assert article(tmp_path, page(f'<link rel="canonical" href="{canonical}">')).url is None


def rejection(items: list[Item]) -> str:
    (item,) = items
    assert isinstance(item, Rejection)
    return item.reason


@pytest.mark.parametrize(
    "text",
    [
        f"<html><body><nav><ul>{MENU}</ul></nav></body></html>",
        "<html><body></body></html>",
        "<!doctype html>",
        "<html><head><title>404</title></head><body><p>الصفحة غير موجودة</p></body></html>",
    ],
)
def test_a_page_without_an_article_is_rejected(text: str, tmp_path: Path) -> None:
    assert rejection(read(tmp_path, "page.html", text.encode())) in (
        "no article on this page",
        "not HTML: Document is empty",
    )


def test_nested_and_broken_markup_raises_nothing(tmp_path: Path) -> None:
    deep = "<html><body>" + "<div>" * 50_000 + LEAD
    for data in (
        deep.encode(),
        b"<html>\0\0<p>\xff\xfe",
        b"<html><p" * 1000,
        b"<html>&#x110000;&#0;&#xd800;",
    ):
        assert len(read(tmp_path, "page.html", data)) == 1


def test_a_picture_page_of_an_article_is_kept_with_its_title(tmp_path: Path) -> None:
    head = f'<meta property="og:type" content="article"><meta property="og:title" content="{HEADLINE}">'
    found = article(tmp_path, f"<html><head>{head}</head><body><img src='x.jpg'></body></html>")
    assert (found.title, found.body) == (HEADLINE, "")
