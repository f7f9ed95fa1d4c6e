from datetime import datetime
from io import BufferedReader, BytesIO

import pytest

from fihris.index.article import Article
from fihris.index.readers import pages
from fihris.index.readers.items import Item, Notice, Origin, Rejection

PAGE = """\
وزير النقل يفتتح جسر الوادي
تاريخ النشر: 5th, September 2023 GMT
افتتح وزير النقل أمس جسر الوادي بعد عامين من العمل.
كلفة المشروع
بلغت الكلفة تسعين مليون دينار.
المصدر: المرقاب
كلمات دلالية: جسر الوادی، وزارة النقل
إقرأ أيضاً:
أمطار غزيرة على الساحل
هطلت أمطار غزيرة على مدن الساحل أمس.
وتوقفت حركة القطارات.
"""
TITLE, BODY = "وزير النقل يفتتح جسر الوادي", "افتتح وزير النقل أمس جسر الوادي."


def read(page: str | bytes) -> list[Item]:
    data = page if isinstance(page, bytes) else page.encode()
    return list(pages.read(BufferedReader(BytesIO(data)), Origin("page.txt")))


def articles(page: str | bytes) -> list[Article]:
    items = read(page)
    found = [item for item in items if isinstance(item, Article)]
    assert len(found) == len(items), "nothing but articles"
    return found


def keywords(line: str) -> tuple[str, ...]:
    return articles(f"{TITLE}\n{BODY}\nكلمات دلالية: {line}\n")[0].keywords


def test_every_part_of_a_page_has_its_place() -> None:
    first, second = articles(PAGE)
    assert first == Article(
        id=first.stable_id(),
        title="وزير النقل يفتتح جسر الوادي",
        body="افتتح وزير النقل أمس جسر الوادي بعد عامين من العمل.\n"
        "كلفة المشروع\nبلغت الكلفة تسعين مليون دينار.",
        source="المرقاب",
        keywords=("جسر الوادي", "وزارة النقل"),
        published=datetime(2023, 9, 5),
    )
    assert second == Article(
        id=second.stable_id(),
        title="أمطار غزيرة على الساحل",
        body="هطلت أمطار غزيرة على مدن الساحل أمس.\nوتوقفت حركة القطارات.",
        excerpt_of=first.id,
    )


@pytest.mark.parametrize(
    "data",
    [
        PAGE.encode("utf-8-sig"),
        PAGE.encode("utf-16"),
        PAGE.replace("\n", "\r\n").encode(),
        PAGE.replace("\n", "\r").encode(),
        PAGE.replace("\n", "\x85").encode(),
        PAGE.replace("\n", "  \t\n\n \n").encode(),
        PAGE.replace("\n", "\u200f\n\u200f").encode(),
        PAGE.replace("الوادی", "الوادي").encode("windows-1256"),
        PAGE.removesuffix("\n").encode(),
    ],
)
def test_line_ends_blanks_and_encodings_make_no_difference(data: bytes) -> None:
    assert articles(data) == articles(PAGE)


@pytest.mark.parametrize("missing", ["تاريخ", "المصدر", "كلمات"])
def test_every_labelled_part_may_be_missing(missing: str) -> None:
    whole = articles(PAGE)[0]
    first, second = articles("".join(line for line in PAGE.splitlines(keepends=True) if missing not in line))
    assert (first.title, first.body, second.title) == (whole.title, whole.body, "أمطار غزيرة على الساحل")
    gone = {"تاريخ": first.published, "المصدر": first.source, "كلمات": first.keywords or None}
    assert gone.pop(missing) is None
    assert all(gone.values())


def test_a_title_alone_and_a_body_alone_are_articles() -> None:
    assert [(article.title, article.body) for article in articles(TITLE)] == [(TITLE, "")]
    without_title = articles(f"تاريخ النشر: 5th, September 2023 GMT\n{BODY}\nالمصدر: المرقاب\n")
    assert [(article.title, article.body, article.source) for article in without_title] == [
        ("", BODY, "المرقاب")
    ]


