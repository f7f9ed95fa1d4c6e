"""Dates as the page writes them."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask

from fihris.web.dates import hijri_date, long_date, short_date

GOLDEN = Path(__file__).parent.parent / "golden" / "web_dates.tsv"
ROWS = [line.split("\t") for line in GOLDEN.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
FORMS = {"short": short_date, "long": long_date, "hijri": hijri_date}


@pytest.mark.parametrize(("asked", "expected", "reason"), ROWS)
def test_dates_read_as_in_a_newspaper(app: Flask, asked: str, expected: str, reason: str) -> None:
    form, iso, *lang = asked.split()
    with app.test_request_context("/en/" if lang else "/"):
        app.preprocess_request()
        assert (FORMS[form](date.fromisoformat(iso)) or "-") == expected, reason


def test_every_day_of_a_year_has_all_three_forms() -> None:
    days = [date(2023, 1, 1) + timedelta(day) for day in range(365)]
    assert len({short_date(day) for day in days}) == 365
    assert len({long_date(day) for day in days}) == 365
    assert len({hijri_date(day) for day in days}) == 365
