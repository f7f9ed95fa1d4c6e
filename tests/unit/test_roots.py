import pytest
from nltk.stem.isri import ISRIStemmer

from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.frequencies import frequencies
from fihris.index.arabic.plurals import broken_plurals
from fihris.index.arabic.roots import roots


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
