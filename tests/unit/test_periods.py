"""What readers mean by dates, told from a given day: the rows of the golden table that have one."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.index.dates import ImplausibleDate
from fihris.index.period import Period
from fihris.index.periods import parse_period, parse_range

GOLDEN = Path(__file__).parents[1] / "golden" / "dates.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#") and line.split("\t")[1]
]
TODAY = date(2023, 9, 13)
days = st.dates(date(1800, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(("text", "today", "expected", "reason"), ROWS)
def test_golden_periods(text: str, today: str, expected: str, reason: str) -> None:
    if expected == "implausible":
        with pytest.raises(ImplausibleDate, match="cannot be a date"):
            parse_range(text, date.fromisoformat(today))
    else:
        found = parse_range(text, date.fromisoformat(today))
        assert str(found or "none") == expected, reason


@given(days, days)
def test_a_period_is_read_as_it_is_written(one: date, other: date) -> None:
    first, last = sorted((one, other))
    for period in (Period(first, last), Period(first, None), Period(None, last), Period(first, first)):
        assert parse_range(str(period), TODAY) == period


@given(st.text())
def test_any_text_means_days_or_none(text: str) -> None:
    try:
        parse_range(text, TODAY)
    except ImplausibleDate:
        return


@pytest.mark.parametrize("text", ["", "قطر", "99", "2015" * 100, "[2015", "source:2015", "2015*"])
def test_what_means_no_days(text: str) -> None:
    assert parse_period(text, TODAY) is None
