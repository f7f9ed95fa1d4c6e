"""What holds of the Arabic analysis whatever the text."""

from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from fihris.index.arabic import default_chain
from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.arabic.tokenizing import LONGEST_WORD, tokenize

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىةپچژگکیہەے"
UNSEEN = (
    "\u0640\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670\u06dc"
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2067\u2069\ufeff"
)
MIXED = LETTERS + UNSEEN + "٠١٢٩۰۵019.,٫٬، \n-/_«»()ﷺﷲﻻﭘﱠ²½eéE\u0301\u0307İZß京д😀\ud800\x00"

texts = st.one_of(st.text(alphabet=MIXED, max_size=60), st.text(max_size=60))
words = st.text(alphabet=LETTERS, min_size=1, max_size=20)


@given(texts)
@example("12.5.2015")
@example("1,234,56 1.2345 5,1,234")
@example("ﷺ½²")
def test_a_surface_stands_in_the_text_and_gives_its_words_again(text: str) -> None:
    spans = tokenize(text)
    for start, end in set(zip(spans.starts, spans.ends, strict=True)):
        here = [
            word
            for word, *place in zip(spans.words, spans.starts, spans.ends, strict=True)
            if place == [start, end]
        ]
        assert tokenize(text[start:end]).words == here


@given(texts)
def test_tokens_stand_in_order_and_apart(text: str) -> None:
    tokens = default_chain().analyze(text)
    for token in tokens:
        assert 0 <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
    for one, next_one in pairwise(tokens):
        same_place = (one.start, one.end) == (next_one.start, next_one.end)
        assert same_place or one.end <= next_one.start


@given(texts)
def test_forms_are_never_empty_and_free_of_white_space(text: str) -> None:
    for token in default_chain().analyze(text):
        for form in (token.word, token.exact, token.stem, token.root):
            assert form
            assert not any(character.isspace() for character in form)
            assert len(form) <= LONGEST_WORD


@given(texts)
def test_folding_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert fold_exact(fold_exact(cleaned)) == fold_exact(cleaned)


@given(texts)
def test_a_word_is_clean(text: str) -> None:
    for word in tokenize(text).words:
        assert clean(word) == word
        assert tokenize(word).words == [word]


@given(words, st.lists(st.tuples(st.integers(min_value=1), st.sampled_from(UNSEEN)), max_size=8))
def test_what_is_put_into_a_word_changes_nothing(word: str, insertions: list[tuple[int, str]]) -> None:
    written = word
    for place, character in insertions:
        at = 1 + place % len(written)
        written = written[:at] + character + written[at:]
    assert clean(written) == clean(word)
    assert tokenize(written).words == tokenize(word).words


@given(words, words)
def test_a_word_has_the_same_forms_wherever_it_stands(word: str, other: str) -> None:
    alone = default_chain().analyze(word)
    assume(alone)
    among = default_chain().analyze(f"{other} «{word}»، {other}")
    assert among[1].stem == alone[0].stem
    assert among[1].exact == alone[0].exact


SIZE = 100_000
FLOODS = [
    ("ـ" * SIZE, []),
    ("ك" + "ـ" * SIZE + "تاب", ["كتاب"]),
    ("ك" + "َّ" * SIZE + "تاب", ["كتاب"]),
    ("ك" + "\u0654\u0653" * SIZE + "تاب", ["كتاب"]),
    ("ا" + "\u0654\u0653" * SIZE, ["أ"]),
    ("e" + "\u0301\u0323" * SIZE, ["ẹ"]),
    ("ك" + "\u200f" * SIZE, ["ك"]),
    ("ك" + "\u200fَ" * SIZE + "تاب", ["كتاب"]),
    ("x" + "\u200b" * SIZE + "y", ["xy"]),
    ("ب" * SIZE, ["ب" * LONGEST_WORD]),
    ("9" * SIZE, ["9" * LONGEST_WORD]),
    ("1," * SIZE, ["1"] * SIZE),
    ("12.5." * SIZE, ["12", "5"] * SIZE),
    ("123,456" + ",789" * SIZE, [("123456" + "789" * LONGEST_WORD)[:LONGEST_WORD]]),
    ("123,456" + ",789" * SIZE + ",1.2", ["123", "456", *["789"] * SIZE, "1", "2"]),
    ("½" * SIZE, ["1", *["21"] * (SIZE - 1), "2"]),
    ("ـﷺـ " * SIZE, ["صلى", "الله", "عليه", "وسلم"] * SIZE),
]


@pytest.mark.parametrize(("flood", "expected"), FLOODS)
def test_a_flood_comes_to_an_end(flood: str, expected: list[str]) -> None:
    # At this size anything that takes more than linear time would run for minutes.
    assert tokenize(flood).words == expected
