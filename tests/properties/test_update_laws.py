"""However an index came to hold its articles, it answers like one that was built of them at once."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st
from stock_whoosh import postings

from archive import ARTICLES
from fihris.index import Article, merge_policy, reindex, similarity_join
from fihris.index.generation import Generation
from fihris.index.ledger import documents, read_ledger
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
@given(states, st.sampled_from((1, 2, 4)), st.sampled_from((2, 3, similarity_join.CROWD)))
def test_any_updates_lead_where_a_fresh_build_does(
    states: list[dict[int, int]], most: int, crowd: int
) -> None:
    with (
        TemporaryDirectory() as folder,
        patch.object(merge_policy, "MOST_SMALL", most),
        patch.object(similarity_join, "CROWD", crowd),
        patch.object(similarity_join, "NEIGHBOURS", 1),
    ):
        updated, fresh = Path(folder, "updated"), Path(folder, "fresh")
        for state in states:
            articles = [article(*each) for each in sorted(state.items())]
            reindex(articles, updated)
            assert verify(updated).findings == ()  # which makes the stories of all segments again
        reindex(articles, fresh)
        assert answers(open_index(updated), updated) == answers(open_index(fresh), fresh)


record = st.one_of(
    st.builds(
        lambda id_, text: json.dumps({"id": f"n{id_}", "title": f"خبر {text}", "date": "2023-05-01"}),
        st.integers(0, 5),
        st.integers(0, 2),
    ),
    st.sampled_from(("{broken", '{"title": ""}', '{"id": "n7", "title": "خبر", "date": "3024-01-01"}')),
)
files = st.dictionaries(st.sampled_from("abc"), st.lists(record, max_size=6), min_size=1)


def held(index: Path) -> tuple[dict[str, str], list[str]]:
    """The content hash of every document, and what the error file says."""
    entries = documents(read_ledger(index / "generations" / (index / "CURRENT").read_text().strip()).values())
    errors = index / "errors.jsonl"
    told = errors.read_text().splitlines() if errors.exists() else []
    return {id_: entry.documents[id_] for id_, entry in entries.items()}, told


@settings(max_examples=60, deadline=None)
@given(st.lists(files, min_size=2, max_size=5))
def test_files_that_are_read_again_give_what_they_hold_now(states: list[dict[str, list[str]]]) -> None:
    with TemporaryDirectory() as folder:
        news, updated, fresh = Path(folder, "news"), Path(folder, "updated"), Path(folder, "fresh")
        news.mkdir()
        for moment, state in enumerate(states, 1):
            for path in news.iterdir():
                path.unlink()
            for name, lines in state.items():
                path = news / f"{name}.jsonl"
                path.write_text("\n".join(lines))
                os.utime(path, (moment, moment))
            reindex([news], updated)
        reindex([news], fresh)
        assert held(updated) == held(fresh)
        stored = {id_: open_index(updated).article(id_).content_hash() for id_ in held(fresh)[0]}
        assert stored == held(fresh)[0]
