"""The pages: what they show, and what they make of bad input."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from fihris.index import Article
from fihris.search import Engine
from fihris.web.params import clean
from fihris.web.views import web_address

ClientOf = Callable[[Iterable[Article]], FlaskClient]


class Elements(HTMLParser):
    """The names of all elements and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_home_says_what_the_archive_holds(client: FlaskClient) -> None:
    html = client.get("/").text
    assert '<html lang="ar" dir="rtl">' in html
    assert "٥ أخبار من ٣ مصادر" in html
    assert "من ١٠ يناير ٢٠٢٢ إلى ٥ سبتمبر ٢٠٢٣" in html
    assert "لقاء الزعيمين" in html  # the newest
    assert "/search?q=" in html


def test_home_of_an_empty_archive(client_of: ClientOf) -> None:
    answer = client_of([]).get("/")
    assert answer.status_code == 200
    assert "لا أخبار" in answer.text


def test_results_show_what_was_found(client: FlaskClient) -> None:
    html = client.get("/search?q=صواريخ").text
    assert "<h1><bdi>صواريخ</bdi></h1>" in html
    assert "خبر واحد" in html
    assert "<title>«صواريخ» · فهرس</title>" in html
    assert "نيسارا تطلق ثلاثة <mark>صواريخ</mark></a>" in html
    assert "<mark>صَواريخ</mark>" in html
    assert '<time datetime="2022-01-10">١٠ يناير ٢٠٢٢</time>' in html
    assert "٧ جمادى الآخرة ١٤٤٣ هـ" in html
    assert '<bdi class="source">المرقاب</bdi>' in html


def test_a_hit_leads_to_its_article_and_back(client: FlaskClient) -> None:
    results = client.get("/search?q=مياه&source=المرقاب&sort=oldest")
    assert '<a href="/article/water?q=%D9%85%D9%8A%D8%A7%D9%87&amp;source=' in results.text
    article = client.get("/article/water?q=مياه&source=المرقاب&sort=oldest")
    back = unescape(article.text).split('<p class="back"><a href="')[1].split('"')[0]
    assert unquote(back) == "/search?q=مياه&source=المرقاب&sort=oldest"


def test_what_was_understood_is_said_when_it_differs(client: FlaskClient) -> None:
    assert "فهمنا: <bdi>مياه AND برزمة</bdi>" in client.get("/search?q=(مياه AND برزمة").text
    assert "فهمنا" not in client.get("/search?q=مياه  برزمة").text
    assert "علامة الاقتباس لم تُغلق" in client.get('/search?q="مياه الشرب').text


def test_filters_narrow_and_say_so(client: FlaskClient) -> None:
    html = client.get("/search?q=برزمة&since=٢٠٢٣&until=٢٠٢٣-٠٦&source=المرقاب").text
    assert "خبر واحد" in html
    assert "برزمة</mark> تجدّد" in html
    for chip in ("المصدر: المرقاب", "منذ ٢٠٢٣", "حتى يونيو ٢٠٢٣"):
        assert f"<bdi>{chip}</bdi>" in html
    assert 'name="until" dir="ltr"' in html
    assert 'value="٢٠٢٣-٠٦"' in html


def shown(html: str) -> list[str]:
    """Return the ids of the hits of a results page."""
    return [part.split("?")[0] for part in html.split('<h3><a href="/article/')[1:]]


def test_sorting_by_date(client: FlaskClient) -> None:
    newest = shown(client.get("/search?q=برزمة OR بحر&sort=newest").text)
    assert newest == ["leaders", "water", "drill", "missiles"]
    assert shown(client.get("/search?q=برزمة OR بحر&sort=oldest").text) == newest[::-1]


@pytest.fixture
def many(client_of: ClientOf) -> FlaskClient:
    return client_of(
        Article(
            id=f"a{number}", title=f"خبر رقم {number}", body="نص قصير.", published=datetime(2023, 1, number)
        )
        for number in range(1, 26)
    )


def test_paging_shows_everything_once(many: FlaskClient) -> None:
    pages = [many.get(f"/search?q=خبر&sort=oldest&page={page}").text for page in (1, 2, 3)]
    assert [hit for page in pages for hit in shown(page)] == [f"a{day}" for day in range(1, 26)]


def test_a_page_beyond_the_end_leads_to_the_last(many: FlaskClient) -> None:
    answer = many.get("/search?q=خبر&page=1000000000")
    assert answer.status_code == 302
    assert answer.location == "/search?q=%D8%AE%D8%A8%D8%B1&page=3"