@pytest.mark.parametrize(
    "page", [" \n\n\t\n", "\ufeff\n", "تاريخ النشر: 5th, September 2023\nالمصدر: المرقاب\n"]
)
def test_a_page_without_title_and_body_is_rejected(page: str) -> None:
    assert read(page) == [Rejection("page.txt", None, None, "neither title nor body")]


@pytest.mark.parametrize(
    "marker",
    [
        "إقرأ أيضاً:",
        "إقرأ أيضاً",
        "اقرأ أيضا :",
        "اقرا ايضا",
        "أقرأ أيضًا:",
        "اِقْرَأْ أَيْضًا:",
        "إقـــرأ أيضاً:",
        "إقرأ  أيضاً：",
        "» إقرأ أيضاً …",
        "**اقرأ أيضا:**",
        "اقرأ المزيد",
        "إقرأ المزيد:",
        "مواضيع ذات صلة",
        "مواضيع ذات صله:",
        "\u202bمواضيع ذات صلة\u202c",
    ],
)
def test_read_also_in_all_its_spellings_opens_another_article(marker: str) -> None:
    first, second = articles(PAGE.replace("إقرأ أيضاً:", marker))
    assert (first, second) == tuple(articles(PAGE))


@pytest.mark.parametrize(
    "sentence",
    [
        "وجاء في أسفل الصفحة إقرأ أيضاً: أمطار غزيرة.",
        "اقرأ المزيد من الكتب هذا العام",
        "مواضيع ذات صلة بالمياه تتصدر النقاش",
        "المصدر الذي تحدث إلينا رفض ذكر اسمه.",
        "قال المصدر: لا تعليق.",
        "كلمات دلالية كثيرة وردت في الخطاب.",
        "تاريخ النشر لم يكن معروفا.",
        "المصدر: " + "قال إن العمل في المشروع سينتهي قبل موعده " * 3,
    ],
)
def test_the_words_of_a_label_in_a_sentence_are_text(sentence: str) -> None:
    (article,) = articles(f"{TITLE}\n{BODY}\n{sentence}\n{BODY}\nالمصدر: المرقاب\n")
    assert article.body == f"{BODY}\n{sentence.strip()}\n{BODY}"
    assert article.source == "المرقاب"


@pytest.mark.parametrize(
    ("date", "source", "words"),
    [
        ("تَارِيخ النَّشْر :", "المَصْدَر :", "كَلِمَات دَلالية :"),
        ("تاريــخ النشر:", "المصـــدر:", "كلمــات دلالية:"),
        ("تأريخ النشر：", "المصدر：", "كلمات دلاليه："),
        ("تاریخ النشر:", "• المصدر:", "الكلمات الدلالية:"),
        ("تاريخ النشر", "- المصدر:", "کلمات دلالیة:"),
    ],
)
def test_labels_in_all_their_spellings(date: str, source: str, words: str) -> None:
    page = PAGE.replace("تاريخ النشر:", date).replace("المصدر:", source).replace("كلمات دلالية:", words)
    assert articles(page) == articles(PAGE)


def test_the_last_source_is_the_pages_own() -> None:
    (article,) = articles(f"{TITLE}\n{BODY}\nالمصدر: أرشيف الوزارة\n{BODY}\nالمصدر: المرقاب\n")
    assert article.source == "المرقاب"
    assert article.body == f"{BODY}\nالمصدر: أرشيف الوزارة\n{BODY}"


def test_a_link_between_two_paragraphs_is_no_text_of_the_page() -> None:
    (article,) = articles(f"{TITLE}\n{BODY}\nاقرأ أيضا: أمطار غزيرة\n{BODY}\nالمصدر: المرقاب\n")
    assert article.body == f"{BODY}\n{BODY}"


def test_read_also_below_the_source_may_stand_in_one_line_with_a_title() -> None:
    assert articles(PAGE.replace("إقرأ أيضاً:\n", "إقرأ أيضاً: ")) == articles(PAGE)


def test_every_read_also_opens_one_more_article() -> None:
    first, second, third = articles(f"{PAGE}اقرأ المزيد\nمهرجان الكتاب\nيبدأ المهرجان غدا.\nالمصدر: الضحى\n")
    assert (second.excerpt_of, third.excerpt_of) == (first.id, first.id)
    assert (third.title, third.body, third.source) == ("مهرجان الكتاب", "يبدأ المهرجان غدا.", "الضحى")


