"""Laws of stories: what they are follows from the articles alone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from fihris.index import Article, shingles, similarity_join
from fihris.index.arabic.chain import default_chain
from fihris.index.documents import DocumentColumns
from fihris.index.inversion import Inverter
from fihris.index.shingles import SHINGLE, SKETCHED, sketch
from fihris.index.stories import Grouped, group
from fihris.index.story_texts import REPRINTED, RESEMBLES, RESEMBLES_LATER, SHORT, Part

VOCABULARY = [first + second + third for first in "بجدر" for second in "لمن" for third in "فقك"]
DAY = datetime(2023, 3, 5)
Stories = set[frozenset[str]]

seeds = st.integers(0, 2**32 - 1)


def archive(seed: int) -> list[Article]:
    """Return articles edited from one another, of up to `SKETCHED` words: so their sketches hold all."""
    random = np.random.default_rng(seed)
    bodies = [random.choice(VOCABULARY, size).tolist() for size in (SHORT, 24, SKETCHED)]
    articles = []
    for number in range(random.integers(1, 17)):
        words = [*bodies[-random.choice([1, 1, 1, 2, 3])]]
        for place in random.integers(len(words), size=random.integers(3)):
            words[place] = random.choice(["", *VOCABULARY])
        words = [word for word in words if word]
        bodies.append(words)
        day = random.choice([None, 0, 0, 0, 0, 2, 4, 9])
        articles.append(
            Article(
                id=f"n{number}",
                body=" ".join(words),
                published=None if day is None else DAY + timedelta(days=day),
                excerpt_of=random.choice([None] * 7 + ["page"]),
            )
        )
    return articles


archives = seeds.map(archive)


def part(articles: Sequence[Article]) -> Part:
    """Return what is looked at of a segment of those articles."""
    documents, inverter = DocumentColumns(), Inverter(default_chain())
    for article in articles:
        documents.add(article)
        inverter.add(article)
    columns = documents.arrays()[0] | inverter.arrays()
    return Part(columns | sketch(columns), np.ones(len(articles), bool))


def told(articles: Sequence[Article], stories: NDArray[np.int32]) -> Stories:
    members: dict[int, set[str]] = {}
    for article, story in zip(articles, stories.tolist(), strict=True):
        members.setdefault(story, set()).add(article.id)
    members.pop(-1, None)
    return {frozenset(each) for each in members.values()}


def by_the_book(articles: Sequence[Article]) -> Stories:
    """Return the stories as the documentation defines them, each article compared with each."""
    bodies: dict[tuple[str, bool], list[Article]] = {}
    for article in articles:
        bodies.setdefault((article.body, article.excerpt_of is not None), []).append(article)
    story = {key: {article.id for article in printed} for key, printed in bodies.items()}
    for one, other in combinations(bodies, 2):
        if one[1] == other[1] and copies(one[0].split(), other[0].split(), bodies[one], bodies[other]):
            together = story[one] | story[other]
            for key, members in story.items():
                if members & together:
                    story[key] = together
    return {frozenset(members) for members in story.values() if len(members) > 1}


def copies(words: list[str], others: list[str], printed: list[Article], reprinted: list[Article]) -> bool:
    short, long = sorted((len(words), len(others)))
    if short < SHORT or short < RESEMBLES * long:
        return False
    some, more = (
        {tuple(each[place : place + SHINGLE]) for place in range(len(each) - SHINGLE + 1)}
        for each in (words, others)
    )
    first, then = ([each.published for each in news if each.published] for news in (printed, reprinted))
    apart = max(min(first) - max(then), min(then) - max(first)) if first and then else timedelta()
    enough = RESEMBLES_LATER if apart > timedelta(seconds=REPRINTED) else RESEMBLES
    return len(some & more) >= enough * len(some | more)


@settings(deadline=None)
@given(archives)
def test_stories_are_what_the_documentation_says(articles: list[Article]) -> None:
    assert told(articles, group([part(articles)])) == by_the_book(articles)


@settings(deadline=None, max_examples=200)
@given(archives, seeds, st.integers(0, 14))
def test_neither_order_nor_hashes_make_another_story(articles: list[Article], seed: int, border: int) -> None:
    random = np.random.default_rng(seed)
    factors = random.integers(1 << 31, size=3, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    salt = random.integers(1 << 63, dtype=np.uint64)
    expected = told(articles, group([part(articles)]))
    articles = [articles[place] for place in random.permutation(len(articles))]
    with patch.object(shingles, "_FACTORS", factors):
        parts = [part(some) for some in (articles[:border], articles[border:]) if some]
        for each in parts:
            text: NDArray[np.uint64] = each.columns["sketch.text"]
            text *= np.uint64(0x9E3779B97F4A7C15)
            text ^= salt
        assert told(articles, group(parts)) == expected


@settings(deadline=None, max_examples=200)
@given(archives, seeds, st.sampled_from((2, 3, similarity_join.CROWD)))
def test_those_of_before_are_taken_over_as_they_would_be_found(
    articles: list[Article], seed: int, crowd: int
) -> None:
    random = np.random.default_rng(seed)
    border = random.integers(5)
    old, new = articles[border:], articles[:border]
    alive = random.random(len(old)) < 0.7
    new += [
        replace(article, published=DAY + timedelta(days=int(random.integers(5))))
        for article, stays in zip(old, alive, strict=True)
        if not stays and random.random() < 0.4
    ]
    with patch.object(similarity_join, "CROWD", crowd), patch.object(similarity_join, "NEIGHBOURS", 1):
        before = [part(old)] if old else []
        parts = [Part(each.columns, alive) for each in before] + ([part(new)] if new else [])
        found = group(parts, Grouped(before, group(before)))
        assert found.tolist() == group(parts).tolist()


def test_a_crowd_that_grows_or_shrinks_is_compared_anew() -> None:
    body = " ".join(VOCABULARY[:24])
    first = Article(id="first", body=body, published=DAY)
    between = replace(first, id="between", published=DAY + timedelta(days=1), excerpt_of="page")
    last = replace(first, id="last", body=f"{body} {VOCABULARY[25]}", published=DAY + timedelta(days=2))
    columns = part([first, between, last]).columns
    two, three = (Part(columns, np.array([True, alive, True])) for alive in (False, True))
    with patch.object(similarity_join, "CROWD", 2), patch.object(similarity_join, "NEIGHBOURS", 1):
        for part_, other, expected in ((two, three, [0, -1, 0]), (three, two, [-1, -1, -1])):
            assert group([part_]).tolist() == expected
            assert group([part_], Grouped([other], group([other]))).tolist() == expected
