import random

import pytest
from arabic_tables import read_table
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.arabic import default_chain
from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.compiled_vocabulary import CompiledVocabulary, WordCounts
from fihris.index.arabic.folding import clean, fold_stem
from fihris.index.arabic.frequencies import frequencies
from fihris.index.arabic.headwords import headwords
from fihris.index.arabic.stemming import Stemmer
from fihris.index.arabic.thresholds import DEFAULT
from fihris.index.arabic.vocabulary import Vocabulary
from fihris.index.arabic.word_table import LONGEST_WORD, room_for, to_points

PREFIXES = ["", *"وفبكلسيتنأا", "ال", "وال", "بال", "كال", "فال", "لل", "ولل", "ست", "سي", "وب", "ول", "إل"]
SUFFIXES = ["", *"هياتةىءك", "ها", "هم", "هن", "هما", "نا", "ني", "كم", "ات", "ين", "ون", "ان", "تين", "تان"]
SUFFIXES += ["وا", "تا", "تي", "ية", "ائه", "اؤه", "كما", "اء"]
RULES = Stemmer(Vocabulary(frequencies(), headwords(frequencies())))

with_kernels = pytest.mark.skipif(kernels is None, reason="no kernels were compiled")


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


@with_kernels
def test_the_kernel_is_the_twin_of_the_rules() -> None:
    chance = random.Random(20260101)
    known = [*frequencies(), *headwords(frequencies())]
    words = [
        chance.choice(PREFIXES) + word + chance.choice(SUFFIXES) for word in chance.sample(known, 20_000)
    ]
    found = zip(words, RULES.stems(words), in_numpy(RULES.stems, words), strict=True)
    assert [(word, by_kernel, by_rules) for word, by_kernel, by_rules in found if by_kernel != by_rules] == []


# Words as no list has them, with letters of no Arabic word and a half of a pair of surrogates.
@given(st.lists(st.text("وفبلكسالأإآيتنةهىؤئءمx7ٱگ\ud800", min_size=1, max_size=LONGEST_WORD + 1)))
@with_kernels
def test_the_kernel_is_the_twin_of_the_rules_for_any_word(words: list[str]) -> None:
    assert RULES.stems(words) == in_numpy(RULES.stems, words)


@given(
    st.dictionaries(st.text("والبت", min_size=1, max_size=5), st.sampled_from([1.0, 30.0, 1000.0])),
    st.dictionaries(st.text("والبتأ", min_size=1, max_size=5), st.text("والبت", min_size=1, max_size=9)),
    st.lists(st.text("والبتأ", min_size=1, max_size=7)),
)
@with_kernels
def test_the_kernel_is_the_twin_of_the_rules_with_any_lists(
    counts: dict[str, float], irregular: dict[str, str], words: list[str]
) -> None:
    counts = {fold_stem(word): count for word, count in counts.items()}
    stemmer = Stemmer(Vocabulary(counts, irregular))
    assert stemmer.stems(words) == in_numpy(stemmer.stems, words)


@with_kernels
def test_the_kernel_refuses_what_it_cannot_read() -> None:
    vocabulary = CompiledVocabulary(WordCounts([(1.0, "كتاب")]), {"كتب": "كتاب"}, DEFAULT)
    marks, places, blob = vocabulary.words.arrays
    heads = *vocabulary.irregular.arrays, vocabulary.heads, vocabulary.thresholds
    arrays = marks, places, blob, vocabulary.counts, *heads
    room = room_for(100)
    words = to_points("كتاب\n")
    assert kernels.stems(words, words, *arrays, room) == 5
    with pytest.raises(ValueError, match="too long or others"):
        kernels.stems(words, to_points("كتا\nب"), *arrays, room)
    with pytest.raises(ValueError, match="too long or others"):
        kernels.stems(words, words[:-1], *arrays, room)
    with pytest.raises(ValueError, match="too long or others"):
        kernels.stems(words, words, *arrays, room[:20])
    with pytest.raises(ValueError, match="power of two"):
        kernels.stems(words, words, marks[:-1], *arrays[1:], room)
    # A table that was cut off knows fewer words.
    assert kernels.stems(words, words, marks, places, blob[:2], vocabulary.counts[:0], *heads, room) == 5
