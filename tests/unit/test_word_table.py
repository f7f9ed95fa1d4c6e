from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.compiled_vocabulary import WordCounts
from fihris.index.arabic.frequencies import frequencies
from fihris.index.arabic.word_table import LONGEST_WORD, WordTable, room_for, to_lines, to_points, to_text

pytestmark = pytest.mark.skipif(kernels is None, reason="no kernels were compiled")

words = st.text("ءآأؤإئابةتغفقكلمنهوىي", min_size=1, max_size=LONGEST_WORD)


@given(st.lists(st.tuples(words, st.integers(0, 65_535))), st.lists(words | st.text(max_size=70)))
def test_a_table_is_a_dict(rows: list[tuple[str, int]], others: list[str]) -> None:
    table = WordTable("\n".join(word for word, _ in rows), array("H", [number for _, number in rows]))
    for word in [*(word for word, _ in rows), *others]:
        assert table.number(word) == dict(rows).get(word, -1)


def test_the_listed_words_occur_as_often_as_they_are_listed() -> None:
    counts = WordCounts.listed()
    assert {word: counts.get(word, -1.0) for word in frequencies()} == frequencies()
    assert [counts.get(word, 0.5) for word in ("ككككك", "nato", "")] == [0.5] * 3


def test_what_a_table_cannot_hold_is_refused() -> None:
    with pytest.raises(OverflowError):
        WordCounts([(1.0, "كتاب")] * (1 << 16 | 1))
    with pytest.raises(ValueError, match="other letters"):
        WordTable("nato", array("H", [1]))
    with pytest.raises(ValueError, match="too long"):
        WordTable("ب" * (LONGEST_WORD + 1), array("H", [1]))
    with pytest.raises(ValueError, match="too few"):
        WordTable("كتاب", array("H", [1, 2, 3]))


def room(marks: int, places: int, blob: int) -> tuple[bytearray, memoryview, bytearray]:
    return bytearray(marks), room_for(places), bytearray(blob)


def test_a_kernel_writes_into_no_table_that_is_too_small() -> None:
    word, number = to_points("كتاب\nقلم"), array("H", [1, 2])
    with pytest.raises(ValueError, match="more words"):
        kernels.fill_words(word, number, *room(2, 2, 99))
    with pytest.raises(ValueError, match="too short"):
        kernels.fill_words(word, number, *room(4, 4, 8))
    with pytest.raises(ValueError, match="power of two"):
        kernels.fill_words(word, number, *room(5, 5, 99))
    with pytest.raises(ValueError, match="power of two"):
        kernels.fill_words(word, number, *room(4, 3, 99))


@given(
    st.binary(min_size=8, max_size=8),
    st.lists(st.integers(0, 2**32 - 1), min_size=8, max_size=8),
    st.binary(max_size=40),
    words,
)
def test_a_damaged_table_finds_something_or_nothing(
    marks: bytes, places: list[int], blob: bytes, word: str
) -> None:
    number = kernels.find_word(marks, array("I", places), blob, word.encode("utf-32-le"))
    assert -1 <= number < 1 << 16


def test_text_is_the_same_after_it_was_points() -> None:
    assert to_text(to_points("كتاب\ud800x\U0001ee00")) == "كتاب\ud800x\U0001ee00"
    assert to_lines(["كتاب", "قلم"]) == "كتاب\nقلم\n"
    assert to_lines(["ب" * (LONGEST_WORD + 1), "قلم"]) is None
