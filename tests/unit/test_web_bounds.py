"""The first and last day of a search, as people write them."""

from datetime import date

import pytest

from fihris.web.bounds import Bound, parse_bound


@pytest.mark.parametrize(
    ("written", "first", "last", "iso", "spoken"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31), "2023", "٢٠٢٣"),
        ("٢٠٢٣", date(2023, 1, 1), date(2023, 12, 31), "2023", "٢٠٢٣"),
        ("۲۰۲۳", date(2023, 1, 1), date(2023, 12, 31), "2023", "٢٠٢٣"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "2024-02", "فبراير ٢٠٢٤"),
        ("٢٠٢٣/٩", date(2023, 9, 1), date(2023, 9, 30), "2023-09", "سبتمبر ٢٠٢٣"),
        ("2023-09-05", date(2023, 9, 5), date(2023, 9, 5), "2023-09-05", "٥ سبتمبر ٢٠٢٣"),
        (" ٥/٩/٢٠٢٣ ", date(2023, 9, 5), date(2023, 9, 5), "2023-09-05", "٥ سبتمبر ٢٠٢٣"),
        ("١٢ تموز ٢٠١٥", date(2015, 7, 12), date(2015, 7, 12), "2015-07-12", "١٢ يوليو ٢٠١٥"),
        ("١ رمضان ١٤٤٤ هـ", date(2023, 3, 23), date(2023, 3, 23), "2023-03-23", "٢٣ مارس ٢٠٢٣"),
    ],
)
def test_what_people_write(written: str, first: date, last: date, iso: str, spoken: str) -> None:
    bound = parse_bound(written)
    assert bound is not None
    assert (bound.first, bound.last, bound.iso, bound.spoken) == (first, last, iso, spoken)
    assert parse_bound(bound.iso) == bound


@pytest.mark.parametrize(
    "written", ["", "متى", "2023-13", "2023-02-30", "0000", "23", "2023-09-05-01", "x" * 999]
)
def test_what_is_no_date(written: str) -> None:
    assert parse_bound(written) is None


def test_bounds_of_one_year_are_equal() -> None:
    assert parse_bound("٢٠٢٣") == Bound(2023)
