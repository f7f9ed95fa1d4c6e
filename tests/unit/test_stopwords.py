import pytest

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.arabic.stopwords import is_stopword
from fihris.index.arabic.tables import read_lines


@pytest.mark.parametrize(
    "word",
    [
        "من",
        "في",
        "إلى",
        "الى",
        "على",
        "وعلى",
        "هذا",
        "وهذه",
        "فهل",
        "ماذا",
        "أين",
        "وأن",
        "كانت",
        "التي",
        "لكن",
    ],
)
def test_function_words(word: str) -> None:
    assert is_stopword(fold_exact(clean(word)))


@pytest.mark.parametrize(
    "word", ["وزير", "يوم", "قال", "رئيس", "علي بابا", "فيلم", "منزل", "2015", "the", "مكان"]
)
def test_words_that_name_something(word: str) -> None:
    assert not is_stopword(fold_exact(clean(word)))


def test_every_line_of_the_list_holds_words() -> None:
    words = [word for line in read_lines("stopwords.txt") for word in line.split()]
    assert len(words) > 200
    assert all(clean(word) == word for word in words)
