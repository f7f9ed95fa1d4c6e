"""The corpus: articles read by our own readers, written as the JSON lines that every engine is built from."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from fihris.index.article import Article
from fihris.index.readers import read_file

CHANGED = 0.05  # of the words of a copy's body
POOL = 2000  # articles whose words replace others


def read_articles(given: Path) -> list[Article]:
    """Return the articles of a file, each id once."""
    return list({item.id: item for item in read_file(given, None) if isinstance(item, Article)}.values())


def write_corpus(articles: list[Article], target: Path, *, growth: int, seed: int) -> int:
    """Write the articles, then `growth` - 1 varied copies of each, and return how many that are."""
    random = Random(seed)
    pool = [word for article in articles[:POOL] for word in article.body.split()]
    with target.open("w", encoding="utf-8") as stream:
        for copy in range(growth):
            for article in articles:
                record = _record(article)
                if copy:
                    _vary(record, copy, pool, random)
                stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return len(articles) * growth


def _record(article: Article) -> dict[str, str]:
    return {
        "id": article.id,
        "title": article.title,
        "body": article.body,
        "url": article.url or f"urn:{article.id}",
        "source": article.source or "",
        "published": article.published.isoformat() if article.published else "",
    }


def _vary(record: dict[str, str], copy: int, pool: list[str], random: Random) -> None:
    """Give a copy an id and a URL of its own, and other words here and there."""
    record["id"] += f"-{copy}"
    record["url"] += f"#{copy}"
    for field, share in (("title", 0.0), ("body", CHANGED)):
        words = record[field].split(" ")
        for _ in range(max(1, int(share * len(words)))):
            words[random.randrange(len(words))] = random.choice(pool)
        record[field] = " ".join(words)
