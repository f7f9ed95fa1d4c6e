from datetime import UTC, datetime
from pathlib import Path

import pytest

from fihris.index.dates import LONGEST_DATE, ImplausibleDate, parse_date

GOLDEN = Path(__file__).parents[1] / "golden" / "dates.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("text", "_", "expected", "reason"), [row for row in ROWS if not row[1]])
def test_golden_dates(text: str, _: str, expected: str, reason: str) -> None:
    if expected == "implausible":
        with pytest.raises(ImplausibleDate, match="cannot be a date"):
            parse_date(text)
    else:
        assert parse_date(text) == (None if expected == "none" else datetime.fromisoformat(expected)), reason


def test_dates_are_naive() -> None:
    moment = parse_date("2015-07-21T02:51:32+03:00")
    assert moment is not None
    assert moment.tzinfo is None


def test_years_up_to_the_next_are_plausible() -> None:
    this_year = datetime.now(UTC).year
    assert parse_date(f"{this_year + 1}-01-01") == datetime(this_year + 1, 1, 1)
    with pytest.raises(ImplausibleDate, match=f"between 1800 and {this_year + 1}"):
        parse_date(f"{this_year + 2}-01-01")


def test_a_date_within_a_long_text_is_not_its_date() -> None:
    assert parse_date("5 سبتمبر 2023".ljust(LONGEST_DATE)) == datetime(2023, 9, 5)
    assert parse_date("5 سبتمبر 2023".ljust(LONGEST_DATE + 1)) is None


def test_the_message_shows_the_text_without_letting_it_act() -> None:
    with pytest.raises(ImplausibleDate, match=r"'\\u202e3024-01-01'"):
        parse_date("\u202e3024-01-01")
