import json
import tracemalloc
from datetime import datetime
from io import BufferedReader, BytesIO, RawIOBase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.index.article import Article
from fihris.index.decoding import decode
from fihris.index.readers import jsonl
from fihris.index.readers.items import Item, Notice, Origin, Rejection
from fihris.index.readers.records import LONGEST

TITLE, BODY = "وزير النقل يفتتح جسر الوادي", "افتتح وزير النقل أمس جسر الوادي."


def read(data: str | bytes) -> list[Item]:
    stream = BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(jsonl.read(BufferedReader(stream), Origin("news.jsonl")))


def article(**fields: Any) -> Article:
    (found,) = read(json.dumps(fields))
    assert isinstance(found, Article)
    return found


def rejected(line: str | bytes) -> str:
    (found,) = read(line)
    assert isinstance(found, Rejection)
    assert found.line == 1
    return found.reason


def test_the_fields_of_a_dump() -> None:
    url = "https://example.org/7"
    found = article(
        source="المرقاب",
        url=url,
        date_extracted="2015-07-21 02:51:32",
        title=TITLE,
        author="سلمى الوادي",
        content=BODY,
        category="محليات",
        tags=["نقل", "جسور"],
    )
    assert found == Article(
        id=Article(url=url).stable_id(),
        title=TITLE,
        body=BODY,
        url=url,
        source="المرقاب",
        author="سلمى الوادي",
        section="محليات",
        keywords=("نقل", "جسور"),
        published=datetime(2015, 7, 21, 2, 51, 32),
    )


@pytest.mark.parametrize(
    ("names", "field", "value"),
    [
        ("id _id ID docno DOCNO doc_id docID", "id", "a-7"),
        ("title Title TITLE headline Headline العنوان عنوان", "title", TITLE),
        ("content body text article maintext articleBody Full-Text النص المحتوى", "body", BODY),
        ("source publisher site domain source_domain المصدر", "source", "المرقاب"),
        ("url link canonical_url الرابط", "url", "https://example.org/7"),
        ("author authors byline الكاتب", "author", "سلمى"),
        ("category section القسم", "section", "محليات"),
    ],
)
def test_the_names_of_fields(names: str, field: str, value: str) -> None:
    fixed = {"title": "ت", "body": "ب"}
    for name in names.split():
        given = {key: text for key, text in fixed.items() if key != field} | {name: value}
        assert getattr(article(**given), field) == value, name


@pytest.mark.parametrize(
    "name",
    [
        "date",
        "published",
        "date_extracted",
        "datePublished",
        "date_published",
        "pubDate",
        "created_at",
        "التاريخ",
    ],
)
def test_the_names_of_the_date(name: str) -> None:
    assert article(title=TITLE, **{name: "2023-09-05T02:00:00+03:00"}).published == datetime(2023, 9, 4, 23)


def test_the_best_name_that_holds_something_wins() -> None:
    found = article(
        text="أقصر", content=BODY, headline=TITLE, title="  ", date_extracted="2023-09-07", date="2023-09-05"
    )
    assert (found.title, found.body, found.published) == (TITLE, BODY, datetime(2023, 9, 5))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["نقل", "جسور", "نقل"], ("نقل", "جسور")),
        (["أمطار، سيول", "ساحل"], ("أمطار، سيول", "ساحل")),
        ("نقل، جسور", ("نقل", "جسور")),
        ("جسر الوادی", ("جسر الوادي",)),
        ([{"name": "نقل"}, {"name": "جسور"}], ("نقل", "جسور")),
        ([2023, None, "", "نقل"], ("2023", "نقل")),
        (None, ()),
        ({}, ()),
    ],
)
def test_keywords(value: object, expected: tuple[str, ...]) -> None:
    assert article(title=TITLE, keywords=value).keywords == expected


def test_values_of_other_types_become_text() -> None:
    found = article(
        _id={"$oid": "5f1d"},
        title=2023,
        body=["الفقرة الأولى.", "الفقرة الثانية."],
        author=["سلمى", {"@type": "Person", "name": "كريم"}],
        source={"id": None, "name": "المرقاب"},
        section=True,
        date={"$date": "2023-09-05T00:00:00Z"},
    )
    assert found == Article(
        id="5f1d",
        title="2023",
        body="الفقرة الأولى.\nالفقرة الثانية.",
        author="سلمى، كريم",
        source="المرقاب",
        published=datetime(2023, 9, 5),
    )


@pytest.mark.parametrize("value", [1437447092, 1437447092000, 1437447092.0])
def test_a_date_may_be_unix_time(value: float) -> None:
    assert article(title=TITLE, timestamp=value).published == datetime(2015, 7, 21, 2, 51, 32)


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u200f", None, False, [], [None], {}, {"html": "x"}])
def test_a_title_or_a_body_is_enough(nothing: object) -> None:
    assert article(title=TITLE, content=nothing).body == ""
    assert article(title=nothing, content=BODY).title == ""
    assert rejected(json.dumps({"title": nothing, "content": nothing})) == "neither title nor body"


def test_not_a_number_is_nothing() -> None:
    assert rejected('{"title": NaN, "content": Infinity}') == "neither title nor body"


def test_control_characters_and_lone_surrogates_do_not_reach_the_text() -> None:
    found = article(title=f"\x07{TITLE}\r\n\x00", content=f"\ufeff{BODY}\r\n\x1b\ud800\tنص\u2028سطر")
    assert found.title == TITLE
    assert found.body == f"{BODY}\n\ufffd\tنص\nسطر"


def test_raw_control_characters_in_a_line_are_forgiven() -> None:
    (found,) = read('{"title": "أول\tثان\x01"}')
    assert isinstance(found, Article)
    assert found.title == "أول ثان"


