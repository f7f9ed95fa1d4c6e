"""An article's text cut into paragraphs and subheadings."""

from hypothesis import given
from hypothesis import strategies as st

from fihris.search.results import Piece
from fihris.web.paragraphs import Paragraph, paragraphs

LONG = "قالت الوزارة في بيان أصدرته أمس إن المرحلة الأولى من المشروع تبدأ في منتصف الشهر المقبل."
ALSO_LONG = "وأضاف البيان أن المرحلة الثانية تبدأ بعد ستة أشهر، وأن الكلفة لن تزيد على ما كان مقرراً لها."


def test_lines_become_paragraphs_and_empty_ones_vanish() -> None:
    assert paragraphs([(f"{LONG}\n\n \r\n{ALSO_LONG}\n", False)]) == (
        Paragraph(((LONG, False),), heading=False, first=1),
        Paragraph(((ALSO_LONG, False),), heading=False, first=1),
    )


def test_a_short_line_between_paragraphs_is_a_subheading() -> None:
    found = paragraphs([(f"{LONG}\nكلفة المشروع\n{ALSO_LONG}", False)])
    assert [paragraph.heading for paragraph in found] == [False, True, False]


def test_short_lines_that_are_no_subheadings() -> None:
    for text in (
        f"كلفة المشروع\n{LONG}",  # nothing before it
        f"{LONG}\nكلفة المشروع",  # nothing after it
        f"{LONG}\nوانتهى الأمر.\n{ALSO_LONG}",  # a sentence
        f"{LONG}\nالماء\nالكهرباء\n{ALSO_LONG}",  # a list
    ):
        assert not any(paragraph.heading for paragraph in paragraphs([(text, False)]))


def test_marks_are_numbered_through_the_article() -> None:
    pieces = [
        ("مياه", True),
        (" نهر\n", False),
        ("المياه", True),
        (" و", False),
        ("مياه", True),
        ("\nبئر", False),
    ]
    assert [paragraph.first for paragraph in paragraphs(pieces)] == [1, 2, 4]


PIECES = st.lists(st.tuples(st.text(st.sampled_from("اب ج.\n\r"), max_size=8), st.booleans()))


@given(PIECES)
def test_no_text_is_lost(pieces: list[Piece]) -> None:
    whole = "".join(text for text, _ in pieces)
    kept = "".join(text for paragraph in paragraphs(pieces) for text, _ in paragraph.pieces)
    assert "".join(kept.split()) == "".join(whole.split())
