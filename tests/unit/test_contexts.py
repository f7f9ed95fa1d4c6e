"""Which stems stand around one, kernel against twin."""

from collections.abc import Callable, Iterable
from random import Random

import numpy as np
import pytest
from twins import in_numpy

from fihris.index import Article
from fihris.search import Engine
from fihris.search.compiled import kernels
from fihris.search.contexts import Contexts, around, likeness

WORDS = [
    "نتنياهو",
    "غوغل",
    "بوتين",
    "رئيس",
    "الوزراء",
    "في",
    "من",
    "موسكو",
    "القدس",
    "شركة",
    "الهواتف",
    "زار",
    "بحث",
]


@pytest.fixture
def news(engine_of: Callable[[Iterable[Article]], Engine]) -> Engine:
    random = Random(4)
    bodies = (" ".join(random.choices(WORDS, k=random.randrange(25))) for _ in range(60))
    return engine_of(Article(id=str(number), title="خبر", body=body) for number, body in enumerate(bodies))


def test_the_kernel_looks_around_as_numpy_does(news: Engine) -> None:
    (segment,) = news._snapshot.collection.segments
    for stem in segment.terms["stem"]:
        for step in (1, 3):
            read = np.arange(len(segment))[::step]
            found, windows = around(segment, stem.decode(), read)
            theirs, others = in_numpy(around, segment, stem.decode(), read)
            assert found.tolist() == theirs.tolist()
            assert windows == others
    assert around(segment, "غوغل", np.zeros(0, np.int64))[1] == 0


def test_a_word_is_most_like_itself(news: Engine) -> None:
    contexts = Contexts(news._snapshot.collection)
    vector = contexts.of("غوغل")
    assert len(vector.numbers)
    assert likeness(vector, vector) == pytest.approx(1)
    assert likeness(vector, contexts.of("بوتين")) < 0.9
    assert likeness(vector, contexts.of("غائب")) == 0


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, np.array([0, 4])),
        (0, np.array([-1, 3])),
        (1, np.array([0, 2, 1], np.int32)),
        (1, np.array([0, -1, 1], np.int32)),
        (3, np.zeros(1, bool)),
        (4, np.array([2], np.int32)),
        (4, np.array([-1], np.int32)),
        (5, np.array([1])),
        (5, np.array([-1])),
        (6, -1),
        (6, 2**62),
        (7, np.zeros(1, np.int32)),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(place: int, wrong: object) -> None:
    words, stems = np.array([0, 1, 0], np.int32), np.array([0, 1], np.int32)
    neighbours = np.zeros(9, np.int32)
    given = [np.array([0, 3]), words, stems, np.zeros(2, bool), stems[:1], np.array([0]), 3, neighbours]
    assert kernels.around(*given) == (2, 2)  # type: ignore[call-arg, arg-type]  # they stand in a list
    assert neighbours[:2].tolist() == [1, 1]
    given[place] = wrong
    with pytest.raises(ValueError, match="not there"):
        kernels.around(*given)  # type: ignore[call-arg, arg-type]  # the same
