from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from archive import ARTICLES
from fihris.index import Article
from fihris.index.errors import ArticleMissing
from fihris.search import Engine, QueryError

EngineOf = Callable[[Iterable[Article]], Engine]


def part(name: str, day: datetime | None, rest: str) -> Article:
    """A part of the story of a strike, with words of its own."""
    return Article(
        id=name,
        title=f"إضراب عمال الميناء {rest}",
        body=f"قالت نقابة عمال ميناء العقيق إن الإضراب على أرصفة الميناء {rest}",
        published=day,
    )


BEGIN = part("begin", datetime(2020, 3, 6), "يبدأ غدا احتجاجا")
TALKS = part("talks", datetime(2020, 3, 15), "تفاوض الوزارة فيه سرا")
END = part("end", datetime(2023, 3, 20), "انتهى باتفاق شامل جديد")
UNDATED = part("undated", None, "موضوع مقالة بلا تاريخ")
# A copy has to be long enough to be known as one.
LONG = " ".join(f"كلمة{number}" for number in range(60))


def ids(found: Iterable[object]) -> list[str]:
    return [each.id for each in found]  # type: ignore[attr-defined]


def test_a_story_is_told_in_the_order_of_time(engine_of: EngineOf) -> None:
    news = engine_of([END, UNDATED, BEGIN, *ARTICLES, TALKS])
    for article in (BEGIN, TALKS, END):
        assert ids(news.timeline(article.id)) == ["begin", "talks", "end"]
    assert ids(news.timeline("talks", limit=1)) in (["begin", "talks"], ["talks", "end"])
    first = news.timeline("talks")[0]
    assert (first.title, first.published) == (BEGIN.title, BEGIN.published)


def test_an_article_without_a_date_or_without_relatives_has_no_course(engine_of: EngineOf) -> None:
    alone = Article(id="alone", title="قصيدة", body="ليل طويل ونجوم بعيدة", published=BEGIN.published)
    news = engine_of([UNDATED, BEGIN, TALKS, alone])
    assert news.timeline("undated") == news.timeline("alone") == news.timeline("begin", limit=0) == ()


def test_a_text_that_came_out_again_is_told_once_a_day(engine_of: EngineOf) -> None:
    talks = replace(TALKS, body=f"{TALKS.body} {LONG}")
    days = [
        replace(talks, id=f"{day}-{n}", published=datetime(2020, 3, day)) for day in (15, 18) for n in (0, 1)
    ]
    news = engine_of([BEGIN, talks, *days])
    assert len(news.copies("talks")) == 4
    assert ids(news.timeline("talks")) == ["begin", "talks", "18-0"]


def test_what_is_asked_wrongly_is_named(news: Engine) -> None:
    with pytest.raises(ArticleMissing):
        news.timeline("nowhere")
    with pytest.raises(QueryError):
        news.timeline("water", limit=-1)
