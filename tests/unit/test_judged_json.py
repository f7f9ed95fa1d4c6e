import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from fihris.index import Article
from fihris.search.judged import JudgedQuery, JudgedSetError
from fihris.search.judged_json import read_json

SET = {
    "docs": [{"id": "1", "title": "النهر", "body": "ارتفع النهر"}, {"id": 2, "body": "هدأ البحر"}],
    "queries": [
        {"id": "one", "query": "نهر", "doc": "1"},
        {"id": "number", "query": "بحر", "doc": 2},
        {"id": "list", "query": "ماء", "docs": ["1", 2]},
        {"id": "grades", "query": "موج", "docs": {"1": 1, "2": 3}},
    ],
}


def written(path: Path, content: Any) -> Path:
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_every_way_to_say_what_answers(tmp_path: Path) -> None:
    judged = read_json(written(tmp_path / "set.json", SET))
    assert judged.articles == (
        Article(id="1", title="النهر", body="ارتفع النهر"),
        Article(id="2", body="هدأ البحر"),
    )
    assert judged.queries == (
        JudgedQuery("one", "نهر", {"1": 1}),
        JudgedQuery("number", "بحر", {"2": 1}),
        JudgedQuery("list", "ماء", {"1": 1, "2": 1}),
        JudgedQuery("grades", "موج", {"1": 1, "2": 3}),
    )
    assert judged.notices == ()


def test_gzip_is_known_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_bytes(gzip.compress(json.dumps(SET).encode()))
    assert read_json(path) == read_json(written(tmp_path / "plain.json", SET))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is not JSON"),
        ("", "is not JSON"),
        ("[]", "is no judged set"),
        ({"docs": []}, "is no judged set"),
        ({"docs": {}, "queries": []}, "is no judged set"),
        ({"docs": [], "queries": []}, "nothing to measure"),
        ({"docs": [{"body": "نهر"}], "queries": []}, r'no "id" in document 1 of .*set\.json'),
        ({"docs": ["نهر"], "queries": []}, 'no "id" in document 1'),
        ({"docs": [{"id": "1", "body": 5}], "queries": []}, 'The "body" of document 1 .* is not text'),
        ({"docs": [], "queries": [{"id": "q", "query": "نهر"}]}, "answer to query 1 .* is missing"),
        ({"docs": [], "queries": [{"id": "q", "query": "نهر", "docs": {"1": "x"}}]}, "answer to query 1"),
        ({"docs": [], "queries": [{"id": "q", "query": [], "doc": "1"}, {}]}, 'no "id" in query 2'),
    ],
)
def test_what_is_no_judged_set_is_said(tmp_path: Path, content: Any, message: str) -> None:
    with pytest.raises(JudgedSetError, match=message):
        read_json(written(tmp_path / "set.json", content))


def test_damaged_gzip_is_said(tmp_path: Path) -> None:
    path = tmp_path / "set.json.gz"
    path.write_bytes(gzip.compress(json.dumps(SET).encode())[:-20])
    with pytest.raises(JudgedSetError, match=r"set\.json\.gz"):
        read_json(path)
