"""Numbers as the page writes them."""

from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from fihris.web.numerals import amount, digits, percent, western


def test_an_amount_has_arabic_separators() -> None:
    assert amount(412640) == "٤١٢٬٦٤٠"
    assert amount(0.0034, 3) == "٠٫٠٠٣"


def test_a_share_is_a_percentage() -> None:
    assert percent(0.1254) == "١٢٫٥٪"
    assert percent(1, 0) == "١٠٠٪"


def test_the_english_page_writes_western_digits(app: Flask) -> None:
    with app.test_request_context("/en/search"):
        app.preprocess_request()
        assert (digits(2023), amount(412640), amount(0.0034, 3), percent(0.1254)) == (
            "2023",
            "412,640",
            "0.003",
            "12.5%",
        )


def test_digits_change_and_nothing_else() -> None:
    assert digits("2023-09-05, 7.4%") == "٢٠٢٣-٠٩-٠٥, ٧.٤%"


def test_both_sets_of_eastern_digits_are_read() -> None:
    assert western("٢٠2۳") == "2023"


@given(st.text())
def test_writing_and_reading_digits_are_inverse(text: str) -> None:
    assert western(digits(western(text))) == western(text)