def test_a_broken_line_is_named_and_the_others_are_read() -> None:
    lines = [json.dumps({"title": f"خبر {number}"}) for number in range(1, 11)]
    lines[6] = lines[6][:-1]
    lines[2] = ""
    items = read("\n".join(lines))
    assert [item.title for item in items if isinstance(item, Article)] == [
        f"خبر {number}" for number in (1, 2, 4, 5, 6, 8, 9, 10)
    ]
    (broken,) = [item for item in items if isinstance(item, Rejection)]
    assert (broken.file, broken.line, broken.member) == ("news.jsonl", 7, None)
    assert broken.reason.startswith("broken JSON: Expecting")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('"title"', "not a JSON object"),
        ('[{"title": "خبر"}]', "not a JSON object"),
        ("null", "not a JSON object"),
        ("{}", "neither title nor body"),
        ('{"title": "خبر"} {}', "broken JSON: Extra data"),
        ("[" * 100_000, "broken JSON: maximum recursion depth"),
        ('{"title": ' + "9" * 5000 + "}", "broken JSON: Exceeds the limit"),
        ('{"title": "Президент заявил"}'.encode("windows-1251"), "unknown encoding"),
        ("[\n{\n", "JSON over several lines"),
        ('{\n"title": "خبر"\n}', "JSON over several lines"),
    ],
)
def test_what_is_no_article_is_rejected(line: str | bytes, reason: str) -> None:
    assert reason in rejected(line)


@pytest.mark.parametrize(("data", "reason"), [("\n\n \n", "empty file"), (b"\x89PNG\0\0\n\0", "binary file")])
def test_a_file_without_lines_of_json_is_rejected_once(data: str | bytes, reason: str) -> None:
    assert read(data) == [Rejection("news.jsonl", None, None, reason)]


def test_utf16_is_named() -> None:
    (rejection,) = read('{"title": "خبر"}\n'.encode("utf-16"))
    assert isinstance(rejection, Rejection)
    assert rejection.reason == "JSON lines have to be in UTF-8, not UTF-16"


def test_lists_in_lists_are_not_followed() -> None:
    nested = '{"title": "خبر", "tags": ' + "[" * 400 + "]" * 400 + "}"
    (found,) = read(nested)
    assert isinstance(found, Article)
    assert found.keywords == ()


@pytest.mark.parametrize("date", ["0000-00-00 00:00:00", "3024-01-01", "1 محرم 1342", "yesterday", 12])
def test_a_date_that_cannot_be_leaves_the_article_without_one(date: object) -> None:
    found, notice = read(json.dumps({"title": TITLE, "date": date}))
    assert isinstance(found, Article)
    assert found.published is None
    assert isinstance(notice, Notice)
    assert (notice.line, notice.reason.startswith("kept without its date: ")) == (1, True)


def test_a_broken_byte_is_noticed_and_the_line_kept() -> None:
    line = json.dumps({"title": TITLE}, ensure_ascii=False).encode()
    found, notice = read(line[:-4] + b"\xff" + line[-4:])
    assert isinstance(found, Article)
    assert isinstance(notice, Notice)
    assert "1 damaged" in notice.reason


def test_a_byte_order_mark_and_windows_line_ends() -> None:
    first, second = read(b'\xef\xbb\xbf{"title": "a"}\r\n{"title": "b"}\r\n')
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, second.title) == ("a", "b")


def test_a_line_beyond_the_cap_is_rejected_and_the_rest_read() -> None:
    long = b'{"title": "' + b"x" * (50 * 2**20) + b'"}\n'
    first, rejection, last = read(b'{"title": "a"}\n' + long + b'{"title": "b"}\n')
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert rejection == Rejection("news.jsonl", 2, None, "line longer than 32 MB")


def test_a_line_beyond_the_cap_is_not_held_in_memory() -> None:
    class LongLine(RawIOBase):
        left = 300 * 2**20

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            size = min(len(buffer), self.left)
            buffer[:size] = b"x" * size
            self.left -= size
            return size

    tracemalloc.start()
    (rejection,) = jsonl.read(BufferedReader(LongLine()), Origin("news.jsonl"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(rejection, Rejection)
    assert peak < 3 * LONGEST


def test_a_line_of_just_the_cap_is_read() -> None:
    line = b'{"title": "a", "skip": "%s"}'
    line %= b"x" * (LONGEST - len(line) + 2)
    assert len(line) == LONGEST
    assert [type(item) for item in read(line + b"\n" + line)] == [Article, Article]


SIGNS = (
    b'"',
    b"{",
    b"}",
    b"[",
    b":",
    b",",
    b"\\",
    b"1",
    b"9" * 5000,
    b" ",
    b"\t",
    b"\n",
    b"\0",
    b"\x0b",
    b"\x1a",
)
BEYOND_ASCII = (b"\x7f", b"\x85", b"\xff\xfe", b"\xef\xbb\xbf", b"\xd9", "نهر".encode())
PIECES = st.sampled_from([b'{"a": "', b"NaN", b"\\n", b"\\ud800", *SIGNS, *BEYOND_ASCII])


def outcome(parse: Any, line: bytes) -> Any:
    try:
        return repr(parse(line))
    except (ValueError, RecursionError) as error:
        return type(error), str(error)


@given(st.lists(PIECES | st.binary(max_size=3)).map(b"".join), st.booleans())
def test_a_line_is_what_both_decoders_make_of_it(line: bytes, whole: bool) -> None:
    def by_both(line: bytes) -> tuple[Any, int]:
        decoded = decode(line)
        return jsonl.DECODER.decode(decoded.text), decoded.damaged

    if whole:
        line = b'{"a": "%s"}\n' % line
    assert outcome(jsonl._parse, line) == outcome(by_both, line)