@pytest.mark.parametrize("rest", ["", "أمطار غزيرة على الساحل\n", "المصدر: الضحى\n"])
def test_an_excerpt_needs_a_title_and_a_body(rest: str) -> None:
    assert len(articles(f"{TITLE}\n{BODY}\nإقرأ أيضاً:\n{rest}")) == 1


def test_read_also_above_all_text_opens_nothing() -> None:
    (article,) = articles(f"إقرأ أيضاً:\n{TITLE}\n{BODY}\n")
    assert (article.title, article.excerpt_of) == (TITLE, None)


def test_an_excerpt_outlives_a_page_that_is_empty_itself() -> None:
    rejected, excerpt = read(f"المصدر: المرقاب\nإقرأ أيضاً:\n{TITLE}\n{BODY}\n")
    assert isinstance(rejected, Rejection)
    assert isinstance(excerpt, Article)
    assert (excerpt.title, excerpt.source, excerpt.excerpt_of) == (TITLE, None, None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("کوریا الشمالیة", ("كوريا الشمالية",)),
        ("كوريا الشمالية روسيا", ("كوريا الشمالية روسيا",)),
        ("روسيا,كوريا", ("روسيا", "كوريا")),
        ("روسيا، كوريا", ("روسيا", "كوريا")),
        ("روسيا;كوريا", ("روسيا", "كوريا")),
        ("روسيا؛ كوريا", ("روسيا", "كوريا")),
        ("روسيا | كوريا", ("روسيا", "كوريا")),
        ("روسيا - كوريا", ("روسيا", "كوريا")),
        ("روسيا – كوريا — الصين", ("روسيا", "كوريا", "الصين")),
        ("كوفيد-19", ("كوفيد-19",)),
        ("روسيا،، ،كوريا،", ("روسيا", "كوريا")),
        ("کوریا، كوريا، كوريا", ("كوريا",)),
        ("  كوريا   الشمالية  ", ("كوريا الشمالية",)),
        ("پاکستان", ("پاكستان",)),
        ("NATO، الناتو", ("NATO", "الناتو")),
        ("،", ()),
    ],
)
def test_keywords(line: str, expected: tuple[str, ...]) -> None:
    assert keywords(line) == expected


def test_the_source_is_written_in_arabic_letters_too() -> None:
    assert articles(f"{TITLE}\n{BODY}\nالمصدر: الجزیرة\n")[0].source == "الجزيرة"


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("5th, September 3024 GMT", "the year is not between"),
        ("0000-00-00", "cannot be a date"),
        ("1 محرم 1342", "cannot be a date"),
        ("قبل يومين", "was not understood"),
    ],
)
def test_a_date_that_cannot_be_leaves_the_article_without_one(date: str, reason: str) -> None:
    article, notice = read(f"{TITLE}\nتاريخ النشر: {date}\n{BODY}\n")
    assert isinstance(article, Article)
    assert (article.title, article.body, article.published) == (TITLE, BODY, None)
    assert isinstance(notice, Notice)
    assert notice.line == 2
    assert reason in notice.reason


def test_a_broken_byte_is_noticed_and_the_rest_kept() -> None:
    data = PAGE.encode()
    cut = data.index("الكلفة".encode())
    notice, first, _ = read(data[:cut] + b"\xff" + data[cut:])
    assert isinstance(notice, Notice)
    assert "1 damaged" in notice.reason
    assert isinstance(first, Article)
    assert "\ufffdالكلفة" in first.body


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary file"),
        ("Президент заявил, что страна готова".encode("windows-1251"), "unknown encoding"),
        ("سطر ".encode() * (50 * 2**20 // 7), "too large for a page: more than 16 MB"),
    ],
)
def test_what_is_no_page_is_rejected(data: bytes, reason: str) -> None:
    (rejection,) = read(data)
    assert isinstance(rejection, Rejection)
    assert reason in rejection.reason


def test_control_characters_do_not_reach_the_text() -> None:
    (article,) = articles(f"{TITLE}\x07\n\x1b[31m{BODY}\n")
    assert (article.title, article.body) == (TITLE, f"[31m{BODY}")