def test_the_middle_page_has_both_neighbours(many: FlaskClient) -> None:
    html = many.get("/search?q=خبر&page=2").text
    assert 'rel="prev"' in html
    assert 'rel="next"' in html
    assert 'aria-current="page"' in html
    assert 'rel="next"' not in many.get("/search?q=خبر&page=3").text


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=%C2%A0%E3%80%80", "?q=%00"])
def test_a_search_without_words_leads_home(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/search{query}")
    assert (answer.status_code, answer.location) == (302, "/")


def test_nothing_found_helps_on(client: FlaskClient) -> None:
    answer = client.get("/search?q=مياه AND الزعفرون&since=2022&until=2022")
    assert answer.status_code == 200
    html = answer.text
    assert "لا نتائج لـ«<bdi>مياه AND الزعفرون</bdi>»" in html
    assert "كلمة «<bdi>الزعفرون</bdi>» لا ترد في الأرشيف كلّه" in html
    assert '<a href="/search?q=%D9%85%D9%8A%D8%A7%D9%87"><bdi>مياه</bdi><span class="count">١</span>' in html
    assert "لقاء الزعيمين" in html  # the newest
    assert "العبارة بترتيب كلماتها" in html  # help


@pytest.mark.parametrize("query", ["ًٌٍَ", "ـــ", "؟!"])
def test_a_query_without_letters_finds_nothing_and_says_why(client: FlaskClient, query: str) -> None:
    html = client.get("/search", query_string={"q": query}).text
    assert "لا نتائج" in html
    assert "ليس في هذا البحث كلمة نبحث عنها" in html


@pytest.mark.parametrize(
    "query",
    [
        "من في على",
        "\u202eمياه\u202c",
        "＊ ？ ： （",
        "`\\؛،«»%{}",
        "{{7*7}} ${x}",
        "و",
        "😀",
        "((((((",
        "مياه\r\nSet-Cookie: a=b",
        "a:b:c:d http://x:80/",
    ],
)
def test_odd_queries_get_a_page(client: FlaskClient, query: str) -> None:
    answer = client.get("/search", query_string={"q": query})
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers
    assert "\u202e" not in answer.text
    assert f"<bdi>{escape(clean(query))}</bdi>" in answer.text


@pytest.mark.parametrize("query", ["%FF%FE", "%ED%A0%80", "%E3%CD%C7%E5"])
def test_bytes_that_are_no_utf8_are_text(client: FlaskClient, query: str) -> None:
    assert client.get(f"/search?q={query}").status_code == 200
    assert client.get(f"/article/{query}").status_code == 404


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</mark><script>", "'-alert(1)-'"],
)
def test_markup_in_query_and_article_is_text(client_of: ClientOf, attack: str) -> None:
    article = Article(
        id=attack,
        title=f"خبر {attack}",
        body=f"نص {attack} طويل",
        source=attack,
        author=attack,
        section=attack,
        keywords=(attack,),
        published=datetime(2023, 1, 1),
    )
    client = client_of([article])
    address = client.get("/").text.split('<h3><a href="')[1].split('"')[0]
    for url in (
        "/",
        "/search?q=خبر",
        f"/search?q=خبر {attack}",
        f"/search?q=غائب&source={attack}",
        unescape(address),
    ):
        html = client.get(url).text
        page = Elements(html)
        assert {"html", "body", "main", "form"} <= page.names
        assert "img" not in page.names
        assert html.count("<script") == html.count('<script src="/static/fihris.js?') == 1
        assert not any(name.startswith("on") for name in page.attributes)


def test_an_article_shows_everything_it_has(client: FlaskClient) -> None:
    html = client.get("/article/missiles?q=صاروخ").text
    assert "الاثنين ١٠ يناير/كانون الثاني ٢٠٢٢" in html
    assert "٧ جمادى الآخرة ١٤٤٣ هـ" in html
    assert "سعاد الريمي" in html
    assert "سياسة" in html
    assert '<mark id="m1">صَواريخ</mark>' in html
    assert '<mark id="m2">الصاروخ</mark>' in html
    assert "موضعان لكلمات بحثك" in html
    assert html.count("<p>") == 2
    assert '<a href="https://marqab.example/1" rel="noopener noreferrer nofollow">' in html
    assert '<a href="/search?q=%D8%B5%D9%88%D8%A7%D8%B1%D9%8A%D8%AE"><bdi>صواريخ</bdi></a>' in html


def test_an_article_without_a_query_has_no_marks(client: FlaskClient) -> None:
    html = client.get("/article/undated").text
    assert "<mark" not in html
    assert 'id="marks"' not in html
    assert "إلى النتائج" not in html


def test_an_excerpt_leads_to_the_article_it_was_quoted_with(client_of: ClientOf) -> None:
    client = client_of(
        [
            Article(id="whole", title="الخبر كلّه", body="نص الخبر."),
            Article(id="part", title="خبر مقتطف", body="نص المقتطف.", excerpt_of="whole"),
            Article(id="orphan", title="خبر يتيم", body="نص اليتيم.", excerpt_of="gone"),
        ]
    )
    assert (
        'ورد في صفحة خبر آخر: <a href="/article/whole"><bdi>الخبر كلّه</bdi></a>'
        in client.get("/article/part").text
    )
    assert "ورد في صفحة خبر آخر." in client.get("/article/orphan").text
    assert "مقتطف ورد" not in client.get("/article/whole").text


