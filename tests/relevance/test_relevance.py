"""What the engine reaches on the judged set over the demo pages does not drop."""

from collections import Counter

import pytest
from relevance.recording import (
    DOCUMENT,
    Figures,
    Judgment,
    measure,
    read_baseline,
    read_judgments,
    read_pages,
    with_table,
)

from fihris.search.outcomes import MEASURES

TOLERANCE = 0.002  # of a measure from 0 to 1: the last digit of a sum may differ between processors
LEAST = 4  # queries for each phenomenon
COMMAND = "python scripts/record_relevance.py"


@pytest.fixture(scope="module")
def judgments() -> list[Judgment]:
    return read_judgments()


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure()


def test_every_judged_page_exists(judgments: list[Judgment]) -> None:
    pages = read_pages()
    assert [judgment for judgment in judgments if judgment.page not in pages] == []


def test_judgments_are_sound(judgments: list[Judgment]) -> None:
    assert {judgment.grade for judgment in judgments} == {1, 2, 3}
    assert all(judgment.reason for judgment in judgments)
    rows = Counter((judgment.id, judgment.page) for judgment in judgments)
    assert [row for row, times in rows.items() if times > 1] == []
    asked = {(judgment.id, judgment.phenomenon, judgment.query) for judgment in judgments}
    assert len(asked) == len({id_ for id_, _, _ in asked}) == len({query for _, _, query in asked})


def test_every_phenomenon_has_enough_queries(judgments: list[Judgment]) -> None:
    queries = Counter(phenomenon for phenomenon, _ in {(each.phenomenon, each.id) for each in judgments})
    assert len(queries) == 22
    assert min(queries.values()) >= LEAST


def test_no_measure_drops(figures: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    baseline = read_baseline()
    assert {name: of["queries"] for name, of in figures.items()} == {
        name: of["queries"] for name, of in baseline.items()
    }, f"The judgments are not those of the baseline. Record it anew: {COMMAND}"
    changes = {
        f"{name} {measure}": (baseline[name][measure], figures[name][measure])
        for name in figures
        for measure in MEASURES
    }
    drops = {name: pair for name, pair in changes.items() if pair[1] < pair[0] - TOLERANCE}
    rises = {name: pair for name, pair in changes.items() if pair[1] > pair[0] + TOLERANCE}
    assert not drops, f"If the drop is meant, record it: {COMMAND}"
    if rises:
        with capsys.disabled():
            print(f"\nRelevance rose in {len(rises)} figures. Record it: {COMMAND}")


def test_the_document_shows_the_baseline() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == with_table(text, "phenomenon", read_baseline()), f"Write the table anew: {COMMAND}"
