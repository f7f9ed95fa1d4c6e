import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive import ARTICLES
from fihris.index import reindex
from fihris.index.cli import main
from fihris.index.generations import Generations

WritePage = Callable[..., Path]


def run(*words: str, text: str | None = None) -> tuple[int, str]:
    result = CliRunner().invoke(main, words, input=text)
    return result.exit_code, result.output


@pytest.fixture
def folder(write_page: WritePage) -> Path:
    write_page("a.txt", "صواريخ نيسارا", "أطلقت نيسارا صاروخا.")
    return write_page("b.txt", "مياه الشرب", "تجدد برزمة شبكة المياه.").parent


def test_help_names_every_command() -> None:
    status, output = run("--help")
    assert status == 0
    for command in ("analyze", "evaluate", "reindex", "search", "serve"):
        assert command in output
        assert run(command, "--help")[0] == 0


def test_an_unknown_command_is_a_usage_error() -> None:
    assert run("conquer")[0] == 2


def test_reindex_reports_what_it_did(folder: Path, tmp_path: Path) -> None:
    index, report = tmp_path / "index", tmp_path / "report.json"
    status, output = run("reindex", str(folder), "--index", str(index), "--report", str(report))
    assert status == 0
    assert "2 indexed, 0 updated, 0 unchanged, 0 removed, 0 rejected" in output
    written = json.loads(report.read_text())
    assert written["seconds"] > 0
    assert written["documents_per_second"] > 0
    assert {key: written[key] for key in ("indexed", "documents", "generation", "errors_file")} == {
        "indexed": 2,
        "documents": 2,
        "generation": "g000001",
        "errors_file": None,
    }
    assert written.keys() >= {"unchanged", "updated", "removed", "rejected", "without_body"}


def test_a_dry_run_says_so(folder: Path, tmp_path: Path) -> None:
    output = run("reindex", str(folder), "--index", str(tmp_path / "index"), "--dry-run")[1]
    assert output.startswith("Would be done: 2 indexed")
    assert not (tmp_path / "index").exists()


def test_problems_are_named_and_escaped(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "new\nline\u202e.txt").write_bytes(b"")
    errors = tmp_path / "errors.jsonl"
    status, output = run("reindex", str(folder), "--index", str(tmp_path / "index"), "--errors", str(errors))
    assert status == 0
    assert "2 rejected" in output
    assert f"all in {errors}" in output
    assert "empty.txt" in output
    assert r"new\nline\u202e.txt" in output
    problems = [json.loads(line) for line in errors.read_text(encoding="utf-8").splitlines()]
    assert [problem.keys() for problem in problems] == [{"file", "line", "member", "reason", "excerpt"}] * 2


def test_too_many_problems_change_the_exit_status_only(folder: Path, tmp_path: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    command = ("reindex", str(folder), "--index", str(tmp_path / "index"))
    assert run(*command, "--max-errors", "1")[0] == 0
    status, output = run(*command, "--max-errors", "0")
    assert status == 1
    assert "2 unchanged" in output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("reindex", "nowhere"), "nowhere"),
        (("reindex", "--format", "docx", "."), "docx"),
        (("reindex",), "Missing argument"),
    ],
)
def test_mistakes_are_one_sentence_and_status_two(
    tmp_path: Path, words: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIHRIS_INDEX", str(tmp_path / "index"))
    status, output = run(*words)
    assert status == 2
    assert message in output
    assert "Traceback" not in output


def test_a_second_writer_exits_with_75(folder: Path, tmp_path: Path) -> None:
    with Generations(tmp_path / "index").writing():
        status, output = run("reindex", str(folder), "--index", str(tmp_path / "index"))
    assert status == 75
    assert str(os.getpid()) in output


def test_analyze_prints_one_object_a_token() -> None:
    status, output = run("analyze", "وبالكتاب ٢٠٢٣", "--json")
    tokens = [json.loads(line) for line in output.splitlines()]
    assert status == 0
    assert [(token["text"], token["start"], token["end"]) for token in tokens] == [
        ("وبالكتاب", 0, 8),
        ("٢٠٢٣", 9, 13),
    ]
    assert tokens[0].keys() >= {"exact", "stem", "root"}
    assert tokens[1]["stem"] == "2023"


def test_analyze_reads_standard_input_and_prints_a_table() -> None:
    status, output = run("analyze", text="في الصواريخ\n")
    assert status == 0
    assert output.splitlines()[0].split("\t") == ["TEXT", "PLACE", "EXACT", "STEM", "ROOT"]
    assert "(function word)" in output.splitlines()[1]
    assert "صاروخ" in output.splitlines()[2]


def test_a_closed_pipe_is_no_error(tmp_path: Path) -> None:
    text = "كلمة " * 50_000
    command = f"{sys.executable} -c 'from fihris.index.cli import main; main()' analyze --json | head -1"
    done = subprocess.run(command, shell=True, input=text, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["text"] == "كلمة"
    assert "Traceback" not in done.stderr


def test_help_and_analyze_load_neither_whoosh_nor_flask() -> None:
    script = (
        "import sys; from fihris.index.cli import main; main(sys.argv[1:], standalone_mode=False);"
        "print(*{'whoosh', 'flask', 'numpy', 'rich'} & set(sys.modules), file=sys.stderr)"
    )
    for words in (["--help"], ["analyze", "صواريخ"]):
        done = subprocess.run(
            [sys.executable, "-c", script, *words], capture_output=True, text=True, check=True
        )
        assert done.stderr.strip() == ""


def test_a_run_on_a_terminal_shows_a_bar(folder: Path, tmp_path: Path) -> None:
    ours, its = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-c", "from fihris.index.cli import main; main()", "reindex", str(folder)],
        env=os.environ | {"FIHRIS_INDEX": str(tmp_path / "index"), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=its,
        text=True,
        check=True,
    )
    os.close(its)
    shown = os.read(ours, 2**16).decode()
    os.close(ours)
    assert "\x1b" in shown
    assert "Indexing" in shown
    assert "2 indexed" in done.stdout


def test_a_run_without_a_terminal_prints_no_bar(folder: Path, tmp_path: Path) -> None:
    reindex(ARTICLES, tmp_path / "index")
    done = subprocess.run(
        [sys.executable, "-c", "from fihris.index.cli import main; main()", "reindex", str(folder)],
        env=os.environ | {"FIHRIS_INDEX": str(tmp_path / "index")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "\x1b" not in done.stdout + done.stderr
    assert f"2 indexed, 0 updated, 0 unchanged, {len(ARTICLES)} removed" in done.stdout