def test_an_article_without_a_body(client_of: ClientOf) -> None:
    client = client_of([Article(id="bare", title="عنوان وحده")])
    assert "ليس في الأرشيف من هذا الخبر غير عنوانه" in client.get("/article/bare").text


def test_copies_are_folded_until_they_are_asked_for(client_of: ClientOf) -> None:
    body = "افتتحت الوزارة أمس محطة جديدة في الوادي."
    client = client_of(
        Article(id=f"a{number}", title=f"محطة {number}", body=body, source=f"صحيفة {number}")
        for number in range(3)
    )
    folded = client.get("/search?q=محطة").text
    assert folded.count('<li class="hit">') == 1
    assert "نُشر أيضاً في مصدرين" in folded
    assert "٣ أخبار" in folded
    assert folded.count('href="/article/a') == 3
    assert 'href="/search?q=%D9%85%D8%AD%D8%B7%D8%A9&amp;group=0">اعرض كل النُّسخ' in folded
    unfolded = client.get("/search?q=محطة&group=0").text
    assert unfolded.count('<li class="hit">') == 3
    assert 'href="/search?q=%D9%85%D8%AD%D8%B7%D8%A9">اعرض كل نص مرة' in unfolded


def test_copies_of_one_source_are_no_other_sources(client_of: ClientOf) -> None:
    body = "افتتحت الوزارة أمس محطة جديدة في الوادي."
    client = client_of(Article(title="محطة", body=body, source="المرقاب", id=each) for each in "ab")
    assert "النص نفسه في خبر آخر" in client.get("/search?q=محطة").text
    assert "النص نفسه في خبر آخر" in client.get("/article/a").text


def test_pages_of_stories_end_with_the_last_story(client_of: ClientOf) -> None:
    words = "افتتحت الوزارة أمس محطة جديدة في وادي السنام بعد عمل دام عامين"
    client = client_of(
        Article(id=f"{story}-{copy}", title="محطة", body=f"{words} رقم {story}")
        for story in range(12)
        for copy in range(3)
    )
    assert client.get("/search?q=محطة&page=2").text.count('<li class="hit">') == 2
    assert "page=3" not in client.get("/search?q=محطة&page=2").text
    assert client.get("/search?q=محطة&page=3").status_code == 302
    assert client.get("/search?q=محطة&page=4&group=0").text.count('<li class="hit">') == 6


def test_an_article_leads_to_those_about_the_same(client: FlaskClient) -> None:
    page = client.get("/article/missiles").text
    assert "أخبار ذات صلة" in page
    assert 'href="/article/drill"' in page


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://marqab.example/1?a=ب", True),
        ("http://marqab.example", True),
        ("javascript:alert(1)", False),
        ("JaVa\tScript:alert(1)", False),
        ("//evil.example/x", False),
        ("data:text/html,x", False),
        ("ftp://marqab.example/", False),
        ("https://", False),
        ("https://[::1", False),
        ("https://marqab.example/a b", False),
        ("https://marqab.example/\u202e", False),
        ("https://marqab.example/" + "x" * 10_000, False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(client_of: ClientOf, url: str | None, linked: bool) -> None:
    assert (web_address(url) is not None) == linked
    html = client_of([Article(id="a", title="خبر", body="نص.", url=url)]).get("/article/a").text
    assert ('rel="noopener' in html) == linked
    assert 'href="java' not in html.lower()
    assert len(html) < 10_000


def test_marks_on_the_page_are_the_marks_of_the_engine(client: FlaskClient, news: Engine) -> None:
    html = client.get("/article/water?q=مياه").text
    highlighted = news.highlight(news.article("water"), "مياه")
    for number, text in enumerate((text for text, matched in highlighted.body if matched), 1):
        assert f'<mark id="m{number}">{text}</mark>' in html


def test_filters_without_words_show_the_archive_newest_first(client: FlaskClient) -> None:
    answer = client.get("/search", query_string={"source": "المرقاب"})
    assert answer.status_code == 200
    assert answer.text.index("برزمة تجدّد شبكة مياه الشرب") < answer.text.index("نيسارا تطلق ثلاثة صواريخ")
    assert "الأقرب" not in answer.text
    assert "لا نتائج" in client.get("/search", query_string={"source": "لا أحد"}).text


def test_an_excerpt_is_called_one(client_of: Callable[[Iterable[Article]], FlaskClient]) -> None:
    answer = client_of([Article(id="x", title="مطر", body="مطر غزير", excerpt_of="y")]).get("/search?q=مطر")
    assert "مقتطف من خبر" in answer.text


def test_words_that_nobody_wrote_are_named(client: FlaskClient) -> None:
    assert "لا يرد في الأرشيف: كرواسون." in client.get("/search?q=صواريخ كرواسون").text
