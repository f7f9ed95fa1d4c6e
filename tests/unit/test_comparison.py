import pytest

from fihris.search.comparison import compare
from fihris.search.judged import JudgedSetError
from fihris.search.outcomes import MEASURES, Outcome


def run(**values: float) -> dict[str, Outcome]:
    """A run whose queries have the same value in every measure."""
    return {
        id_: Outcome(id_, f"query {id_}", dict.fromkeys(MEASURES, value), None, 0, ())
        for id_, value in values.items()
    }


def test_means_differences_and_chance() -> None:
    comparison = compare(run(a=0.0, b=0.5, c=0.5), run(a=0.3, b=0.8, c=0.8))
    for change in comparison.changes.values():
        assert (change.before, change.after) == pytest.approx((1 / 3, 1.9 / 3))
        assert change.difference == pytest.approx(0.3)
        assert change.interval == pytest.approx((0.3, 0.3))  # each query gained the same
        assert change.p == pytest.approx(2 / 2**3, abs=0.015)
    assert tuple(comparison.changes) == MEASURES


def test_the_same_run_differs_by_nothing() -> None:
    comparison = compare(run(a=0.2, b=1.0), run(a=0.2, b=1.0))
    assert {(change.difference, change.interval, change.p) for change in comparison.changes.values()} == {
        (0.0, (0.0, 0.0), 1.0)
    }
    assert comparison.gained == comparison.lost == ()


def test_queries_that_moved_most_come_first() -> None:
    comparison = compare(
        run(a=0.0, b=0.0, c=0.5, d=1.0, e=0.9, f=0.9), run(a=0.1, b=1.0, c=0.5, d=0.9, e=0.0, f=0.9)
    )
    assert [move.id for move in comparison.gained] == ["b", "a"]
    assert [move.id for move in comparison.lost] == ["e", "d"]


def test_only_queries_of_both_runs_count() -> None:
    comparison = compare(run(a=0.0, b=0.4, x=1.0), run(b=0.4, a=1.0, y=0.0, z=0.0))
    assert (len(comparison.moves), comparison.unpaired) == (2, 3)
    assert comparison.changes["mrr@10"].before == pytest.approx(0.2)


def test_runs_without_a_common_query_are_an_error() -> None:
    with pytest.raises(JudgedSetError, match="no query in common"):
        compare(run(a=0.0), run(b=0.0))


def test_json() -> None:
    answer = compare(run(a=0.0, b=1.0), run(a=1.0, b=0.5)).as_json()
    assert answer.keys() == {"measures", "queries", "unpaired", "gained", "lost"}
    assert answer["measures"]["hit@1"] == {
        "before": 0.5,
        "after": 0.75,
        "difference": 0.25,
        "interval": [-0.5, 1.0],
        "p": 1.0,
    }
    assert answer["gained"] == [{"id": "a", "query": "query a", "before": 0.0, "after": 1.0}]
    assert answer["lost"] == [{"id": "b", "query": "query b", "before": 1.0, "after": 0.5}]
