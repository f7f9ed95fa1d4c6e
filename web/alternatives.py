"""Ways on from a search that found nothing: each has been tried, and leads to articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fihris.search import Engine
from fihris.web.asked import Asked
from fihris.web.links import Link, loosened, search_url
from fihris.web.translations import gettext as _

MOST_WORDS = 8
# A letter or digit and what hangs on it: vowel marks are no letters to Python.
_WORD = re.compile(r"(?!ـ)[^\W_](?:[\w\u0610-\u061a\u064b-\u065f\u0670]|['-](?=[^\W_]))*")
_OPERATORS = frozenset({"AND", "OR", "NOT", "أو", "ليس", "وليس"})


@dataclass(frozen=True, slots=True)
class Alternatives:
    """Looser searches, single words with the number of articles that have them, and words nobody wrote."""

    looser: tuple[Link, ...]
    words: tuple[Link, ...]
    missing: tuple[str, ...]


def alternatives(news: Engine, asked: Asked) -> Alternatives:
    """Try the search without each of its filters, without all of them, and each word in all the archive."""
    tries = loosened(asked)
    if len(tries) > 1:
        tries.append((_("All filters"), asked.unfiltered()))
    looser = [Link(name, search_url(without), _count(news, without)) for name, without in tries]
    words, missing = [], []
    for word in single_words(asked.q):
        alone = Asked(word)
        count = _count(news, alone)
        words.append(Link(word, search_url(alone), count))
        if not count:
            missing.append(word)
    return Alternatives(
        tuple(link for link in looser if link.count),
        tuple(link for link in words if link.count and link.text != asked.q),
        tuple(missing),
    )


def single_words(q: str) -> list[str]:
    """Return the different words of a query, without its operators and signs, at most `MOST_WORDS`."""
    words = dict.fromkeys(word for word in _WORD.findall(q) if word not in _OPERATORS)
    return list(words)[:MOST_WORDS]


def _count(news: Engine, asked: Asked) -> int:
    page = asked.but(limit=0).answer(news)
    return 0 if page.corrected else page.total
