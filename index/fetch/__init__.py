"""Fetching: the articles that feeds announce, politely, into WARC files that `reindex` reads.

Nothing else in Fihris asks the network for anything.
"""

from __future__ import annotations

from fihris.index.fetch.fetching import FetchReport, fetch

__all__ = ["FetchReport", "fetch"]
