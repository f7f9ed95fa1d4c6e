"""Feeds and the pages they announce become a WARC file; the state is written after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any

from fihris.index.article import Article
from fihris.index.fetch.addresses import any_address, is_public
from fihris.index.fetch.client import Answer, Client, FetchFailed
from fihris.index.fetch.robots import Robots
from fihris.index.fetch.state import State
from fihris.index.readers.extras import extra
from fihris.index.readers.feeds import BrokenFeed, parse_feed
from fihris.index.urls import canonical_url

USER_AGENT = f"fihris/{version('fihris')}"

_LARGEST_FEED = 16 * 2**20
_LARGEST_PAGE = 8 * 2**20
_FEED_TYPE = "application/rss+xml"  # many servers call a feed text/html
_NOT_MODIFIED = 304
_DROPPED = frozenset(("content-encoding", "transfer-encoding", "content-length", "connection", "set-cookie"))
"""Headers that are not true of a body as it is kept, or are nobody's business."""


@dataclass(slots=True)
class FetchReport:
    """What a run did; `failed` has an address and a reason for everything that could not be fetched."""

    feeds: int = 0
    unchanged: int = 0
    pages: int = 0
    known: int = 0
    file: Path | None = None
    failed: list[tuple[str, str]] = field(default_factory=list)


def fetch(
    feeds: Iterable[str],
    folder: str | Path,
    *,
    pages: bool = True,
    most_pages: int | None = None,
    delay: float = 1.0,
    allow_private: bool = False,
    user_agent: str = USER_AGENT,
    progress: Callable[[str], None] = lambda _: None,
) -> FetchReport:
    """Fetch the pages that feeds announce into a new WARC file in `folder`, and return a report.

    What is there already is not fetched again, a feed that has not changed is not sent again. Without `pages`
    only the feeds are fetched. `most_pages` is the most of one run, `delay` the seconds between two requests
    to one host. What robots.txt forbids is left alone, and private addresses, unless `allow_private`.
    `progress` is told every address before it is fetched.

    Raises:
        MissingExtra: What it needs is not installed.
    """
    extra("warcio.warcwriter", "fetch", "Feeds")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    client = Client(user_agent, delay=delay, allowed=any_address if allow_private else is_public)
    run = _Run(client, State(folder), progress, most_pages)
    with _warc(folder) as writer:
        for feed in feeds:
            run.take(feed, writer, pages=pages)
    run.report.file = writer.path
    run.state.save()
    return run.report


class _Run:
    """One run over some feeds."""

    def __init__(
        self, client: Client, state: State, progress: Callable[[str], None], most_pages: int | None
    ) -> None:
        self.report = FetchReport()
        self.state = state
        self._client, self._robots = client, Robots(client)
        self._progress = progress
        self._most_pages = most_pages

    def take(self, feed: str, writer: _Writer, *, pages: bool) -> None:
        """Fetch a feed, and what it announces."""
        try:
            answer = self._get(feed, _LARGEST_FEED, self.state.conditions(feed))
            if answer.status == _NOT_MODIFIED:
                self.report.unchanged += 1
                return
            entries, _ = parse_feed(answer.body, answer.url)
        except (FetchFailed, BrokenFeed) as error:
            self.report.failed.append((feed, str(error)))
            return
        self.report.feeds += 1
        if not pages:
            writer.write(answer, feed, None)
            self.state.add_feed(feed, answer.headers)
            return
        complete = [self._take_page(entry.article, feed, writer) for entry in entries if entry.article.url]
        if all(complete):  # or the rest would be forgotten until the feed changes
            self.state.add_feed(feed, answer.headers)

    def _take_page(self, announced: Article, feed: str, writer: _Writer) -> bool:
        """Fetch an announced page, and say whether there is nothing left to do about it."""
        url = announced.url or ""
        canonical = canonical_url(url)
        if self.state.has_page(canonical):
            self.report.known += 1
            return True
        if self._most_pages is not None and self.report.pages >= self._most_pages:
            return False
        try:
            answer = self._get(url, _LARGEST_PAGE, {})
        except FetchFailed as error:
            self.report.failed.append((url, str(error)))
            return False
        writer.write(answer, feed, announced)
        self.report.pages += 1
        self.state.add_page(canonical, datetime.now(UTC).isoformat(timespec="seconds"))
        return True

    def _get(self, url: str, largest: int, headers: dict[str, str]) -> Answer:
        self._progress(url)
        answer = self._client.get(url, largest=largest, headers=headers, check=self._robots.check)
        if answer.status not in (200, _NOT_MODIFIED):
            raise FetchFailed(f"status {answer.status}")
        return answer


class _Writer:
    """Writes answers into a WARC file that is begun with the first of them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: Any = None
        self._warc: Any = None
        self.path: Path | None = None

    def write(self, answer: Answer, feed: str, announced: Article | None) -> None:
        """Write an answer, after what the feed told of it."""
        if self._warc is None:
            name = f"fetched-{datetime.now(UTC):%Y%m%dT%H%M%S%f}.warc.gz"
            self.path = self._folder / name
            self._file = self.path.with_suffix(".part").open("xb")
            self._warc = extra("warcio.warcwriter", "fetch", "Feeds").WARCWriter(self._file, gzip=True)
        if announced is not None:
            told = {"via": feed, "title": announced.title}
            if announced.published:
                told["published"] = announced.published.isoformat() + "Z"
            fields = "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode()
            self._record(answer.url, "metadata", fields, warc_content_type="application/warc-fields")
        kept = answer.headers if announced else {**answer.headers, "content-type": _FEED_TYPE}
        headers = [(name, value) for name, value in kept.items() if name not in _DROPPED]
        status = extra("warcio.statusandheaders", "fetch", "Feeds").StatusAndHeaders(
            f"{answer.status} OK", [*headers, ("content-length", str(len(answer.body)))], protocol="HTTP/1.1"
        )
        self._record(answer.url, "response", answer.body, http_headers=status)

    def _record(self, url: str, kind: str, payload: bytes, **more: Any) -> None:
        record = self._warc.create_warc_record(url, kind, payload=BytesIO(payload), **more)
        self._warc.write_record(record)

    def close(self) -> None:
        """Give the file its name, once it is whole and on disk."""
        if self._file is not None and self.path is not None:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self.path.with_suffix(".part").rename(self.path)


@contextmanager
def _warc(folder: Path) -> Iterator[_Writer]:
    """Give a writer; what has been written is kept even if the run is broken off."""
    writer = _Writer(folder)
    try:
        yield writer
    finally:
        writer.close()
