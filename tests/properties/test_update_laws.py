"""However an index came to hold its articles, it answers like one that was built of them at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from stock_whoosh import postings

from archive import ARTICLES
from fihris.index import Article, merge_policy, reindex, story_texts
from fihris.index.generation import Generation
from fihris.index.verify import verify
from fihris.search import Engine, open_index

QUERIES = ("برزمة", "تدريبات بحرية", '"مياه الشرب"', "نيسارا -صاروخ", "الأحيا*", "خبر عاجل 3", "مصدر:المرقاب")
FACETS = ("source", "year", "keyword", "section", "author")
ENDINGS = ("", "وقال شاهد إن الخبر عاجل.", "انتهى 3")
REPORT = ARTICLES[2].body.split()

number = st.integers(0, 11)  # fewer articles than have their passages looked at: no place in a row of equals
versions = st.integers(0, 5)


def article(number: int, version: int) -> Article:
    """One of a dozen articles in one of its versions: some are copies of each other, or nearly."""
    like = ARTICLES[(number + version) % len(ARTICLES)]
    words = (REPORT if number % 3 == 0 else like.body.split())[version % 3 :]
    body = " ".join([*words, ENDINGS[version % 3]])
    return replace(like, id=f"n{number}", title=f"{like.title} {number}", body=body)


states = st.lists(st.dictionaries(number, versions, max_size=9), min_size=1, max_size=5)


def answers(news: Engine, index: Path) -> list[object]:
    found: list[object] = [len(news), told(index), postings(index)]
    for query in QUERIES:
        page = news.search(query, limit=100, facets=FACETS, sort="relevance")
        hits = sorted((hit.id, round(hit.score, 4), hit.snippet, hit.copies) for hit in page.hits)
        found.append((page.total, {name: sorted(facet) for name, facet in page.facets.items()}, hits))
        found.append(page.suggestion)
    found.append(sorted(each.text for each in news.complete("الب", limit=50)))
    return found


def told(index: Path) -> set[frozenset[str]]:
    generation = Generation(index)
    members: dict[int, set[str]] = {}
    for segment in generation.segments:
        for document in segment.alive.nonzero()[0].tolist():
            story = int(generation.stories[segment.base + document])
            members.setdefault(story, set()).add(segment.documents[document].id)
    generation.close()
    members.pop(-1, None)
    return {frozenset(each) for each in members.values()}


@settings(max_examples=25, deadline=None)
@given(states, st.sampled_from((1, 2, 4)), st.sampled_from((1, 2, story_texts.NEIGHBOURS)))
def test_any_updates_lead_where_a_fresh_build_does(
    states: list[dict[int, int]], most: int, neighbours: int
) -> None:
    with (
        TemporaryDirectory() as folder,
        patch.object(merge_policy, "MOST_SMALL", most),
        patch.object(story_texts, "NEIGHBOURS", neighbours),
    ):
        updated, fresh = Path(folder, "updated"), Path(folder, "fresh")
        for state in states:
            articles = [article(*each) for each in sorted(state.items())]
            reindex(articles, updated)
            assert verify(updated).findings == ()  # which makes the stories of all segments again
        reindex(articles, fresh)
        assert answers(open_index(updated), updated) == answers(open_index(fresh), fresh)
