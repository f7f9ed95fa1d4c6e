import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.arabic.letters import BASIC_LETTERS
from fihris.index.arabic.tokenizing import tokenize
from fihris.index.compiled import kernels
from fihris.index.plain_words import LONGEST, find_plain_words, pack_words, unpack

texts = st.text(st.sampled_from("ابتةيء ـََّٰٔگAé1٣۹.،-(\n\u200c\ufe7c") | st.characters())
texts = texts.map(lambda text: text + "\n")


def plain(text: str) -> list[str]:
    found = find_plain_words(text)
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


def odd(text: str) -> list[str]:
    found = find_plain_words(text)
    return [text[a:b] for a, b in zip(found.odd_start.tolist(), found.odd_end.tolist(), strict=True)]


def test_plain_words_are_of_basic_letters_alone() -> None:
    text = "أعلنت، اليوم.وقال(إن) 5.مطر پاكستان، Tor2 إ\u200cن\n"
    assert plain(text) == ["أعلنت", "اليوم", "وقال", "إن", "5", "مطر"]
    assert odd(text) == ["پاكستان،", "Tor2", "إ\u200cن"]


def test_marks_of_vowels_and_tatweels_go_with_their_words() -> None:
    text = "الـوزير ـكتابٌ، بـ5 وّـ ـَ\n"
    assert plain(text) == ["الـوزير", "كتابٌ", "بـ", "5", "وّـ"]
    assert odd(text) == []
    assert unpack(find_plain_words(text).key) == ["الوزير", "كتاب", "ب", "5", "و"]
    assert odd("سُٔ\n") == ["سُٔ"]  # this hamza makes another letter of it


def test_whole_numbers_are_plain() -> None:
    text = "و2014، ١٢.) كوفيد19 ۳ 4.7 1,200 5.ـ6 7ـ 12345678901\n"
    assert unpack(find_plain_words(text).key) == ["و", "2014", "12", "كوفيد", "19", "3"]
    assert odd(text) == ["4.7", "1,200", "5.ـ6", "7ـ", "12345678901"]


def test_a_word_of_too_many_letters_is_odd() -> None:
    assert plain("ا" * LONGEST + "\n") == ["ا" * LONGEST]
    assert odd("ا" * (LONGEST + 1) + "\n") == ["ا" * (LONGEST + 1)]


@given(texts)
def test_words_and_pieces_hold_all_tokens_of_a_text(text: str) -> None:
    found = find_plain_words(text)
    tokens = [*zip(unpack(found.key), found.start.tolist(), found.end.tolist(), strict=True)]
    for piece, begin in zip(odd(text), found.odd_start.tolist(), strict=True):
        found_there = zip(*tokenize(piece), strict=True)
        tokens += [(word, begin + start, begin + end) for word, start, end in found_there]
    assert sorted(tokens) == sorted(zip(*tokenize(text), strict=True))


@given(texts)
def test_keys_are_those_of_the_words(text: str) -> None:
    words, keys = tokenize(text).words, pack_words(tokenize(text).words)
    plain = [*zip(words, keys.tolist(), strict=True)]
    assert unpack(keys[keys > 0]) == [word for word, key in plain if key]
    assert {*find_plain_words(text).key.tolist()} <= {*keys.tolist()}
    basic = re.compile(f"[{BASIC_LETTERS}]{{1,{LONGEST}}}|[0-9]{{1,{LONGEST}}}")
    assert [word for word, key in plain if key] == [word for word in words if basic.fullmatch(word)]


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
    with pytest.raises(ValueError, match="every character can be"):
        kernels.plain_words(text, kinds, *found)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="every character can be"):
        kernels.plain_words(text, kinds[1:], *(np.empty(2, np.int64) for _ in range(5)))  # type: ignore[arg-type]
