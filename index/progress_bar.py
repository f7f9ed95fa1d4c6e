"""The bar that a reindex run shows on a terminal."""

from __future__ import annotations

from time import monotonic
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from fihris.index.display import how_far
from fihris.index.reindexing import Progress


class ProgressBar:
    """A bar on standard error that says how far a run is, and is gone when it is done."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._bar = Bar(
            TextColumn("Indexing"),
            BarColumn(),
            TextColumn("{task.fields[said]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._bar.add_task("", total=None, said="")

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def show(self, progress: Progress) -> None:
        """Show how far the run is, by the bytes that have been read of those there are."""
        done, total = (progress.read, progress.size) if progress.size else (progress.inputs, progress.of)
        said = how_far(progress, monotonic() - self._started)
        self._bar.update(self._task, completed=done, total=total, said=said)
