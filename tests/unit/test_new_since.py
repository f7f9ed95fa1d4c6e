from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import reindex, update
from fihris.search import Engine, open_index

At = Callable[[int], None]
START = 1_693_915_200  # 2023-09-05 12:00 UTC
HOUR = 3600


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Sets the clock that a run stamps what is new with."""
    return lambda moment: monkeypatch.setattr(update, "time", lambda: float(moment))


@pytest.fixture
def news(tmp_path: Path, at: At) -> Engine:
    """At noon came two articles, an hour later two more; an hour later one of the first was changed."""
    changed = replace(ARTICLES[1], body=f"{ARTICLES[1].body} وانتهت أمس.")
    for hour, articles in enumerate((ARTICLES[:2], ARTICLES[:4], [ARTICLES[0], changed, *ARTICLES[2:4]])):
        at(START + hour * HOUR)
        reindex(articles, tmp_path)
    return open_index(tmp_path)


@pytest.mark.parametrize(
    ("new_since", "expected"),
    [
        (None, {"missiles", "drill", "water", "leaders"}),
        ("2023-09-05", {"missiles", "drill", "water", "leaders"}),
        ("2023-09-05T12:00:00", {"missiles", "drill", "water", "leaders"}),
        ("2023-09-05T12:00:01", {"drill", "water", "leaders"}),
        ("2023-09-05T16:00:00+03:00", {"drill", "water", "leaders"}),
        (datetime(2023, 9, 5, 13, 0, 1), {"drill"}),
        (datetime(2023, 9, 5, 14, tzinfo=UTC), {"drill"}),
        ("2023-09-05T14:00:01", set()),
    ],
)
def test_what_came_or_changed_since(news: Engine, new_since: object, expected: set[str]) -> None:
    page = news.search("في", new_since=new_since)  # type: ignore[arg-type]
    assert {hit.id for hit in page.hits} == expected
    assert page.total == len(expected)
    if new_since:
        browsed = news.search("*", new_since=new_since)  # type: ignore[arg-type]
        assert {hit.id for hit in browsed.hits} == expected


def test_a_hit_knows_when_it_came(news: Engine) -> None:
    (hit,) = news.search("مياه").hits
    assert hit.indexed == datetime(2023, 9, 5, 13)
    assert "indexed" not in hit.as_json()


def test_an_alert_misses_nothing_and_tells_nothing_twice(tmp_path: Path, at: At) -> None:
    told: list[str] = []
    since = "2023-09-05"
    for hour, count in enumerate((1, 2, 2, 4, 5)):
        at(START + hour * HOUR)
        reindex(ARTICLES[:count], tmp_path)
        told += [hit.id for hit in open_index(tmp_path).export("*", new_since=since)]
        since = datetime.fromtimestamp(START + hour * HOUR + 1, UTC).isoformat()
    assert sorted(told) == sorted(article.id for article in ARTICLES)
