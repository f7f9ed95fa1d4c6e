import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fihris.search.evaluate_cli import evaluate
from fihris.search.judged import JudgedSetError
from fihris.search.outcomes import MEASURES

SET = {
    "docs": [{"id": "river", "body": "ارتفع النهر"}, {"id": "sea", "body": "هدأ البحر"}],
    "queries": [
        {"id": "q1", "query": "نهر", "doc": "river"},
        {"id": "q2", "query": "بحر", "docs": {"sea": 2}},
        {"id": "q3", "query": "جبل", "doc": "gone"},
    ],
}


@pytest.fixture
def judged(tmp_path: Path) -> str:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(SET), encoding="utf-8")
    return str(path)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(evaluate, arguments)


def test_json_is_the_contracts_object_and_nothing_else(judged: str) -> None:
    result = run(judged, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert answer.keys() == {*MEASURES, "queries", "documents", "intervals"}
    assert answer["intervals"].keys() == set(MEASURES)
    assert (answer["queries"], answer["documents"], answer["mrr@10"]) == (2, 2, 1.0)


def test_what_was_left_out_is_said_aside(judged: str) -> None:
    result = run(judged)
    assert "fihris: Relevant documents that are not in the set do not count (1): gone." in result.stderr
    assert "are left out (1): q3." in result.stderr
    assert result.stdout.startswith("2 queries, 2 documents\n")
    assert "mrr@10      1.0000  1.0000 to 1.0000\n" in result.stdout


def test_two_saved_runs_are_compared(judged: str, tmp_path: Path) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    for path in (before, after):
        assert run(judged, "--per-query", str(path)).exit_code == 0
    worse = before.read_text(encoding="utf-8").replace('"ndcg@10": 1.0', '"ndcg@10": 0.5', 1)
    before.write_text(worse, encoding="utf-8")
    result = run("--compare", str(before), str(after))
    assert result.exit_code == 0
    assert "ndcg@10     0.7500  1.0000  +0.2500  +0.0000 to +0.5000  1.0000" in result.stdout
    assert "Gained most, by ndcg@10:\n  +0.5000  0.5000 → 1.0000  q1  نهر" in result.stdout
    assert "Lost" not in result.stdout
    answer = json.loads(run("--compare", str(before), str(after), "--json").stdout)
    assert answer["measures"]["ndcg@10"]["difference"] == 0.25


def test_a_folder_is_taken_for_trec(tmp_path: Path) -> None:
    (tmp_path / "topics.tsv").write_text("1\tنهر\n", encoding="utf-8")
    (tmp_path / "qrels").write_text("1 0 river 1\n", encoding="utf-8")
    (tmp_path / "docs.jsonl").write_text(json.dumps(SET["docs"][0]), encoding="utf-8")
    answer = json.loads(run(str(tmp_path), "--json").stdout)
    assert (answer["queries"], answer["documents"], answer["hit@1"]) == (1, 1, 1.0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Type either a SET to measure or --compare BEFORE AFTER"),
        (("SET", "--compare", "SET", "SET"), "Type either a SET"),
        (("SET", "--per-query", "nowhere/run.jsonl"), "There is no folder nowhere"),
        (("nowhere.json",), "does not exist"),
        (("--compare", "SET"), "requires 2 arguments"),
    ],
)
def test_wrong_usage_is_status_two(judged: str, arguments: tuple[str, ...], message: str) -> None:
    result = run(*(judged if argument == "SET" else argument for argument in arguments))
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_broken_set_is_a_users_mistake(tmp_path: Path) -> None:
    (tmp_path / "set.json").write_text("{}", encoding="utf-8")
    error = run(str(tmp_path / "set.json")).exception
    assert isinstance(error, JudgedSetError)
    assert error.exit_status == 2
