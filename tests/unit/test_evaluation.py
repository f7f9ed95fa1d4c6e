import math
import sys
import tempfile
from pathlib import Path

import pytest

from fihris.index import Article
from fihris.search.evaluation import MeasuresMissing, evaluate
from fihris.search.judged import JudgedQuery, JudgedSet

# Of three bodies of one length, the one with more of a word comes first.
RANKED = [
    Article(id="most", body="نهر نهر نهر جبل"),
    Article(id="more", body="نهر نهر جبل جبل"),
    Article(id="some", body="نهر جبل جبل جبل"),
    Article(id="other", body="بحر بحر بحر بحر"),
]


def judged(*queries: JudgedQuery, articles: list[Article] = RANKED) -> JudgedSet:
    return JudgedSet.of(articles, queries)


def test_measures_that_can_be_worked_out_by_hand() -> None:
    (outcome,) = evaluate(judged(JudgedQuery("q", "نهر", {"more": 3, "some": 1}))).outcomes
    assert outcome.top == ("most", "more", "some")
    assert (outcome.first, outcome.total) == (2, 3)
    gained, best = 3 / math.log2(3) + 1 / math.log2(4), 3 + 1 / math.log2(3)
    assert outcome.measures == pytest.approx(
        {"mrr@10": 1 / 2, "ndcg@10": gained / best, "recall@10": 1, "recall@100": 1, "hit@1": 0}
    )


def test_means_are_over_all_queries_those_that_find_nothing_too() -> None:
    evaluation = evaluate(
        judged(
            JudgedQuery("best", "نهر", {"most": 1}),
            JudgedQuery("half", "نهر", {"most": 1, "other": 1}),
            JudgedQuery("nothing", "غائب", {"most": 1}),
            JudgedQuery("wrong", "بحر", {"most": 1}),
        )
    )
    assert [outcome.first for outcome in evaluation.outcomes] == [1, 1, None, None]
    assert [outcome.total for outcome in evaluation.outcomes] == [3, 3, 0, 1]
    # Of two relevant documents of equal grade one stands first: 1 / (1 + 1 / log2 3).
    ndcg = (1 + 1 / (1 + 1 / math.log2(3)) + 0 + 0) / 4
    assert evaluation.measures == pytest.approx(
        {"mrr@10": 0.5, "ndcg@10": ndcg, "recall@10": 0.375, "recall@100": 0.375, "hit@1": 0.5}
    )


def test_the_cut_offs_are_at_ten_and_a_hundred() -> None:
    articles = [Article(id=f"{number:03}", body="نهر") for number in range(120)]  # tied: in order of indexing
    queries = [JudgedQuery(id_, "نهر", {id_: 1}) for id_ in ("000", "009", "010", "099", "100")]
    outcomes = evaluate(judged(*queries, articles=articles)).outcomes
    assert [outcome.measures["mrr@10"] for outcome in outcomes] == pytest.approx([1, 1 / 10, 0, 0, 0])
    assert [outcome.measures["hit@1"] for outcome in outcomes] == [1, 0, 0, 0, 0]
    assert [outcome.measures["recall@10"] for outcome in outcomes] == [1, 1, 0, 0, 0]
    assert [outcome.measures["recall@100"] for outcome in outcomes] == [1, 1, 1, 1, 0]
    assert [outcome.first for outcome in outcomes] == [1, 10, 11, 100, None]
    assert {outcome.total for outcome in outcomes} == {120}


def test_ids_may_be_any_text() -> None:
    articles = [Article(id="مقال أول", body="نهر"), Article(id="a b\tc", body="بحر")]
    outcomes = evaluate(
        judged(
            JudgedQuery("سؤال 1", "نهر", {"مقال أول": 1}),
            JudgedQuery("q 2", "بحر", {"a b\tc": 2}),
            articles=articles,
        )
    ).outcomes
    assert [outcome.measures["ndcg@10"] for outcome in outcomes] == [1, 1]


def test_json_names_the_contract() -> None:
    answer = evaluate(judged(JudgedQuery("q", "نهر", {"most": 1}))).as_json()
    measures = ("mrr@10", "ndcg@10", "recall@10", "recall@100", "hit@1")
    assert answer == {
        **dict.fromkeys(measures, 1.0),
        "queries": 1,
        "documents": 4,
        "intervals": {name: [1.0, 1.0] for name in measures},
    }


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen = []
    evaluate(judged(JudgedQuery("q", "نهر", {"most": 1})), progress=lambda _: seen.extend(tmp_path.iterdir()))
    assert seen
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(MeasuresMissing, match=r"pip install fihris\[evaluate\]"):
        evaluate(judged(JudgedQuery("q", "نهر", {"most": 1})))
