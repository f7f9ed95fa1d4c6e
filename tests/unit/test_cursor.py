from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index import Article, reindex
from fihris.search import QueryError, open_index
from fihris.search.cursor import read_cursor, write_cursor

QUESTION = ("مياه", "newest")


def test_a_cursor_leads_back_to_its_place() -> None:
    assert read_cursor(write_cursor("g000007", 12_345, QUESTION), "g000007", QUESTION) == 12_345


@pytest.mark.parametrize(
    "text", ["", "g000007", ":-1", "g000007:1", "g000007:1:xyz", "g000007:1:0123abcd\n", "٣"]
)
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is no cursor"):
        read_cursor(text, "g000007", QUESTION)


def test_a_cursor_of_another_question_or_generation_is_refused() -> None:
    cursor = write_cursor("g000007", 10, QUESTION)
    with pytest.raises(QueryError, match="of another search"):
        read_cursor(cursor, "g000007", ("نهر", "newest"))
    with pytest.raises(QueryError, match=r"g000007, but g000008 is served now.*without a cursor"):
        read_cursor(cursor, "g000008", QUESTION)


def test_paging_on_meets_every_hit_once_while_the_index_grows(tmp_path: Path) -> None:
    articles = [Article(id=str(n), title=f"مطر {n}", body="مطر " * (n % 5)) for n in range(40)]
    reindex(articles, tmp_path)
    news = open_index(tmp_path)
    page = news.search("مطر", limit=15)
    met = [hit.id for hit in page.hits]
    reindex([*articles, *ARTICLES], tmp_path)
    while page.next:
        page = news.search("مطر", limit=15, cursor=page.next)
        met += [hit.id for hit in page.hits]
    assert sorted(met, key=int) == [article.id for article in articles]
    cursor = news.search("مطر", limit=15).next
    news.refresh()
    with pytest.raises(QueryError, match="Begin again"):
        news.search("مطر", limit=15, cursor=cursor)


def test_a_cursor_goes_beyond_ten_thousand_hits(tmp_path: Path) -> None:
    reindex([Article(id=str(n), title="مطر") for n in range(10_050)], tmp_path)
    news = open_index(tmp_path)
    page = news.search("مطر", limit=1000, offset=10_000)
    assert len(page.hits) == 50
    before = news.search("مطر", limit=10, offset=9_995)
    after = news.search("مطر", limit=1000, cursor=before.next)
    assert [hit.id for hit in after.hits] == [hit.id for hit in page.hits][5:]
    assert after.next is None
