"""Pieces as HTML: nothing of the text is markup, and the marks are where the pieces say."""

from collections.abc import Iterator
from datetime import datetime
from html.parser import HTMLParser

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.results import Piece
from fihris.web.paragraphs import Paragraph
from fihris.web.rendering import counted, dated, isolated, marked, marked_in_place, said


@pytest.fixture(autouse=True)
def request_context(app: Flask) -> Iterator[None]:
    with app.test_request_context("/article/water"):
        yield


class Reader(HTMLParser):
    """Collects the elements, the text, and the text inside marks."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: set[str] = set()
        self.inside: list[str] = []
        self.text: list[str] = []
        self.pieces: list[Piece] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        self.pieces.append((data, "mark" in self.inside))


# Letters, what HTML is made of, and now and then anything at all.
TEXT = st.text(
    st.one_of(st.sampled_from("اب <>&\"'/=;#x"), st.characters(exclude_categories=["Cs"])), max_size=20
)
PIECES = st.lists(st.tuples(TEXT, st.booleans()), max_size=8)


@given(PIECES)
def test_the_text_comes_back_and_the_only_elements_are_marks(pieces: list[Piece]) -> None:
    reader = Reader(str(marked(pieces)))
    assert "".join(reader.text) == "".join(text for text, _ in pieces)
    assert reader.elements <= {"mark"}
    assert not reader.inside


@given(PIECES)
def test_what_is_marked_is_what_matched(pieces: list[Piece]) -> None:
    reader = Reader(str(marked(pieces)))
    expected = "".join(text for text, matched in pieces if matched)
    assert "".join(text for text, inside in reader.pieces if inside) == expected


@given(PIECES)
def test_in_an_article_too(pieces: list[Piece]) -> None:
    total = sum(matched for _, matched in pieces)
    reader = Reader(str(marked_in_place(Paragraph(tuple(pieces), heading=False, first=1), total)))
    assert reader.elements <= {"mark", "span", "a"}
    assert "".join(text for text, inside in reader.pieces if inside) == "".join(
        text for text, matched in pieces if matched
    )


def test_markup_in_a_text_is_text() -> None:
    assert (
        marked([("<script>", False), ('</mark>"', True)]) == "&lt;script&gt;<mark>&lt;/mark&gt;&#34;</mark>"
    )


def test_what_is_filled_into_a_sentence_is_escaped() -> None:
    assert said("“%(query)s”", query="<b>") == "«&lt;b&gt;»"
    assert said("“%(query)s”", query=isolated("<b>")) == "«<bdi>&lt;b&gt;</bdi>»"
    assert (
        counted("in one text", "in %(count)s different texts", 3, count="<3>") == "في &lt;3&gt; نصوص مختلفة"
    )


def test_a_day_is_written_for_readers_and_for_programs() -> None:
    assert dated(datetime(2023, 9, 5, 12)) == '<time datetime="2023-09-05">٥ سبتمبر ٢٠٢٣</time>'
    assert dated(None) == ""


def test_a_mark_leads_to_its_neighbours() -> None:
    html = str(marked_in_place(Paragraph((("مياه", True), ("ها", False)), heading=False, first=2), total=3))
    assert html.startswith('<mark id="m2">مياه</mark><span class="step"')
    assert html.endswith("</span>ها")
    assert "٢ من ٣" in html
    assert 'href="#m3">العلامة التالية<' in html
    assert 'href="#m1">السابقة<' in html


def test_the_last_mark_leads_to_the_first_and_the_first_to_none_before() -> None:
    last = str(marked_in_place(Paragraph((("مياه", True),), heading=False, first=3), total=3))
    assert 'href="#m1">إلى الأولى<' in last
    first = str(marked_in_place(Paragraph((("مياه", True),), heading=False, first=1), total=3))
    assert "السابقة" not in first


def test_a_lonely_mark_leads_nowhere_but_back() -> None:
    html = str(marked_in_place(Paragraph((("مياه", True),), heading=False, first=1), total=1))
    assert html.count("<a ") == 1
    assert 'href="#marks">إغلاق<' in html


def test_the_bar_of_a_mark_speaks_the_language_of_the_page(app: Flask) -> None:
    mark = Paragraph((("مياه", True),), heading=False, first=2)
    with app.test_request_context("/en/article/water"):
        app.preprocess_request()
        html = str(marked_in_place(mark, total=3))
    assert 'class="step" role="group" aria-label="From mark to mark" lang="en" dir="ltr"' in html
    assert "2 of 3" in html
