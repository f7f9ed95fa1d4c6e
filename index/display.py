"""What a reindex run shows on the terminal: a bar while it works, a few lines when it is done."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from fihris.index.reindexing import Progress
from fihris.index.report import Report

EVERY = 5.0  # seconds between two plain lines
MOST_PROBLEMS = 10  # shown at the end; the error file has them all


class ProgressDisplay:
    """A progress bar on standard error; plain lines, one every few seconds, when it is not a terminal."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._started = self._said = monotonic()
        self._bar: Bar | None = None
        if console.is_terminal:
            self._bar = Bar(
                TextColumn("Indexing"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("files, {task.fields[documents]} documents, {task.fields[rate]:.0f} a second"),
                TimeRemainingColumn(),
                console=console,
                transient=True,
            )
            self._task = self._bar.add_task("", total=None, documents=0, rate=0.0)

    def __enter__(self) -> Self:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Show how far the run is."""
        now = monotonic()
        rate = progress.documents / max(now - self._started, 1e-9)
        if self._bar:
            self._bar.update(
                self._task,
                completed=progress.inputs,
                total=progress.of,
                documents=progress.documents,
                rate=rate,
            )
        elif now - self._said >= EVERY:
            self._said = now
            click.echo(
                f"{progress.documents} documents, {progress.inputs} of {progress.of} files, "
                f"{rate:.0f} a second",
                err=True,
            )


def describe(report: Report, *, dry_run: bool) -> str:
    """Return the report as lines for a reader."""
    rate = report.as_json()["documents_per_second"]
    without_body = f" ({report.without_body} without a body)" if report.without_body else ""
    lines = [
        ("Would be done: " if dry_run else "")
        + f"{report.indexed} indexed{without_body}, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.rejected} rejected"
        + (f", {report.duplicates} repeated" if report.duplicates else ""),
        f"{report.documents} documents in {report.seconds:.1f} seconds, {rate:.0f} written a second",
    ]
    if report.errors_file:
        total = report.rejected + report.notices
        lines.append(f"Could not be read, wholly or in part ({total}, all in {report.errors_file}):")
        lines += _problems(Path(report.errors_file))
        if total > MOST_PROBLEMS:
            lines.append(f"  … and {total - MOST_PROBLEMS} more")
    return "\n".join(lines)


def _problems(errors_file: Path) -> list[str]:
    with errors_file.open(encoding="utf-8") as file:
        problems = [json.loads(line) for line in islice(file, MOST_PROBLEMS)]
    return [
        f"  {_printable(problem['file'])}"
        + (f", line {problem['line']}" if problem["line"] is not None else "")
        + (f", {_printable(problem['member'])}" if problem["member"] else "")
        + f": {problem['reason']}"
        for problem in problems
    ]


def _printable(name: str) -> str:
    """Return a file's name with what a terminal would obey, or turn around, written as escapes."""
    return "".join(
        character
        if character.isprintable()
        else character.encode("unicode_escape", "backslashreplace").decode()
        for character in name
    )
