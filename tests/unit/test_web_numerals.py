"""Numbers and counted nouns as the page writes them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.web.numerals import ARTICLES, COPIES, PLACES, SOURCES, amount, digits, western

GOLDEN = Path(__file__).parent.parent / "golden" / "web_counts.tsv"
ROWS = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line[0] != "#"]


@pytest.mark.parametrize(("count", "expected", "reason"), ROWS)
def test_articles_are_counted_as_an_arabic_reader_counts(count: str, expected: str, reason: str) -> None:
    assert ARTICLES.counted(int(count)) == expected, reason


def test_every_noun_has_its_six_forms() -> None:
    assert [SOURCES.counted(count) for count in (1, 2, 6, 12, 100)] == [
        "مصدر واحد",
        "مصدرين",
        "٦ مصادر",
        "١٢ مصدراً",
        "١٠٠ مصدر",
    ]
    assert PLACES.counted(2) == "موضعان لكلمات بحثك"
    assert COPIES.counted(3) == "النص نفسه في ٣ أخبار أخرى"


def test_an_amount_has_arabic_separators() -> None:
    assert amount(412640) == "٤١٢٬٦٤٠"
    assert amount(0.0034, 3) == "٠٫٠٠٣"


def test_digits_change_and_nothing_else() -> None:
    assert digits("2023-09-05, 7.4%") == "٢٠٢٣-٠٩-٠٥, ٧.٤%"


def test_both_sets_of_eastern_digits_are_read() -> None:
    assert western("٢٠2۳") == "2023"


@given(st.text())
def test_writing_and_reading_digits_are_inverse(text: str) -> None:
    assert western(digits(western(text))) == western(text)
