import json
from collections.abc import Sequence
from datetime import date
from io import BufferedReader, BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from fihris.index.article import Article
from fihris.index.dates import ImplausibleDate, parse_date
from fihris.index.decoding import Undecodable, decode
from fihris.index.readers import Notice, Rejection, jsonl, pages
from fihris.index.readers.items import Item, Origin

WORDS = "وزير النقل جسر الوادي مهرجان الكتاب أمطار الساحل رئيس مدينة صواريخ انتخابات اقتصاد ٢٠٢٣ NATO"
sentence = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(" ".join)
paragraphs = st.lists(sentence, min_size=1, max_size=4)
days = st.dates(date(1800, 1, 1), date(2024, 12, 31))
line_end = st.sampled_from(["\n", "\r\n", "\r", "\x85", "  \n\n"])

LABELS = "تاريخ النشر: المصدر: كلمات دلالية: إقرأ أيضاً: اقرأ المزيد"
pieces = [*WORDS.split(), *LABELS.split(), "\n", "\r", ":", "هـ", "5/9/2023"]
near_page = st.lists(st.sampled_from(pieces) | st.text()).map(" ".join)


def items(reader: str, data: bytes) -> list[Item]:
    read = {"pages": pages.read, "jsonl": jsonl.read}[reader]
    return list(read(BufferedReader(BytesIO(data)), Origin("file")))


def page(article: Article, line_end: str, marker: str, excerpt: Article | None) -> str:
    lines = [article.title]
    if article.published:
        lines.append(f"تاريخ النشر: {article.published:%Y-%m-%d}")
    lines.append(article.body)
    if article.source:
        lines.append(f"المصدر: {article.source}")
    if article.keywords:
        lines.append(f"كلمات دلالية: {'، '.join(article.keywords)}")
    if excerpt:
        lines += [marker, excerpt.title, excerpt.body]
    return line_end.join("\n".join(lines).split("\n"))


@given(
    title=sentence,
    body=paragraphs,
    day=st.none() | days,
    source=st.none() | sentence,
    keywords=st.lists(sentence, unique=True, max_size=4),
    excerpt=st.none() | st.tuples(sentence, paragraphs),
    line_end=line_end,
    marker=st.sampled_from(["إقرأ أيضاً:", "اقرأ أيضا", "اقرأ المزيد", "مواضيع ذات صلة:"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_page_built_from_parts_reads_back_into_these_parts(
    title: str,
    body: list[str],
    day: date | None,
    source: str | None,
    keywords: list[str],
    excerpt: tuple[str, list[str]] | None,
    line_end: str,
    marker: str,
    encoding: str,
) -> None:
    published = parse_date(day.isoformat()) if day else None
    built = Article(
        title=title, body="\n".join(body), source=source, keywords=tuple(keywords), published=published
    )
    quoted = Article(title=excerpt[0], body="\n".join(excerpt[1])) if excerpt else None
    first, *rest = items("pages", page(built, line_end, marker, quoted).encode(encoding))
    assert isinstance(first, Article)
    assert first.id
    assert first.content_hash() == built.content_hash()
    assert [item.content_hash() for item in rest if isinstance(item, Article)] == (
        [quoted.content_hash()] if quoted else []
    )
    assert all(isinstance(item, Article) and item.excerpt_of == first.id for item in rest)


def is_sound(found: Sequence[Item]) -> None:
    assert found, "a file is never passed over in silence"
    for item in found:
        if isinstance(item, Article):
            assert item.id
            assert item.title or item.body
            assert "\n" not in item.title
            for text in (item.title, item.body, *item.keywords):
                assert text == text.strip()
                text.encode()
                assert not set(text) & set(map(chr, (*range(9), *range(11, 32))))
        else:
            assert isinstance(item, Rejection | Notice)
            assert item.reason
            assert "\n" not in item.reason


@pytest.mark.parametrize("reader", ["pages", "jsonl"])
@given(data=st.binary(min_size=1, max_size=400))
@example(data=b"\n")
@example(data=b"\xef\xbb\xbf")
@example(data=b"\xff\xfe\x00")
@example(data=b"\xff\xfe\x00\x00")
def test_no_bytes_raise(reader: str, data: bytes) -> None:
    is_sound(items(reader, data))


@given(near_page.filter(bool))
def test_nothing_like_a_page_raises(text: str) -> None:
    is_sound(items("pages", text.encode("utf-8", "surrogatepass")))


NAMES = "id title content date source url author section keywords العنوان"
names = st.sampled_from(NAMES.split()) | st.text()
inner_names = st.sampled_from(["name", "$date", "x"])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(inner_names, inner),
    max_leaves=5,
)
names = (
    st.sampled_from(
        ["id", "title", "content", "date", "source", "url", "author", "section", "keywords", "العنوان"]
    )
    | st.text()
)


@given(st.lists(st.dictionaries(names, values), min_size=1, max_size=3), st.booleans())
def test_no_json_raises_and_every_line_is_accounted_for(
    records: list[dict[str, object]], ascii_only: bool
) -> None:
    lines = [json.dumps(record, ensure_ascii=ascii_only) for record in records]
    found = items("jsonl", "\n".join(lines).encode("utf-8", "surrogatepass"))
    is_sound(found)
    assert sum(not isinstance(item, Notice) for item in found) == len(records)


@given(st.binary(max_size=300))
def test_decoding_gives_text_or_says_why_not(data: bytes) -> None:
    try:
        decoded = decode(data)
    except Undecodable as error:
        assert str(error).startswith(("binary file", "unknown encoding"))
    else:
        decoded.text.encode()
        assert decoded.damaged <= decoded.text.count("\ufffd")


@given(st.text())
def test_text_in_utf8_is_kept_to_the_letter(text: str) -> None:
    if "\0" not in text and text.isprintable() and not text.startswith("\ufeff"):
        assert decode(text.encode()).text == text


SIGNS = "0123456789/-.:,+ ٥٢ھه"
date_words = ["سبتمبر", "صفر", "أيلول", "هـ", "م", "May", "GMT", "T", "2023", "1445"]
date_like = st.lists(st.sampled_from([*SIGNS, *date_words])).map("".join)


@given(date_like | st.text())
def test_no_text_raises_anything_but_an_implausible_date(text: str) -> None:
    try:
        moment = parse_date(text)
    except ImplausibleDate as error:
        assert "cannot be a date" in str(error)
    else:
        assert moment is None or (moment.tzinfo is None and moment.year >= 1799)


@given(
    days, st.sampled_from(["%Y-%m-%d", "%d/%m/%Y", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%d-%b-%Y", "%Y%m%d"])
)
def test_a_written_date_reads_back(day: date, form: str) -> None:
    moment = parse_date(day.strftime(form))
    assert moment is not None
    assert moment.date() == day
