"""A real process keeps real folders indexed."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from click.testing import CliRunner

from fihris.index.cli import main
from fihris.index.errors import FihrisError
from fihris.index.generations import Generations
from fihris.search import open_index

WritePage = Callable[..., Path]
FIHRIS = (sys.executable, "-c", "from fihris.index.cli import main; main()")
PATIENCE = 30


def until(condition: Callable[[], bool]) -> None:
    """Wait for what the process will do; a machine may be slow."""
    began = monotonic()
    while not condition():
        assert monotonic() - began < PATIENCE
        sleep(0.05)


class Watcher:
    """The process, the index that it keeps, and what it says."""

    def __init__(self, process: subprocess.Popen[str], index: Path, report: Path) -> None:
        self.process, self.index, self.report = process, index, report

    def titles(self) -> set[str]:
        try:
            return {article.title for article in open_index(self.index).articles()}
        except FihrisError:  # there is no index yet
            return set()

    @property
    def said(self) -> Path:
        return self.report.with_name("said.txt")

    def ends(self, number: signal.Signals = signal.SIGTERM) -> str:
        self.process.send_signal(number)
        assert self.process.wait(PATIENCE) == 0
        return self.said.read_text(encoding="utf-8")


@contextmanager
def watching(tmp_path: Path, *options: str, settle: float = 0.3) -> Iterator[Watcher]:
    """Watches `pages`, with index, report and errors inside of it: they must not keep it busy."""
    folder = tmp_path / "pages"
    folder.mkdir(exist_ok=True)
    index, report = folder / "index", tmp_path / "report.json"
    command = [*FIHRIS, "reindex", "pages", "--watch", "--index", "pages/index"]
    command += ["--settle", str(settle), "--report", str(report), "--errors", "pages/errors.jsonl", *options]
    with (tmp_path / "said.txt").open("w", encoding="utf-8") as said:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=said, stderr=said, text=True)
        watcher = Watcher(process, index, report)
        try:
            until(lambda: "Watching pages" in watcher.said.read_text(encoding="utf-8"))
            yield watcher
        finally:
            process.kill()
            process.wait()


@pytest.mark.parametrize("polling", ["", "1"])
def test_what_arrives_changes_and_goes_is_taken_up(
    tmp_path: Path, write_page: WritePage, monkeypatch: pytest.MonkeyPatch, polling: str
) -> None:
    monkeypatch.setenv("WATCHFILES_FORCE_POLLING", polling)
    first = write_page("a.txt", "الأول", "نص.")
    with watching(tmp_path) as watcher:
        assert watcher.titles() == {"الأول"}
        write_page("b.txt", "الثاني", "نص.")
        until(lambda: watcher.titles() == {"الأول", "الثاني"})
        sleep(1.1 if polling else 0)  # who looks again and again sees no more of a time than its second
        write_page("b.txt", "الثاني بعد التحرير", "نص.")
        until(lambda: watcher.titles() == {"الأول", "الثاني بعد التحرير"})
        first.unlink()
        until(lambda: watcher.titles() == {"الثاني بعد التحرير"})
        other = tmp_path / "other"
        other.mkdir()
        shutil.move(write_page("c.txt", "الثالث", "نص."), other)
        other.rename(tmp_path / "pages" / "2023")
        until(lambda: "الثالث" in watcher.titles())
        said = watcher.ends(signal.SIGTERM)
    assert "Traceback" not in said


def test_a_broken_file_goes_to_the_error_file_and_stops_nothing(
    tmp_path: Path, write_page: WritePage
) -> None:
    write_page("a.txt", "الأول", "نص.")
    with watching(tmp_path) as watcher:
        (tmp_path / "pages" / "broken.jsonl").write_text('{"title": \n')
        errors = tmp_path / "pages" / "errors.jsonl"
        until(errors.exists)
        assert "broken JSON" in errors.read_text()
        write_page("b.txt", "الثاني", "نص.")
        until(lambda: watcher.titles() == {"الأول", "الثاني"})
        said = watcher.ends(signal.SIGINT)
    assert "1 rejected" in said


def test_a_batch_is_one_run_and_our_own_files_start_none(tmp_path: Path, write_page: WritePage) -> None:
    with watching(tmp_path, settle=0.6) as watcher:
        before = Generations(watcher.index).current()
        for number in range(30):
            write_page(f"{number}.txt", f"خبر {number}", "نص.")
            sleep(0.02)
        until(lambda: len(watcher.titles()) == 30)
        (tmp_path / "pages" / ".hidden.txt").write_text("x")
        (tmp_path / "pages" / "half.jsonl.part").write_text("x")
        sleep(1.5)
        reported = watcher.report.stat().st_mtime_ns
        sleep(1.5)
        assert watcher.report.stat().st_mtime_ns == reported
        after = Generations(watcher.index).current()
        said = watcher.ends()
    assert (before, after) == (None, "g000001") or (before, after) == ("g000001", "g000002")
    assert said.count("30 indexed") == 1


def test_a_file_that_grows_is_read_when_it_is_whole(tmp_path: Path) -> None:
    with watching(tmp_path, settle=1.0) as watcher:
        with (tmp_path / "pages" / "long.jsonl").open("w", encoding="utf-8") as file:
            for number in range(12):
                file.write(json.dumps({"title": f"خبر {number}"}) + "\n")
                file.flush()
                sleep(0.25)
                assert watcher.titles() == set()
        until(lambda: len(watcher.titles()) == 12)
        assert "12 indexed" in watcher.ends()


def test_another_writer_is_waited_for(tmp_path: Path, write_page: WritePage) -> None:
    write_page("a.txt", "الأول", "نص.")
    with watching(tmp_path) as watcher:
        with Generations(watcher.index).writing():
            write_page("b.txt", "الثاني", "نص.")
            until(lambda: f"Process {os.getpid()} is writing" in watcher.said.read_text(encoding="utf-8"))
        until(lambda: watcher.titles() == {"الأول", "الثاني"})
        assert "Trying again" in watcher.ends()


@pytest.mark.parametrize(
    ("words", "status", "message"),
    [
        (("nowhere",), 2, "There is no file or folder 'nowhere'"),
        (("-",), 2, "--watch keeps folders indexed"),
        (("a.txt",), 2, "--watch keeps folders indexed"),
        ((".", "--dry-run"), 2, "--watch keeps folders indexed"),
        ((".", "--max-errors", "1"), 2, "--watch keeps folders indexed"),
        ((".", "--format", "docx"), 2, "There is no format 'docx'"),
    ],
)
def test_what_cannot_be_watched_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], status: int, message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("خبر")
    result = CliRunner().invoke(main, ["reindex", "--watch", *words, "--index", "index"])
    assert (result.exit_code, message in result.output) == (status, True), result.output
