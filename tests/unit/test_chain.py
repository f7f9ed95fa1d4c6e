import os
import subprocess
import sys
from pathlib import Path

import pytest
from twins import in_numpy

from fihris.index.arabic import Chain, Forms, Token, default_chain
from fihris.index.arabic.folding import clean
from fihris.index.arabic.memo import Memo
from fihris.index.arabic.stemming import Stemmer
from fihris.index.arabic.vocabulary import Vocabulary

DOCUMENT = Path(__file__).parents[2] / "docs" / "arabic.md"


def test_a_word_has_its_forms() -> None:
    assert default_chain().forms("الصواريخ") == Forms(
        exact="الصواريخ", stem="صاروخ", root="صواريخ", stop=False
    )
    assert default_chain().forms("وعلى") == Forms(exact="وعلي", stem="علي", root="علي", stop=True)


def test_a_text_is_its_tokens_in_order() -> None:
    text = "قال «الرَّئيسُ» إنّ"
    tokens = default_chain().analyze(text)
    assert [token.text for token in tokens] == ["قال", "الرَّئيسُ", "إنّ"]
    assert tokens[1] == Token("الرَّئيسُ", 5, 14, "الرئيس", "الرئيس", "رييس", "رئس", stop=False)


def test_tokens_and_words_have_the_same_forms() -> None:
    chain = default_chain()
    for token in chain.analyze("أعلن رؤساء كوريا الشمالية إطلاق 3 صواريخ F-16 في 2015"):
        assert chain.forms(token.word) == Forms(token.exact, token.stem, token.root, token.stop)


def test_many_words_have_the_forms_that_each_has_alone() -> None:
    chain = Chain(Stemmer(Vocabulary({"كتاب": 9.0}, {"صواريخ": "صاروخ"})), "other lists")
    words = ["والكتاب", "nato", "2015", "وإلى", "الصواريخ", "على"]
    alone = [chain.forms(word) for word in words]
    for some in (words, words[::-2], words, []):
        layers = chain.layers(some)
        assert [Forms(*row) for row in zip(*layers, strict=True)] == [
            alone[words.index(word)] for word in some
        ]


def test_more_words_than_are_remembered_have_their_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fihris.index.arabic.chain._REMEMBERED", 3)
    chain = Chain(Stemmer(Vocabulary({}, {})), "other lists")
    for words in (["قلم", "كتب"], ["كتب", "باب"], ["قلم", "كتب", "باب", "نهر", "بحر"], ["قلم"]):
        assert in_numpy(chain.layers, words).exact == words


def test_words_too_long_to_be_any_are_not_remembered() -> None:
    chain = Chain(Stemmer(Vocabulary({}, {})), "other lists")
    for words in (["ب" * 200, "قلم", "ب" * 200], ["ب" * 200]):
        assert in_numpy(chain.layers, words).exact == words
    assert list(chain._rows) == ["قلم"]


def test_forms_are_frozen() -> None:
    with pytest.raises(AttributeError):
        default_chain().forms("كتاب").stem = "كتب"  # type: ignore[misc]


def test_the_chain_is_loaded_once() -> None:
    assert default_chain() is default_chain()


def test_another_process_has_the_same_fingerprint() -> None:
    command = "from fihris.index.arabic import default_chain; print(default_chain().fingerprint)"
    other = subprocess.run(
        [sys.executable, "-c", command],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert other.stdout.strip() == default_chain().fingerprint


def test_words_are_forgotten_when_there_are_too_many() -> None:
    asked: list[str] = []

    def length(word: str) -> int:
        asked.append(word)
        return len(word)

    memo = Memo(length, 3)
    assert [memo[word] for word in ("a", "bb", "a", "ccc", "dddd", "a")] == [1, 2, 1, 3, 4, 1]
    assert asked == ["a", "bb", "ccc", "dddd", "a"]
    assert len(memo) <= 3


def test_words_longer_than_any_are_not_remembered() -> None:
    memo = Memo(len, 3)
    assert memo["x" * 10_000] == 10_000
    assert len(memo) == 0


def test_a_chain_may_have_other_lists() -> None:
    chain = Chain(Stemmer(Vocabulary({}, {"غزالات": "غزال"})), "other lists")
    assert chain.forms("الغزالات").stem == "غزال"
    assert chain.fingerprint == "other lists"


def rows_of(*header: str) -> list[list[str]]:
    """Returns the rows of all tables of docs/arabic.md whose first columns have this header."""
    rows: list[list[str]] = []
    wanted = False
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not line.startswith("|"):
            wanted = False
        elif cells[: len(header)] == list(header):
            wanted = True
        elif wanted and not line.startswith("| ---"):
            rows.append(cells)
    assert rows
    return rows


@pytest.mark.parametrize(("word", "exact", "stem", "root"), rows_of("word", "exact", "stem", "root"))
def test_the_documents_views_are_true(word: str, exact: str, stem: str, root: str) -> None:
    forms = default_chain().forms(clean(word))
    assert (forms.exact, forms.stem, forms.root) == (exact, stem, root)


@pytest.mark.parametrize(("written", "exact", "why"), rows_of("written", "exact"))
def test_the_documents_foldings_are_true(written: str, exact: str, why: str) -> None:
    assert default_chain().forms(clean(written)).exact == exact, why


@pytest.mark.parametrize(("text", "words", "why"), rows_of("text", "words"))
def test_the_documents_words_are_true(text: str, words: str, why: str) -> None:
    assert [token.word for token in default_chain().analyze(text)] == words.split(), why


@pytest.mark.parametrize(("word", "stem", "why"), rows_of("word", "stem"))
def test_the_documents_stems_are_true(word: str, stem: str, why: str) -> None:
    assert default_chain().forms(clean(word)).stem == stem, why


@pytest.mark.parametrize(("word", "other", "shared", "why"), rows_of("word", "other", "shared"))
def test_the_documents_misses_are_true(word: str, other: str, shared: str, why: str) -> None:
    one, two = default_chain().forms(clean(word)), default_chain().forms(clean(other))
    found = "stem" if one.stem == two.stem else "root" if one.root == two.root else "nothing"
    assert found == shared, why
