from pathlib import Path

import pytest

from fihris.search.judged import JudgedSetError
from fihris.search.outcomes import MEASURES, Outcome, read_outcomes, write_outcomes

FOUND = Outcome("q1", "نهر «سلوان»", dict.fromkeys(MEASURES, 0.5), 2, 17, ("a", "ب"))
LOST = Outcome("q2", "half a pair: \ud83d", dict.fromkeys(MEASURES, 0.0), None, 0, ())


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    write_outcomes(tmp_path / "run.jsonl", [FOUND, LOST])
    assert read_outcomes(tmp_path / "run.jsonl") == {"q1": FOUND, "q2": LOST}


def test_a_line_is_an_object_with_readable_text(tmp_path: Path) -> None:
    write_outcomes(tmp_path / "run.jsonl", [FOUND])
    assert (tmp_path / "run.jsonl").read_text(encoding="utf-8") == (
        '{"id": "q1", "query": "نهر «سلوان»", "mrr@10": 0.5, "ndcg@10": 0.5, "recall@10": 0.5, '
        '"recall@100": 0.5, "hit@1": 0.5, "first": 2, "total": 17, "top": ["a", "ب"]}\n'
    )


@pytest.mark.parametrize("content", ["{", "[]", "5", '{"id": "q1"}', '{"docs": [], "queries": []}'])
def test_another_file_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / "run.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(JudgedSetError, match=r"Line 1 of .* fihris evaluate SET --per-query"):
        read_outcomes(tmp_path / "run.jsonl")


def test_an_unreadable_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "run.jsonl").write_bytes(b"\xff\xfe\0")
    with pytest.raises(JudgedSetError, match="cannot be read"):
        read_outcomes(tmp_path / "run.jsonl")
