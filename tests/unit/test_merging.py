from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import whoosh.index

from archive import ARTICLES
from fihris.index import Article, generation_writer, merge_policy, reindex
from fihris.index.arabic import chain
from fihris.index.arabic.chain import Chain
from fihris.index.generation import Generation
from fihris.index.generations import Generations
from fihris.index.segment import Segment
from fihris.index.verify import verify

FAR = replace(ARTICLES[0], id="far", body="حبر " * 20_000 + "برزمة", url=None)
WIDE = replace(ARTICLES[1], id="wide", title="صورة 😀", body="وصلت 😀 الصورة إلى برزمة", excerpt_of="drill")
CAPTION = Article(id="caption", title="صورة", body="ميناء برزمة")
EMPTY = Article(id="empty", title="عنوان بلا نص", author="سعاد الريمي", keywords=("برزمة", "جديد"))
MANY = (*ARTICLES, FAR, WIDE, CAPTION, EMPTY)
BY_WORD = {"forward.word", "word.exact", "word.stem", "word.root", "word.stop"}
"""Columns that number words, which a merged segment does in another order."""


@pytest.fixture
def merging(monkeypatch: pytest.MonkeyPatch) -> None:
    """Merges all segments at every run that does not begin an index."""
    monkeypatch.setattr(generation_writer, "choose", lambda sizes, _: [list(range(len(sizes)))])


def only_segment(index: Path) -> Segment:
    (segment,) = Generation(index).segments
    return segment


def words(segment: Segment) -> list[tuple[bytes, ...]]:
    """The forms of each token's word."""
    forms = [
        [segment.terms[layer][number] for number in segment.columns[f"word.{layer}"].tolist()]
        for layer in segment.terms
    ]
    of_word = list(zip(*forms, segment.columns["word.stop"].tobytes(), strict=True))
    return [of_word[word] for word in segment.columns["forward.word"].tolist()]


@pytest.mark.parametrize("count", [1, 4, len(MANY) - 1])
def test_what_is_merged_has_the_columns_of_a_fresh_segment(merging: None, tmp_path: Path, count: int) -> None:
    reindex(MANY[:count], tmp_path / "merged")
    reindex(MANY, tmp_path / "merged")
    reindex(MANY, tmp_path / "fresh")
    merged, fresh = only_segment(tmp_path / "merged"), only_segment(tmp_path / "fresh")
    assert merged.columns.keys() == fresh.columns.keys()
    for name in merged.columns.keys() - BY_WORD:
        if not name.endswith((".words", ".words.offset")):
            np.testing.assert_array_equal(merged.columns[name], fresh.columns[name], name)
            assert merged.columns[name].dtype == fresh.columns[name].dtype
    assert words(merged) == words(fresh)
    assert {**merged.columns.meta, "segment": ""} == {**fresh.columns.meta, "segment": ""}


def test_words_of_each_term_are_those_with_that_form(merging: None, tmp_path: Path) -> None:
    reindex(MANY[:4], tmp_path)
    reindex(MANY, tmp_path)
    segment = only_segment(tmp_path)
    for layer, terms in segment.terms.items():
        for number in range(len(terms)):
            having = np.flatnonzero(segment.columns[f"word.{layer}"] == number)
            assert segment.words_with(layer, number).tolist() == having.tolist()


def test_deleted_documents_and_their_terms_are_gone(merging: None, tmp_path: Path) -> None:
    reindex(MANY, tmp_path / "merged")
    kept = [each for each in MANY if each.id not in ("leaders", "far", "empty", "missiles")]
    reindex(kept, tmp_path / "merged")
    reindex(kept, tmp_path / "fresh")
    merged, fresh = only_segment(tmp_path / "merged"), only_segment(tmp_path / "fresh")
    assert not merged.deleted
    for layer in merged.terms:
        assert list(merged.terms[layer]) == list(fresh.terms[layer])
    assert merged.documents.keywords == fresh.documents.keywords
    with whoosh.index.open_dir(str(Generations(tmp_path / "merged").served())).reader() as reader:
        assert reader.doc_count_all() == len(kept)
        assert ("id", b"far") not in reader


def test_a_segment_without_a_living_document_is_left_out(tmp_path: Path) -> None:
    reindex(MANY[:3], tmp_path)
    reindex(MANY[3:], tmp_path)
    assert len(Generation(tmp_path).segments) == 1
    reindex([], tmp_path)
    assert Generation(tmp_path).segments == ()
    assert verify(tmp_path).sound
    assert reindex(MANY, tmp_path).indexed == len(MANY)


def test_no_text_is_analysed_again(merging: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reindex(MANY[:5], tmp_path)
    analysed: list[str] = []
    layers = Chain.layers

    def told(self: Chain, words: Sequence[str]) -> chain.Layers:
        analysed.extend(words)
        return layers(self, words)

    monkeypatch.setattr(Chain, "layers", told)
    reindex([*MANY[:5], Article(id="new", title="جديد")], tmp_path)
    assert analysed == ["جديد"]
    assert only_segment(tmp_path).documents[0] == MANY[0]


def size(bytes_: int, dead: int = 0, run: str = "") -> merge_policy.Size:
    return merge_policy.Size(bytes_, documents=100, dead=dead, run=run)


@pytest.mark.parametrize(
    ("sizes", "chosen"),
    [
        ([size(9)] * merge_policy.MOST_SMALL, []),
        ([size(9)] * (merge_policy.MOST_SMALL + 1), [list(range(merge_policy.MOST_SMALL + 1))]),
        ([size(5**n) for n in range(7)], []),
        ([size(5**n) for n in range(6)] + [size(1)], [[0, 1, 6]]),
        ([size(9_000, run="g1")] * 4 + [size(1)] * 3, [[4, 5, 6]]),
        ([size(9_000, run="g1")] * 4 + [size(15_000)] + [size(1)] * 3, [[5, 6, 7]]),
        ([size(9_000, run="g1")] * 4 + [size(20_000), size(6_000), size(500)], [[0, 1, 2, 3, 4, 5, 6]]),
        ([size(250_001)] * 20, []),
        ([size(100_000, 31), size(400_000, 31), size(9, 29)], [[0], [1]]),
        ([size(9, 100)], [[0]]),
    ],
    ids=["few", "equal", "growing", "the least", "side by side", "and more", "all", "full", "worn", "dead"],
)
def test_policy(sizes: Sequence[merge_policy.Size], chosen: list[list[int]]) -> None:
    assert merge_policy.choose(sizes, memory=1_000_000) == chosen


def test_an_article_is_merged_seldom_and_there_are_few_segments() -> None:
    sizes, written = [size(31_000)], 0
    for _ in range(1000):
        sizes.append(size(10))
        for group in merge_policy.choose(sizes, memory=1 << 30):
            total = sum(sizes[place].bytes for place in group)
            written += total
            sizes = [each for place, each in enumerate(sizes) if place not in group] + [size(total)]
        assert len(sizes) <= 12
    assert written < 10 * 1000 * 10
