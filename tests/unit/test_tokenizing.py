import pytest
from arabic_tables import read_table

from fihris.index.arabic.tokenizing import LONGEST_WORD, tokenize


@pytest.mark.parametrize(("text", "words", "reason"), read_table("tokenizing.tsv"))
def test_golden(text: str, words: str, reason: str) -> None:
    assert tokenize(text).words == words.split(), reason


def test_places_are_those_of_the_text_as_it_was_written() -> None:
    text = "قال «الرَّئيس» \u200fإن الـ30 مليوناً\u200f و F16"
    spans = tokenize(text)
    surfaces = [text[start:end] for start, end in zip(spans.starts, spans.ends, strict=True)]
    assert surfaces == ["قال", "الرَّئيس", "إن", "الـ", "30", "مليوناً", "و", "F", "16"]
    assert spans.words == ["قال", "الرئيس", "إن", "ال", "30", "مليونا", "و", "f", "16"]


def test_places_count_code_points_beyond_the_first_plane() -> None:
    spans = tokenize("😀😀 كتاب")
    assert (spans.starts, spans.ends) == ([3], [7])


def test_a_ligature_of_several_words_gives_them_one_place() -> None:
    spans = tokenize("محمد ﷺ قال")
    assert spans.words == ["محمد", "صلى", "الله", "عليه", "وسلم", "قال"]
    assert spans.starts == [0, 5, 5, 5, 5, 7]
    assert spans.ends == [4, 6, 6, 6, 6, 10]


def test_no_surface_ends_with_an_invisible_character() -> None:
    text = "كتاب\u200f\u200c cafe\u200b 12\u200f"
    spans = tokenize(text)
    assert [text[start:end] for start, end in zip(spans.starts, spans.ends, strict=True)] == [
        "كتاب",
        "cafe",
        "12",
    ]


def test_a_word_that_never_ends_is_cut() -> None:
    assert tokenize("ب" * 5_000).words == ["ب" * LONGEST_WORD]
    assert tokenize("9" * 5_000).words == ["9" * LONGEST_WORD]
    assert tokenize("x" * 5_000).words == ["x" * LONGEST_WORD]


def test_marks_and_tatweels_do_not_count_as_letters_of_a_long_word() -> None:
    assert tokenize("كت" + "ـ" * 10_000 + "اب").words == ["كتاب"]
    assert tokenize("ك" + "\u064e" * 5_000 + "تاب").words == ["كتاب"]


def test_nothing_is_found_in_nothing() -> None:
    assert tokenize("") == ([], [], [])
    assert tokenize(" \n\u3000") == ([], [], [])


def test_lone_surrogates_and_control_characters_separate() -> None:
    assert tokenize("كتاب\ud800قلم\x00ورق").words == ["كتاب", "قلم", "ورق"]
