"""The home page: what is in the archive, and searches worth starting from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from flask import request

from fihris.search import Engine, Hit, Stats
from fihris.web.asked import Asked
from fihris.web.language import language
from fihris.web.links import Link, search_url

HEADLINES = 6
WORDS = 8
SOURCES = 8
EXAMPLES = 3
_PAIR = re.compile(r"(?<!\w)(?=([^\W\d_]{4,} [^\W\d_]{4,})(?!\w))")


@dataclass(frozen=True, slots=True)
class Front:
    """What the home page shows. Every link is a search that has been tried."""

    stats: Stats
    newest: tuple[Hit, ...]
    words: tuple[Link, ...]
    sources: tuple[Link, ...]
    examples: tuple[str, ...]


def front(news: Engine) -> Front:
    """Return the home page of the generation that is open."""
    return _front(news, news.stats().generation, request.root_path, language())


@lru_cache(maxsize=8)
def _front(news: Engine, generation: str, root: str, lang: str) -> Front:
    # Nothing here changes within a generation; root and language are where the links lead.
    stats = news.stats()
    words = [word for word, _ in stats.keywords] or _words_of_headlines(news)
    tried = ((word, news.search(word, limit=0)) for word in dict.fromkeys(words))
    found = dict(islice(((word, page.total) for word, page in tried if page.total), WORDS))
    examples = (query for query in _examples(list(found)) if news.search(query, limit=0).total)
    return Front(
        stats,
        news.newest(HEADLINES),
        tuple(
            Link(word, search_url(Asked(word)), total)
            for word, total in sorted(found.items(), key=lambda item: -item[1])
        ),
        tuple(
            Link(source, search_url(Asked(sources=(source,))), count)
            for source, count in stats.sources[:SOURCES]
        ),
        tuple(islice(examples, EXAMPLES)),
    )


def _words_of_headlines(news: Engine) -> list[str]:
    """Return for each of the newest headlines the two longest neighbours: long words say what it is about."""
    return [max(_PAIR.findall(hit.title), key=len, default="") for hit in news.newest(2 * WORDS)]


def _examples(words: list[str]) -> Iterator[str]:
    """Yield queries that show what can be asked: a phrase, an exclusion, a choice; then plain words."""
    written = [f"«{word}»" if " " in word else word for word in words]
    yield from [word for word in written if word.startswith("«")][:1]
    yield from [f"{wanted} -{unwanted}" for wanted, unwanted in pairwise(written)][:1]
    yield from [f"{one} OR {other}" for one, other in pairwise(written[1:])][:1]
    yield from words
