"""What a reindex run tells in lines: how far it is, where no terminal shows a bar, and what it has done."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Self

import click

from fihris.index.readers.items import escaped
from fihris.index.reindexing import Progress
from fihris.index.report import Report

EVERY = 5.0  # seconds between two plain lines
MOST_PROBLEMS = 10  # shown at the end; the error file has them all


class ProgressLines:
    """Lines on standard error that say how far a run is, one every few seconds."""

    def __init__(self) -> None:
        self._started = self._said = monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def show(self, progress: Progress) -> None:
        """Show how far the run is."""
        now = monotonic()
        if now - self._said >= EVERY:
            self._said = now
            seconds = now - self._started
            click.echo(how_far(progress, seconds) + _time_left(progress, seconds), err=True)


def how_far(progress: Progress, seconds: float) -> str:
    """Return how far a run is after so many seconds."""
    rate = progress.documents / max(seconds, 1e-9)
    return f"{progress.inputs} of {progress.of} files, {progress.documents} documents, {rate:.0f} a second"


def _time_left(progress: Progress, seconds: float) -> str:
    """Return how long the rest will take at the rate so far, "" where nothing tells how much there is."""
    if not 0 < progress.read <= progress.size:
        return ""
    left = round(seconds * (progress.size - progress.read) / progress.read)
    minutes, hours = left // 60 % 60, left // 3600
    return f", {hours}:{minutes:02}:{left % 60:02} left"


def describe(report: Report, *, dry_run: bool) -> str:
    """Return the report as lines for a reader."""
    rate = report.as_json()["documents_per_second"]
    without_body = f" ({report.without_body} without a body)" if report.without_body else ""
    lines = [
        ("Would be done: " if dry_run else "")
        + f"{report.indexed} indexed{without_body}, {report.updated} updated, {report.unchanged} unchanged, "
        f"{report.removed} removed, {report.rejected} rejected"
        + (f", {report.kept} kept" if report.kept else "")
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
        f"  {escaped(problem['file'])}"
        + (f", line {problem['line']}" if problem["line"] is not None else "")
        + (f", {escaped(problem['member'])}" if problem["member"] else "")
        + f": {problem['reason']}"
        for problem in problems
    ]
