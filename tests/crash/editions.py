"""A newspaper that is printed anew again and again, and the one right answer for each of its editions."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

from fihris.index import Article
from fihris.search import Engine

FIRST = 1000
DESKS = ("السياسة", "الاقتصاد", "الثقافة", "الرياضة", "العلوم")
STORIES = 8  # of each desk, of which every printing leaves out some
EVERY_STORY = "الجريدة"


def printing(edition: int, desk: int) -> int:
    """Returns the number of the edition in which the desk's stories were last printed."""
    return edition - (edition - desk) % len(DESKS)


def story(desk: int, number: int, printed: int) -> Article:
    return Article(
        id=f"{desk}.{number}",
        title=f"خبر الطبعة {printed}",
        body=f"كتبت {EVERY_STORY} في الطبعة {printed} خبرا رقمه {number} عن مياه النهر في المدينة القديمة.",
        source=DESKS[desk],
    )


@lru_cache(32)  # readers of many editions are measured
def stories(edition: int) -> dict[str, Article]:
    """Returns the stories of an edition by id: those of one desk in five differ from the edition before."""
    found = {}
    for desk in range(len(DESKS)):
        printed = printing(edition, desk)
        for number in range(STORIES):
            if (number + printed // len(DESKS)) % 4:
                article = story(desk, number, printed)
                found[article.id] = article
    return found


def print_edition(edition: int, folder: Path) -> None:
    """Makes `folder` hold that edition, in a file for each desk; the same printing is the same file."""
    folder.mkdir(exist_ok=True)
    for desk, name in enumerate(DESKS):
        articles = [article for article in stories(edition).values() if article.source == name]
        path = folder / f"{desk}.jsonl"
        path.write_text("".join(f"{json.dumps(_fields(article))}\n" for article in articles))
        moment = printing(edition, desk) * 10**9
        os.utime(path, ns=(moment, moment))


def _fields(article: Article) -> dict[str, str | None]:
    return {name: getattr(article, name) for name in ("id", "title", "body", "source")}


def answered_edition(news: Engine) -> int:
    """Returns the edition that `news` answers from, having checked that nothing in it is another's."""
    page = news.search(EVERY_STORY, limit=1000)
    printed = {hit.id: int(re.sub(r"\D", "", hit.title)) for hit in page.hits}
    edition = max(printed.values())
    expected = stories(edition)
    assert {hit.id: (hit.title, hit.source) for hit in page.hits} == {
        article.id: (article.title, article.source) for article in expected.values()
    }
    for hit in page.hits:
        assert "".join(text for text, _ in hit.snippet) == expected[hit.id].body
    assert page.total == len(news) == len(expected)
    assert dict(page.facets["source"]) == Counter(article.source for article in expected.values())
    for number in range(edition - len(DESKS), edition + 2):
        found = {hit.id for hit in news.search(str(number), limit=1000).hits}
        assert found == {id_ for id_ in printed if printed[id_] == number}, number
    for article in expected.values():
        assert news.article(article.id) == article
    return edition
