"""What was fetched before, so that nothing is asked for twice: a hidden file beside the WARC files."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FILE_NAME = ".fetched.json"


class State:
    """The validators of every feed (ETag, Last-Modified), and the pages that are already here."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        kept = _read(self._path)
        self._feeds: dict[str, dict[str, str]] = kept.get("feeds", {})
        self._pages: dict[str, str] = kept.get("pages", {})

    def conditions(self, feed: str) -> dict[str, str]:
        """Return the headers that ask for a feed only if it has changed."""
        return dict(self._feeds.get(feed, {}))

    def has_page(self, url: str) -> bool:
        """Say whether the page at a canonical address is here."""
        return url in self._pages

    def add_page(self, url: str, moment: str) -> None:
        """Note that the page at a canonical address is here since this moment."""
        self._pages[url] = moment

    def add_feed(self, feed: str, headers: dict[str, str]) -> None:
        """Note with which headers a feed was answered."""
        names = (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since"))
        self._feeds[feed] = {asked: headers[told] for told, asked in names if told in headers}

    def save(self) -> None:
        """Write the state, whole or not at all."""
        aside = self._path.with_suffix(".part")
        with aside.open("w", encoding="utf-8") as file:
            json.dump({"feeds": self._feeds, "pages": self._pages}, file, ensure_ascii=False, indent=0)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self._path)


def _read(path: Path) -> dict[str, Any]:
    """Return what was kept; nothing where it cannot be read: to fetch all again does no harm."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}
