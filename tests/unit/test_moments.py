from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from fihris.search import QueryError
from fihris.search.moments import Moment, read_moment

NOON = 1_693_915_200  # 2023-09-05 12:00 UTC


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2023-09-05T12:00", NOON),
        (" 2023-09-05 12:00:00 ", NOON),
        ("2023-09-05T12:00:00Z", NOON),
        ("2023-09-05T15:00:00+03:00", NOON),
        ("2023-09-05", NOON - 12 * 3600),
        (date(2023, 9, 5), NOON - 12 * 3600),
        (datetime(2023, 9, 5, 12), NOON),
        (datetime(2023, 9, 5, 12, tzinfo=UTC), NOON),
        (datetime(2023, 9, 5, 14, tzinfo=timezone(timedelta(hours=2))), NOON),
        ("", None),
        (None, None),
    ],
)
def test_moments(given: Moment, expected: int | None) -> None:
    assert read_moment(given) == expected


@pytest.mark.parametrize("given", ["أمس", "2023-13-05", "12:00", "\x00"])
def test_what_is_no_time_is_refused(given: str) -> None:
    with pytest.raises(QueryError, match="Write it like"):
        read_moment(given)
