import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.arabic.tokenizing import tokenize
from fihris.index.compiled import kernels
from fihris.index.plain_words import LONGEST, find_plain_words

texts = st.text(st.sampled_from("ابتةيء ـَگA1.،-(\n") | st.characters()).map(lambda text: text + "\n")


def plain(text: str) -> list[str]:
    found = find_plain_words(text)
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


def odd(text: str) -> list[str]:
    found = find_plain_words(text)
    return [text[a:b] for a, b in zip(found.odd_start.tolist(), found.odd_end.tolist(), strict=True)]


def test_plain_words_are_of_basic_letters_alone() -> None:
    text = "أعلنت، اليوم.وقال(الـوزير) إن 5.مطر كتابٌ\n"
    assert plain(text) == ["أعلنت", "اليوم", "وقال", "إن"]
    assert odd(text) == ["الـوزير", "5.مطر", "كتابٌ"]


def test_a_word_of_too_many_letters_is_odd() -> None:
    assert plain("ا" * LONGEST + "\n") == ["ا" * LONGEST]
    assert odd("ا" * (LONGEST + 1) + "\n") == ["ا" * (LONGEST + 1)]


@given(texts)
def test_words_and_pieces_hold_all_tokens_of_a_text(text: str) -> None:
    words = sorted([*plain(text), *(word for piece in odd(text) for word in tokenize(piece).words)])
    assert words == sorted(tokenize(text).words)


@given(texts)
def test_keys_are_equal_where_words_are(text: str) -> None:
    keys = find_plain_words(text).key.tolist()
    words = plain(text)
    assert 0 not in keys
    assert len(set(zip(words, keys, strict=True))) == len(set(words)) == len(set(keys))


@given(texts)
def test_the_kernel_finds_what_numpy_finds(text: str) -> None:
    for one, other in zip(find_plain_words(text), in_numpy(find_plain_words, text), strict=True):
        assert one.tolist() == other.tolist()
        assert one.dtype == other.dtype


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("short", range(5))
def test_the_kernel_writes_no_further_than_there_is(short: int) -> None:
    found = [np.empty(1 if place == short else 2, np.int64) for place in range(5)]
    text, kinds = np.zeros(2, np.uint32), np.zeros(1 << 16, np.uint8)
    with pytest.raises(ValueError, match="every second character"):
        kernels.plain_words(text, kinds, *found)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="every second character"):
        kernels.plain_words(text, kinds[1:], *(np.empty(2, np.int64) for _ in range(5)))  # type: ignore[arg-type]
