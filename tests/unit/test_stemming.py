import pytest
from arabic_tables import read_table

from fihris.index.arabic import default_chain
from fihris.index.arabic.folding import clean
from fihris.index.arabic.stemming import Stemmer
from fihris.index.arabic.vocabulary import Vocabulary


def stem(surface: str) -> str:
    return default_chain().forms(clean(surface)).stem


@pytest.mark.parametrize(("surface", "expected", "reason"), read_table("stemming.tsv"))
def test_golden(surface: str, expected: str, reason: str) -> None:
    assert stem(surface) == expected, reason


@pytest.mark.parametrize(("one", "other", "expected", "reason"), read_table("conflation.tsv"))
def test_golden_pairs(one: str, other: str, expected: str, reason: str) -> None:
    assert ("same" if stem(one) == stem(other) else "different") == expected, reason


def test_without_any_word_list_the_article_still_goes() -> None:
    assert Stemmer(Vocabulary({}, {})).stems(["الكتاب", "وزير"]) == ["كتاب", "وزير"]


def test_an_affix_goes_only_if_what_stays_is_common_enough() -> None:
    rare = Stemmer(Vocabulary({"بسيل": 100.0, "سيل": 1.0}, {}))
    common = Stemmer(Vocabulary({"بسيل": 100.0, "سيل": 50.0}, {}))
    assert (rare.stems(["بسيل"]), common.stems(["بسيل"])) == (["بسيل"], ["سيل"])


def test_an_affix_stays_if_it_is_shown_to_be_the_words_own() -> None:
    counts = {"بسيط": 100.0, "سيط": 50.0}
    assert Stemmer(Vocabulary(counts, {})).stems(["بسيط"]) == ["سيط"]
    assert Stemmer(Vocabulary({**counts, "البسيط": 60.0}, {})).stems(["بسيط"]) == ["بسيط"]


def test_the_first_headword_found_is_the_stem() -> None:
    stemmer = Stemmer(Vocabulary({}, {"صواريخ": "صاروخ", "صاروخ": "صاروخ"}))
    assert stemmer.stems(["الصواريخ"]) == ["صاروخ"]


def test_stemming_a_stem_again_changes_few_words() -> None:
    words = [row[0] for row in read_table("stemming.tsv")]
    changed = [word for word in words if stem(stem(word)) != stem(word)]
    assert len(changed) < 0.15 * len(words), changed
