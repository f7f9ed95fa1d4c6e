import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from fihris.index.cli import main
from fihris.search import Engine


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, words)
    return result.exit_code, result.output


def test_json_is_the_page_of_the_python_api(archive: Path, news: Engine) -> None:
    status, output = run(
        "search", "برزمة", "--index", str(archive), "--json", "--limit", "1", "--source", "المرقاب"
    )
    answer = json.loads(output)
    expected = news.search("برزمة", limit=1, sources=("المرقاب",)).as_json()
    assert status == 0
    assert answer.keys() == expected.keys()
    assert {**answer, "took_ms": 0} == {**expected, "took_ms": 0}


def test_the_contract_names_every_key(archive: Path) -> None:
    answer = json.loads(run("search", "صواريخ", "--index", str(archive), "--json")[1])
    assert answer.keys() == {
        "query",
        "interpreted",
        "notices",
        "suggestion",
        "total",
        "took_ms",
        "hits",
        "facets",
        "next",
    }
    assert answer["hits"][0].keys() == {
        "id",
        "title",
        "url",
        "source",
        "published",
        "section",
        "author",
        "keywords",
        "score",
        "snippet",
        "title_pieces",
        "copies",
    }
    assert answer["hits"][0]["published"] == "2022-01-10T06:30:00"
    assert ["صَواريخ", True] in answer["hits"][0]["snippet"]


def test_hits_are_printed_readably(archive: Path) -> None:
    status, output = run("search", "مياه", "الشرب", "--index", str(archive))
    assert status == 0
    assert output.startswith("مياه الشرب: 1 found in ")
    assert "1. برزمة تجدّد شبكة مياه الشرب" in output
    assert "2023-03-05 · المرقاب · water" in output


def test_notices_are_printed(archive: Path) -> None:
    assert "(unclosed quotation mark" in run("search", '"مياه', "--index", str(archive))[1]


def test_options_reach_the_engine(archive: Path) -> None:
    output = run(
        "search",
        "في",
        "--index",
        str(archive),
        "--sort",
        "newest",
        "--since",
        "2023",
        "--until",
        "2023-06",
        "--offset",
        "0",
    )[1]
    assert "1 found" in output
    assert "water" in output


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("search", "x", "--index", "nowhere"), 2, "There is no index in nowhere. Build one: fihris reindex"),
        (("search", "--limit", "5000", "x"), 2, "hits, not 5000"),
        (("search",), 2, "Missing argument"),
        (("search", "x", "--since", "متى"), 2, "cannot be read"),
    ],
)
def test_mistakes_are_one_sentence_and_status_two(
    archive: Path, words: tuple[str, ...], status: int, message: str
) -> None:
    arguments = words if "--index" in words else (*words, "--index", str(archive))
    code, output = run(*arguments)
    assert code == status
    assert message in output
    assert "Traceback" not in output


def test_the_index_can_come_from_the_environment(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIHRIS_INDEX", str(archive))
    assert run("search", "مياه")[0] == 0
