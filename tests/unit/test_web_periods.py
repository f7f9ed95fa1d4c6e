"""Periods of a chart: nothing left out between the first article and the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise

import pytest

from fihris.index import Article
from fihris.search import Engine
from fihris.web.bounds import Bound
from fihris.web.params import Asked
from fihris.web.periods import MOST, between, spread

EngineOf = Callable[[Iterable[Article]], Engine]


def published(*days: datetime) -> list[Article]:
    return [
        Article(id=str(number), title="خبر", body=f"نص {number}", published=day)
        for number, day in enumerate(days)
    ]


def test_years_where_there_are_many(engine_of: EngineOf) -> None:
    news = engine_of(published(datetime(1998, 5, 1), datetime(2002, 1, 1), datetime(2002, 3, 1)))
    periods = spread(news, Asked("خبر"))
    assert [(period.first.iso, period.count) for period in periods] == [
        ("1998", 1),
        ("1999", 0),
        ("2000", 0),
        ("2001", 0),
        ("2002", 2),
    ]


def test_months_of_few_years_and_days_of_one_month(engine_of: EngineOf) -> None:
    news = engine_of(published(datetime(2022, 11, 3), datetime(2023, 1, 9), datetime(2023, 1, 12)))
    months = spread(news, Asked("خبر"))
    assert [(month.first.iso, month.count) for month in months] == [
        ("2022-11", 1),
        ("2022-12", 0),
        ("2023-01", 2),
    ]
    january = Bound(2023, 1)
    days = spread(news, Asked("خبر", since=january, until=january))
    assert [(day.first.iso, day.count) for day in days] == [
        ("2023-01-09", 1),
        ("2023-01-10", 0),
        ("2023-01-11", 0),
        ("2023-01-12", 1),
    ]


def test_a_century_is_put_together_so_that_bars_stay_wide(engine_of: EngineOf) -> None:
    news = engine_of(published(*(datetime(year, 1, 1) for year in range(1900, 2000))))
    periods = spread(news, Asked("خبر"))
    assert len(periods) <= MOST
    assert sum(period.count for period in periods) == 100
    assert (periods[0].first, periods[-1].last) == (Bound(1900), Bound(1999))
    assert all(before.last.year + 1 == after.first.year for before, after in pairwise(periods))


@pytest.mark.parametrize("days", [(), (None,), (datetime(2023, 1, 9), datetime(2023, 1, 9, 12))])
def test_nothing_to_compare(engine_of: EngineOf, days: tuple[datetime, ...]) -> None:
    assert spread(engine_of(published(*days)), Asked("خبر")) == ()


def test_what_lies_between() -> None:
    assert [bound.iso for bound in between(Bound(2022, 11), Bound(2023, 2))] == [
        "2022-11",
        "2022-12",
        "2023-01",
        "2023-02",
    ]
    assert [bound.iso for bound in between(Bound(2024, 2, 28), Bound(2024, 3, 1))] == [
        "2024-02-28",
        "2024-02-29",
        "2024-03-01",
    ]
