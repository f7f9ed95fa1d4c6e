"""Watching: keeps a folder indexed as files arrive, change and go."""

from __future__ import annotations

import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from types import FrameType
from typing import Any

from fihris.index.errors import FihrisError, WatchFailed
from fihris.index.readers.extras import extra
from fihris.index.readers.finding import find_files, is_companion

LATEST = 60.0  # seconds after which files are taken up while others still change
RETRY = 5.0  # seconds after a run that failed
AGAIN = 300.0  # seconds after a run that the next comes unasked: not every file system tells of all changes
_TICK = 100  # milliseconds between two looks at what has changed

Run = Callable[[Collection[Path]], object]
"""Indexes once; takes the paths of files that are still being written, which are left for later."""


def watch(
    folders: Sequence[Path],
    run: Run,
    say: Callable[[str], None],
    *,
    settle: float,
    ignored: Collection[Path] = (),
) -> None:
    """Run now, and whenever something in `folders` has changed and been left alone for `settle` seconds.

    What arrives together is taken up together. Files that change all the time hold up others for `LATEST`
    seconds at most, and are left out then; `AGAIN` seconds after a run the next one comes in any case. What
    happens to hidden files, to those that no reader would look at, and below the paths in `ignored`, starts
    nothing. Ends at SIGINT and SIGTERM; a run that they interrupt changes nothing. After a run that failed,
    `say` is told why, and it is tried again from the beginning.

    Raises:
        MissingExtra: watchfiles is not installed.
        InputMissing: A folder does not exist.
        WatchFailed: The system cannot watch it.
        FihrisError: The first run failed.
    """
    find_files(folders, None)
    stop, said, begun = _Stop(), "", False
    relevant = _Relevance(ignored)
    with stop.at_signals():
        while not stop.is_set():
            try:
                for busy in _due(folders, relevant, stop, settle):
                    with stop.interrupts():
                        run(busy)
                    if not begun:
                        say(f"Watching {', '.join(map(str, folders))} (Ctrl+C stops)")
                    begun, said = True, ""
            except KeyboardInterrupt:
                return
            except (FihrisError, OSError) as error:
                if not begun:
                    raise
                if str(error) != said:
                    said = str(error)
                    say(f"{said}\nTrying again every {RETRY:.0f} seconds.")
                stop.wait(RETRY)


def _due(
    folders: Sequence[Path], relevant: _Relevance, stop: _Stop, settle: float
) -> Iterator[Collection[Path]]:
    """Yield at once, and when it is time to run again, the paths that are still changing."""
    changed: dict[Path, float] = {}
    since = last = -AGAIN
    for paths in _changes(folders, relevant, stop):
        now = monotonic()
        if paths and not changed:
            since = now
        changed |= dict.fromkeys(paths, now)
        busy = {path for path, when in changed.items() if now - when < settle}
        settled = len(busy) < len(changed)
        if (settled and (not busy or now - since >= LATEST)) or now - last >= AGAIN:
            yield busy
            changed = {path: changed[path] for path in busy}
            since = last = now


def _changes(folders: Sequence[Path], relevant: _Relevance, stop: Event) -> Iterator[set[Path]]:
    """Yield every moment which paths have changed since, which may be none."""
    watchfiles: Any = extra("watchfiles", "watch", "Watched folders")
    try:
        for changes in watchfiles.watch(
            *folders,
            watch_filter=relevant,
            step=_TICK // 2,
            debounce=_TICK,
            rust_timeout=_TICK,
            yield_on_timeout=True,
            stop_event=stop,
            ignore_permission_denied=True,
        ):
            yield {Path(path).resolve() for _, path in changes}
    except OSError as error:
        raise WatchFailed(
            f"{', '.join(map(str, folders))} cannot be watched: {error}. Set WATCHFILES_FORCE_POLLING=1 to "
            "have them looked through again and again instead."
        ) from error


class _Relevance:
    """Says of a change whether a run could find anything new."""

    def __init__(self, ignored: Collection[Path]) -> None:
        self._ignored = [path.resolve() for path in ignored]

    def __call__(self, _: object, name: str) -> bool:
        path = Path(name)
        if path.name.startswith(".") or any(map(path.resolve().is_relative_to, self._ignored)):
            return False
        return not is_companion(path.name) or path.is_dir()


class _Stop(Event):
    """Is set by SIGINT and SIGTERM, which also interrupt a run."""

    def __init__(self) -> None:
        super().__init__()
        self._running = False

    @contextmanager
    def interrupts(self) -> Iterator[None]:
        """Let the signals interrupt what is done now."""
        if self.is_set():
            raise KeyboardInterrupt
        self._running = True
        try:
            yield
        finally:
            self._running = False

    @contextmanager
    def at_signals(self) -> Iterator[None]:
        """Be set by the signals, until the end."""
        before = {number: signal.signal(number, self._obey) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def _obey(self, _number: int, _frame: FrameType | None) -> None:
        self.set()
        if self._running:
            raise KeyboardInterrupt
