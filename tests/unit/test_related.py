from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

import pytest

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.index.errors import ArticleMissing
from fihris.search import Engine, QueryError, open_index

EngineOf = Callable[[Iterable[Article]], Engine]

TOPICS = {
    "ماء": "تجدد البلدية شبكة مياه الشرب وأنابيبها القديمة في أحياء المدينة",
    "كرة": "فاز المنتخب بكأس البطولة بعد مباراة أحرز فيها المهاجم هدفين",
    "قمح": "حصد المزارعون القمح في السهول وباعوا المحصول للصوامع بسعر أعلى",
}


@pytest.fixture
def topics(engine_of: EngineOf) -> Engine:
    """Four articles on each of three topics, each with words of its own, and one on nothing of them."""
    articles = [
        Article(id=f"{topic}{n}", title=f"{topic} خبر{n}", body=f"{text} وقال{topic}{n} كلمة{topic}{n}")
        for topic, text in TOPICS.items()
        for n in range(4)
    ]
    return engine_of([*articles, Article(id="alone", title="قصيدة", body="ليل طويل ونجوم بعيدة")])


def ids(hits: Iterable[object]) -> list[str]:
    return [hit.id for hit in hits]  # type: ignore[attr-defined]


@pytest.mark.parametrize("topic", TOPICS)
def test_articles_on_the_same_topic_are_related(topics: Engine, topic: str) -> None:
    found = ids(topics.related(f"{topic}0", limit=10))
    assert sorted(found) == [f"{topic}1", f"{topic}2", f"{topic}3"]
    assert ids(topics.related(f"{topic}0", limit=2)) == found[:2]
    assert topics.related(f"{topic}0", limit=0) == ()


def test_an_article_on_nothing_else_has_no_relatives(topics: Engine) -> None:
    assert topics.related("alone") == ()


def test_related_to_any_text(topics: Engine) -> None:
    found = ids(topics.related(text="سعر القمح الذي باعه المزارعون للصوامع", limit=10))
    assert sorted(found) == ["قمح0", "قمح1", "قمح2", "قمح3"]
    assert topics.related(text="") == topics.related(text="كرواسون") == topics.related(text="في من") == ()


def test_copies_are_no_relatives_and_of_another_story_one_is_enough(engine_of: EngineOf) -> None:
    copies = [replace(ARTICLES[0], id=f"copy{n}", source=f"صحيفة {n}") for n in range(3)]
    drills = [replace(ARTICLES[1], id=f"drill{n}", source=f"صحيفة {n}") for n in range(3)]
    news = engine_of([*ARTICLES, *copies, *drills])
    assert ids(news.related("missiles", limit=10)) == ["drill"]
    assert ids(news.related("copy1", limit=10)) == ["drill"]
    assert {copy.id for copy in news.copies("missiles")} == {"copy0", "copy1", "copy2"}
    assert news.copies("water") == ()


def test_copies_come_in_the_order_in_which_they_were_published(engine_of: EngineOf) -> None:
    days = [replace(ARTICLES[1], id=f"day{day}", published=datetime(2022, 1, day)) for day in (18, 16)]
    undated = replace(ARTICLES[1], id="undated copy", published=None)
    news = engine_of([undated, *days, ARTICLES[1]])
    assert ids(news.copies("drill")) == ["day16", "day18", "undated copy"]
    first = news.copies("drill")[0]
    assert (first.title, first.source, first.url) == (ARTICLES[1].title, ARTICLES[1].source, None)
    assert first.as_json()["published"] == "2022-01-16T00:00:00"


@pytest.mark.parametrize("asked", [{}, {"identifier": "water", "text": "ماء"}])
def test_one_of_article_and_text_is_asked_for(news: Engine, asked: dict[str, str]) -> None:
    with pytest.raises(QueryError, match="one of both"):
        news.related(**asked)  # type: ignore[arg-type]


def test_what_is_not_there_has_neither_relatives_nor_copies(news: Engine) -> None:
    with pytest.raises(ArticleMissing):
        news.related("nowhere")
    with pytest.raises(ArticleMissing):
        news.copies("nowhere")


def test_segments_make_no_difference(tmp_path_factory: pytest.TempPathFactory, engine_of: EngineOf) -> None:
    index = tmp_path_factory.mktemp("segments")
    for upto in range(1, len(ARTICLES) + 1):
        reindex(ARTICLES[:upto], index)
    whole, parts = engine_of(ARTICLES), open_index(index)
    for article in ARTICLES:
        one, other = whole.related(article.id), parts.related(article.id)
        assert ids(one) == ids(other)
        assert [hit.score for hit in one] == pytest.approx([hit.score for hit in other])
