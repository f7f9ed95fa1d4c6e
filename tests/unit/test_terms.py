import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.compiled import kernels
from fihris.index.terms import Terms, pack_terms, term_keys

words = st.text("ابج\ud800x😀", min_size=1, max_size=5)
vocabularies = st.sets(words, max_size=200).map(
    lambda texts: sorted(text.encode("utf-8", "surrogatepass") for text in texts)
)


def dictionary(*terms: str) -> Terms:
    blob, borders = pack_terms(sorted(term.encode() for term in terms))
    return Terms({"stem.terms": blob, "stem.borders": borders}, "stem")


def test_a_term_is_found_by_its_place_in_byte_order() -> None:
    terms = dictionary("ماء", "صاروخ", "30", "a")
    assert [terms.number(term) for term in ("30", "a", "صاروخ", "ماء")] == [0, 1, 2, 3]
    assert terms[2].decode() == "صاروخ"
    assert terms[1:3] == [b"a", "صاروخ".encode()]


def test_terms_that_are_not_there_have_no_number() -> None:
    terms = dictionary("صاروخ", "ماء")
    assert [terms.number(term) for term in ("", "صار", "صاروخي", "ي", "\ud800")] == [-1] * 5


def test_an_empty_dictionary_has_no_terms() -> None:
    assert len(dictionary()) == 0
    assert dictionary().number("ماء") == -1


def test_lines_are_all_terms_between_line_breaks() -> None:
    assert dictionary("ماء", "صاروخ", "30").lines() == "\n30\nصاروخ\nماء\n"
    assert dictionary().lines() == "\n"


def test_other_terms_have_other_keys() -> None:
    assert len(set(term_keys(*pack_terms([b"a", b"aa", b"b", b"ab", b"ba"])).tolist())) == 5


@given(vocabularies, st.lists(words | st.just("")))
def test_terms_have_the_numbers_of_their_places(vocabulary: list[bytes], asked: list[str]) -> None:
    blob, borders = pack_terms(vocabulary)
    terms = Terms({"stem.terms": blob, "stem.borders": borders}, "stem")
    known = {term: number for number, term in enumerate(vocabulary)}
    for term in (*vocabulary, *(text.encode("utf-8", "surrogatepass") for text in asked)):
        assert terms.number(term.decode("utf-8", "surrogatepass")) == known.get(term, -1)
        assert in_numpy(Terms._look_up, terms, term) == known.get(term, -1)


@given(vocabularies, st.randoms(use_true_random=False))
def test_terms_are_read_many_at_once(vocabulary: list[bytes], random) -> None:  # type: ignore[no-untyped-def]
    blob, borders = pack_terms(vocabulary)
    terms = Terms({"stem.terms": blob, "stem.borders": borders}, "stem")
    numbers = np.array(random.choices(range(len(vocabulary)), k=9) if vocabulary else [], np.int64)
    assert [text.encode("utf-8", "surrogatepass") for text in terms.texts(numbers)] == [
        vocabulary[number] for number in numbers.tolist()
    ]


@given(vocabularies)
def test_the_kernel_gives_terms_the_keys_that_numpy_does(vocabulary: list[bytes]) -> None:
    packed = pack_terms(vocabulary)
    assert term_keys(*packed).tolist() == in_numpy(term_keys, *packed).tolist()


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("borders", [[0, 4], [-1, 3], [2, 1], [0, 2**62]])
def test_the_kernels_read_no_further_than_there_is(borders: list[int]) -> None:
    blob, wrong = np.zeros(3, np.uint8), np.array(borders)
    with pytest.raises(ValueError, match="outside of its dictionary"):
        kernels.find(blob, wrong, b"x")
    with pytest.raises(ValueError, match="outside of its dictionary"):
        kernels.term_keys(blob, wrong, np.zeros(1, np.uint64))
    with pytest.raises(ValueError, match="as many keys"):
        kernels.term_keys(blob, wrong, np.zeros(2, np.uint64))
