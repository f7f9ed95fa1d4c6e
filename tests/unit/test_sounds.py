"""How stems sound, kernel against twin, and which of an index sound alike."""

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index import Article
from fihris.index.terms import Terms, pack_terms
from fihris.search import Engine
from fihris.search.compiled import kernels
from fihris.search.sounds import Sounds, skeleton, sound_keys

# Letters of one sound, vowels and clusters above all; some that are not Arabic.
stems = st.sets(st.text("تشدجكسصهحاعءويغقـلxé۰", min_size=1, max_size=9), max_size=60).map(sorted)


def dictionary(stems: Iterable[str]) -> Terms:
    blob, borders = pack_terms(stem.encode() for stem in stems)
    return Terms({"stem.terms": blob, "stem.borders": borders}, "stem")


@given(stems, st.integers(0, 2**32 - 1))
def test_the_kernel_hears_what_python_does(stems: list[str], seed: int) -> None:
    wanted = np.random.default_rng(seed).random(len(stems)) < 0.7
    keys, numbers = sound_keys(dictionary(stems), wanted)
    theirs, others = in_numpy(sound_keys, dictionary(stems), wanted)
    assert (keys.tolist(), numbers.tolist()) == (theirs.tolist(), others.tolist())
    assert (keys.dtype, numbers.dtype) == (theirs.dtype, others.dtype)


@given(stems)
def test_stems_have_one_key_that_have_one_skeleton(stems: list[str]) -> None:
    keys, numbers = sound_keys(dictionary(stems), np.ones(len(stems), bool))
    skeletons = [skeleton(stems[number]) for number in numbers.tolist()]
    assert (
        len(set(zip(skeletons, keys.tolist(), strict=True))) == len(set(skeletons)) == len(set(keys.tolist()))
    )


def test_stems_are_found_by_their_sound(engine_of: Callable[[Iterable[Article]], Engine]) -> None:
    bodies = ("وصف غوغل وجوجل", "وصف غوغل وجوجل", "وصف قوقل")
    news = engine_of(Article(id=str(number), body=body) for number, body in enumerate(bodies))
    collection = news._snapshot.collection
    sounds, common = (Sounds(collection.segments, collection.stems, least) for least in (1, 2))
    assert sounds.like("كوكل") == ["جوجل", "غوغل", "قوقل"]
    assert common.like("جوجل") == ["جوجل", "غوغل"]
    assert sounds.like("بوتين") == []


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize(
    ("borders", "letters", "message"),
    [
        ([0, 9], 168, "outside"),
        ([-8, 0], 168, "outside"),
        ([8, 0], 168, "outside"),
        ([0, 8], 167, "as many keys"),
    ],
)
def test_the_kernel_reads_no_further_than_there_is(borders: list[int], letters: int, message: str) -> None:
    blob = np.frombuffer("غوغل".encode(), np.uint8)
    for room, wanted in ((1, message), (0, "as many keys")):
        with pytest.raises(ValueError, match=wanted):
            kernels.sound_keys(
                blob,
                np.array(borders),
                np.ones(1, bool),
                np.zeros(letters, np.uint8),
                np.zeros(room, np.uint64),
                np.zeros(room, np.int32),
            )
