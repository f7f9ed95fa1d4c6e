"""The segments that we write hold what Whoosh's own writer would have written."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import whoosh.index
from hypothesis import given
from hypothesis import strategies as st
from whoosh.query import Or, Phrase, Term

from fihris.index import Article, reindex
from fihris.index.arabic import default_chain
from fihris.index.generations import Generations
from fihris.index.inversion import Inverter
from fihris.index.readers import find_files, read_file
from fihris.index.schema import make_schema, to_fields
from fihris.index.whoosh_files import length_bytes

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    files = [path for path in find_files([SEEDS], None) if isinstance(path, Path)]
    found = [item for path in files for item in read_file(path, None) if isinstance(item, Article)]
    # More postings of one term than a block holds, and one with many positions.
    long = replace(found[0], id="long", body="مطر غزير " * 700)
    return [*found, *(replace(found[1], id=f"copy{n}") for n in range(140)), long]


@pytest.fixture(scope="module")
def ours(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    index = tmp_path_factory.mktemp("ours")
    reindex(articles, index)
    with whoosh.index.open_dir(str(Generations(index).served())).searcher() as searcher:
        yield searcher


@pytest.fixture(scope="module")
def theirs(articles: list[Article], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    chain = default_chain()
    index = whoosh.index.create_in(str(tmp_path_factory.mktemp("theirs")), make_schema())
    writer = index.writer()
    for article in articles:
        fields = to_fields(article)
        for name in ("title", "body"):
            fields[f"_stored_{name}"] = fields[name]
            fields[name] = " ".join(token.stem for token in chain.analyze(fields[name]))
        writer.add_document(**fields)
    writer.commit()
    with index.searcher() as searcher:
        yield searcher


def test_the_same_terms_in_the_same_order(ours: Any, theirs: Any) -> None:
    assert list(ours.reader().all_terms()) == list(theirs.reader().all_terms())
    assert ours.reader().doc_count() == theirs.reader().doc_count()


def test_the_same_statistics_of_every_term(ours: Any, theirs: Any) -> None:
    for (field, term), info in ours.reader():
        other = theirs.reader().term_info(field, term)
        for name in ("weight", "doc_frequency", "min_length", "max_length", "max_weight", "min_id", "max_id"):
            assert getattr(info, name)() == getattr(other, name)(), (field, term, name)


def test_the_same_postings_and_positions(ours: Any, theirs: Any) -> None:
    def postings(searcher: Any, field: str, term: bytes) -> list[tuple[object, ...]]:
        matcher = searcher.postings(field, term)
        found = []
        while matcher.is_active():
            positions = matcher.value_as("positions") if field in ("title", "body") else None
            found.append((matcher.id(), matcher.weight(), positions))
            matcher.next()
        return found

    for field, term in ours.reader().all_terms():
        assert postings(ours, field, term) == postings(theirs, field, term), (field, term)


def test_the_same_stored_articles_and_lengths(ours: Any, theirs: Any, articles: list[Article]) -> None:
    for document in range(len(articles)):
        assert ours.stored_fields(document) == theirs.stored_fields(document)
        for field in ("title", "body"):
            lengths = [s.reader().doc_field_length(document, field) for s in (ours, theirs)]
            assert lengths[0] == lengths[1]
    for field in ("title", "body"):
        assert ours.reader().field_length(field) == theirs.reader().field_length(field)


def test_the_same_hits_and_scores(ours: Any, theirs: Any, articles: list[Article]) -> None:
    chain = default_chain()
    for article in articles[:60]:
        stems = [token.stem for token in chain.analyze(article.title)]
        queries = [
            Or([Term("body", stem) for stem in stems]),
            Phrase("body", stems[:2]),
            Term("title", stems[0]),
        ]
        for query in queries:
            hits = [[(hit.docnum, hit.score) for hit in s.search(query)] for s in (ours, theirs)]
            assert hits[0] == hits[1]


@given(st.lists(st.lists(st.sampled_from("ابتثجح"), max_size=8).map(" ".join), max_size=12))
def test_inverting_a_text_field_loses_no_token(bodies: list[str]) -> None:
    inverter = Inverter(default_chain())
    for body in bodies:
        inverter.add(Article(body=body))
    terms, lists = inverter.text_field(in_title=False)
    assert lists.position is not None
    found = {
        (terms[term].decode(), int(lists.document[posting]), int(lists.position[place]))
        for term in range(len(terms))
        for posting in range(lists.offset[term], lists.offset[term + 1])
        for place in range(lists.first[posting], lists.first[posting] + lists.frequency[posting])
    }
    chain = default_chain()
    assert found == {
        (token.stem, document, position)
        for document, body in enumerate(bodies)
        for position, token in enumerate(chain.analyze(body))
    }


def test_lengths_beyond_the_longest_stay_the_longest() -> None:
    assert length_bytes(np.array([0, 1, 106_374, 10**9])).tolist() == [0, 1, 255, 255]
