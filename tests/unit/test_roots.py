import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.stem.isri import ISRIStemmer
from twins import in_numpy

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.frequencies import frequencies
from fihris.index.arabic.plurals import broken_plurals
from fihris.index.arabic.roots import _lists, roots
from fihris.index.arabic.word_table import LONGEST_WORD, room_for, to_points

with_kernels = pytest.mark.skipif(kernels is None, reason="no kernels were compiled")


def test_roots_are_those_of_another_implementation() -> None:
    reference = ISRIStemmer()
    # Of these it leaves some fifty function words whole, which the paper does not mention.
    words = [word for word in (*list(frequencies())[:30_000], *broken_plurals()) if len(word) >= 3]
    compared = [word for word in words if word not in reference.stop_words]
    assert len(compared) > 25_000
    found = zip(compared, roots(compared), strict=True)
    assert [word for word, root in found if root != fold_exact(reference.stem(word))] == []


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("مكتوب", "كتب"),
        ("كاتب", "كتب"),
        ("والكتاب", "كتب"),
        ("استعمال", "عمل"),
        ("يقاتلون", "قتل"),
        ("انتخابات", "نخب"),
        ("أحمد", "حمد"),
    ],
)
def test_roots(word: str, expected: str) -> None:
    assert roots([word]) == [expected]


@pytest.mark.parametrize(
    ("word", "expected"), [("nato", "nato"), ("2015", "2015"), ("من", "من"), ("إن", "ان")]
)
def test_what_has_no_root_is_its_own(word: str, expected: str) -> None:
    assert roots([word]) == [expected]


@with_kernels
def test_the_kernel_is_the_twin_of_the_rules() -> None:
    words = [*frequencies()][::3]
    assert roots(words) == in_numpy(roots, words)


@given(
    st.lists(
        st.text("وفبلكسالأإآيتنةهىمعx7ٱ\ud800", min_size=1, max_size=9)
        | st.text("ب", max_size=LONGEST_WORD + 1)
    )
)
@with_kernels
def test_the_kernel_is_the_twin_of_the_rules_for_any_word(words: list[str]) -> None:
    assert roots(words) == in_numpy(roots, words)


@with_kernels
def test_the_kernel_refuses_what_it_cannot_read() -> None:
    found = room_for(LONGEST_WORD + 2)
    assert kernels.roots(to_points("ب" * LONGEST_WORD + "\n"), _lists(), found) == LONGEST_WORD + 1
    for words in ("كتاب", "ب" * (LONGEST_WORD + 1) + "\n", "كتب\n" * 20):
        with pytest.raises(ValueError, match="too long or without an end"):
            kernels.roots(to_points(words), _lists(), found)
    # Without lists nothing is an affix.
    assert kernels.roots(to_points("والكتاب\n"), _lists()[:0], found) == 8
