"""The timeline beside an article: its story from the beginning, with its long silences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from fihris.search.results import Headline
from fihris.web.numerals import amount
from fihris.web.translations import ngettext

_YEAR, _MONTH = 365, 30.44  # days
_SILENCE = 90  # days without an article that are worth a word


@dataclass(frozen=True, slots=True)
class Entry:
    """An article of the story, the one that is being read (`current`), and how long it was quiet before."""

    headline: Headline
    current: bool
    silence: str


def entries(headlines: Sequence[Headline], article_id: str) -> Iterator[Entry]:
    """Yield the articles of a story, which come in the order of time."""
    for earlier, headline in zip([None, *headlines], headlines, strict=False):
        silence = ""
        if earlier and earlier.published and headline.published:
            silence = _said(headline.published - earlier.published)
        yield Entry(headline, headline.id == article_id, silence)


def _said(silence: timedelta) -> str:
    if silence.days < _SILENCE:
        return ""
    if years := int(silence.days / _YEAR):
        return str(ngettext("One year", "%(count)s years", years, count=amount(years)))
    months = int(silence.days / _MONTH)
    return str(ngettext("One month", "%(count)s months", months, count=amount(months)))
