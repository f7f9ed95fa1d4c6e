import json
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.article_json import from_json
from fihris.index.cli import main
from fihris.search import Engine, open_index

EngineOf = Callable[[Iterable[Article]], Engine]
FIHRIS = (sys.executable, "-c", "from fihris.index.cli import main; main()")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", *words])
    return result.exit_code, result.output


def test_all_gives_the_archive_back(archive: Path) -> None:
    status, output = run("--all", "--index", str(archive))
    assert status == 0
    assert [from_json(json.loads(line)) for line in output.splitlines()] == list(ARTICLES)
    assert run("--all", "--format", "jsonl", "--index", str(archive)) == (0, output)
    assert run("--all", "--limit", "2", "--index", str(archive))[1] == "".join(output.splitlines(True)[:2])


def test_the_demo_archive_goes_round(demo: Engine, tmp_path: Path) -> None:
    """Excerpts, dates and all fields that readers find in pages."""
    reindex(demo.articles(), tmp_path / "index")
    export = tmp_path / "all.jsonl"
    assert run("--all", "--index", str(tmp_path / "index"), "--output", str(export)) == (0, "")
    reindex(export, tmp_path / "again")
    again = open_index(tmp_path / "again")
    assert list(again.articles()) == list(demo.articles())
    assert any(article.excerpt_of for article in again.articles())


def test_an_export_follows_a_search(archive: Path, news: Engine, tmp_path: Path) -> None:
    synonyms = tmp_path / "synonyms.txt"
    synonyms.write_text("راجمات, صواريخ\n", encoding="utf-8")
    assert run("راجمات", "--index", str(archive))[1] == ""
    status, output = run("راجمات", "--index", str(archive), "--synonyms", str(synonyms))
    assert status == 0
    assert [json.loads(line)["id"] for line in output.splitlines()] == ["missiles"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "Missing argument"),
        (("--all", "مياه"), "--all writes the whole archive"),
        (("--all", "--format", "csv"), "--all writes the whole archive"),
        (("--all", "--source", "المرقاب"), "--all writes the whole archive"),
    ],
)
def test_mistakes_are_one_sentence_and_status_two(
    archive: Path, words: tuple[str, ...], message: str
) -> None:
    status, output = run(*words, "--index", str(archive))
    assert status == 2
    assert message in output


def test_a_reader_may_close_the_pipe(engine_of: EngineOf, tmp_path: Path) -> None:
    engine_of(Article(id=str(number), body="مطر " * 500) for number in range(400))
    command = [*FIHRIS, "export", "--all", "--index", str(tmp_path / "index")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stderr is not None
        first = writer.stdout.readline()
        writer.stdout.close()
        complaints = writer.stderr.read()
    assert json.loads(first)["id"] == "0"
    assert complaints == b""
    assert writer.returncode == 0
