"""The kernel that reads articles against its twin, with families and documents of all kinds."""

from array import array
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.compiled import kernels
from fihris.search.families import KINDS, Family
from fihris.search.forward import TILTED
from fihris.search.occurrences import Occurrences
from fihris.search.passage import Passage, Passages, tilt
from fihris.search.ranking import Ranking

pytestmark = pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
RANKING = Ranking()
TILT = tilt(np.arange(TILTED, dtype=np.float32), RANKING)
WORDS = 70_000  # more than the sieve has places, so that some stand in others' places


@dataclass
class Given:
    """Segments of documents of words, which of the documents are read, and what the query means."""

    segments: list[list[list[int]]]
    titles: list[int]
    chosen: list[int]
    families: list[Family]
    idf: list[float]


@st.composite
def given_texts(draw: st.DrawFn) -> Given:
    numbers = st.sampled_from(
        [*range(12), *(WORDS - 1 - n for n in range(4)), *(32768 + n for n in range(4))]
    )
    documents = st.lists(st.lists(numbers, max_size=40), max_size=4)
    segments = draw(st.lists(documents, min_size=1, max_size=3))
    count = sum(map(len, segments))
    families = []
    for _ in range(draw(st.integers(0, 18))):
        words = draw(
            st.dictionaries(
                st.integers(0, len(segments) - 1).flatmap(
                    lambda at: numbers.map(lambda number: at * WORDS + number)
                ),
                st.sampled_from(KINDS),
                max_size=9,
            )
        )
        strength = draw(st.lists(st.floats(0, 1, width=32), min_size=len(words), max_size=len(words)))
        families.append(
            Family.of(
                np.array(list(words), np.intp),
                np.array(list(words.values()), np.uint8),
                np.array(strength, np.float32),
            )
        )
    return Given(
        segments,
        draw(st.lists(st.integers(0, 50), min_size=count, max_size=count)),
        sorted(draw(st.sets(st.integers(0, count - 1)))) if count else [],
        families,
        draw(st.lists(st.floats(0, 20), min_size=len(families), max_size=len(families))),
    )


Outcome = tuple[list[float], list[Passage], list[list[int]]]


def by_numpy(texts: Given) -> Outcome:
    """Return weights, passages and marked tokens as the twin finds them."""
    documents = [
        [at * WORDS + word for word in document]
        for at, segment in enumerate(texts.segments)
        for document in segment
    ]
    border = len(texts.segments) * WORDS
    words, borders = [border], [0]
    for number in texts.chosen:
        words += [*documents[number], border]
        borders.append(len(words) - 1)
    found = Occurrences.of(np.array(words, np.int32), np.array(borders), texts.families)
    passages = Passages(found, texts.idf, RANKING)
    anchored = [passages.anchored(place, texts.titles[number]) for place, number in enumerate(texts.chosen)]
    return passages.weights, anchored, found.marked()


def by_kernel(texts: Given) -> Outcome:
    """Return the same as the kernel finds it."""
    columns, bases = [], [0]
    for segment in texts.segments:
        words = np.array([word for document in segment for word in document], np.int32)
        offsets = np.cumsum([0, *map(len, segment)], dtype=np.int64)
        titles = np.array(texts.titles[bases[-1] : bases[-1] + len(segment)], np.uint32)
        columns.append((words, offsets, titles))
        bases.append(bases[-1] + len(segment))
    count = len(texts.chosen)
    weights, anchors = np.empty(count, np.float32), np.empty(count, np.int64)
    borders = np.empty(count + 1, np.int64)
    marked = np.frombuffer(
        kernels.passages(
            columns,
            np.array(bases),
            np.arange(len(columns)) * WORDS,
            array("q", texts.chosen),
            [(family.words, family.closeness, family.strength) for family in texts.families],
            array("f", texts.idf),
            RANKING.by_stem,
            RANKING.by_root,
            RANKING.reach,
            TILT,
            weights,
            anchors,
            borders,
        ),
        np.int32,
    )
    passages = [
        Passage(weight, anchor if anchor >= 0 else None)
        for weight, anchor in zip(weights.tolist(), anchors.tolist(), strict=True)
    ]
    return weights.tolist(), passages, [marked[a:b].tolist() for a, b in pairwise(borders)]


@given(given_texts())
def test_the_kernel_reads_as_numpy_does(texts: Given) -> None:
    if not texts.chosen:
        assert by_kernel(texts) == ([], [], [])
        return
    assert by_kernel(texts) == by_numpy(texts)


Arrays = dict[str, object]


def arguments(**other: object) -> list[object]:
    """Return what the kernel reads two documents of one segment by, but for what is `other`."""
    texts = Given([[[1, 2], [2]]], [1, 0], [0, 1], [], [1.0])
    words = np.array([1, 2, 2], np.int32), np.array([0, 2, 3]), np.array(texts.titles, np.uint32)
    family = np.array([1, 2]), np.array([1, 2], np.uint8), np.ones(2, np.float32)
    usual: Arrays = {
        "segments": [words],
        "bases": np.array([0, 2]),
        "word_bases": np.array([0]),
        "documents": array("q", texts.chosen),
        "families": [family],
        "idf": array("f", texts.idf),
        "by_stem": 0.9,
        "by_root": 0.8,
        "reach": 15.0,
        "tilt": TILT,
        "weights": np.empty(2, np.float32),
        "anchors": np.empty(2, np.int64),
        "borders": np.empty(3, np.int64),
    }
    return list((usual | other).values())


def test_the_kernel_takes_the_arrays_it_is_made_for() -> None:
    assert np.frombuffer(kernels.passages(*arguments()), np.int32).tolist() == [0, 1, 0]


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"documents": array("q", [1, 2])}, "no such document"),
        ({"documents": array("q", [1, -1])}, "no such document"),
        ({"bases": np.array([0, 5]), "documents": array("q", [0, 4])}, "fewer documents"),
        ({"bases": np.array([0])}, "one length"),
        ({"word_bases": np.array([0, 1])}, "one length"),
        ({"segments": []}, "one length"),
        ({"families": []}, "one length"),
        ({"weights": np.empty(1, np.float32)}, "one length"),
        ({"borders": np.empty(2, np.int64)}, "one length"),
        ({"tilt": np.empty(0, np.float32)}, "one length"),
        ({"anchors": np.empty(2, np.int32)}, "items of 4 bytes"),
        ({"families": [(np.array([1, 2]), np.ones(1, np.uint8), np.ones(2, np.float32))]}, "for each word"),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(other: Arrays, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        kernels.passages(*arguments(**other))


@pytest.mark.parametrize("offsets", [[0, 2, 4], [-1, 2, 3], [0, 2, 1]])
def test_a_damaged_column_is_refused(offsets: list[int]) -> None:
    words, _, titles = arguments()[0][0]  # type: ignore[index]
    with pytest.raises(ValueError, match="outside of its column"):
        kernels.passages(*arguments(segments=[(words, np.array(offsets), titles)]))
