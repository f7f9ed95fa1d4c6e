import sys
import unicodedata
from collections.abc import Callable

import pytest
from arabic_tables import read_table

from fihris.index.arabic.folding import clean, fold_all, fold_exact, fold_stem


@pytest.mark.parametrize(("surface", "cleaned", "exact", "reason"), read_table("folding.tsv"))
def test_golden(surface: str, cleaned: str, exact: str, reason: str) -> None:
    assert clean(surface) == cleaned, reason
    assert fold_exact(clean(surface)) == exact, reason


def test_cleaning_any_one_character_again_changes_nothing() -> None:
    for code in range(sys.maxunicode + 1):
        cleaned = clean(chr(code))
        assert clean(cleaned) == cleaned, hex(code)


def test_letters_and_their_canonical_parts_are_cleaned_alike() -> None:
    for code in (*range(0x0600, 0x0700), *range(0xFB50, 0xFF00)):
        letter = chr(code)
        assert clean(unicodedata.normalize("NFD", letter)) == clean(letter), hex(code)


def test_a_flood_of_accents_leaves_the_letter_and_its_first_accent() -> None:
    assert clean("e" + "\u0301" * 100_000) == "é"
    assert clean("ا" + "\u0654" * 100_000) == "أ"
    assert clean("ا" + "\u064e" * 100_000 + "\u0654") == "أ"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسئول", "مسؤول"),
        ("شئون", "شؤون"),
        ("أمريكا", "أميركا"),
        ("الامريكية", "الأميركية"),
        ("إيران", "ايران"),
        ("على", "علي"),
    ],
)
def test_equal_spellings_have_one_form_for_stemming(one: str, other: str) -> None:
    assert fold_stem(one) == fold_stem(other)


def test_the_form_for_stemming_is_as_long_as_the_word() -> None:
    for word in ("شئون", "وأمريكا", "مسؤولية", "آراء"):
        assert len(fold_stem(word)) == len(word)


def test_the_form_for_stemming_keeps_the_feminine_ending() -> None:
    assert fold_stem("كرة") != fold_stem("كره")


@pytest.mark.parametrize("fold", [fold_exact, fold_stem])
def test_words_folded_at_once_are_folded_as_each_alone(fold: Callable[[str], str]) -> None:
    words = [clean(row[0]) for row in read_table("folding.tsv")]
    words += ["مسئول", "أ", "مريكي", "ئ", "ونشر", "امريكا", "على"]
    assert fold_all(fold, words) == [fold(word) for word in words]
    assert fold_all(fold, []) == []
