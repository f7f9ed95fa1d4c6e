"""The letters of terms, kernel against twin, and both against Python's own."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from fihris.index.terms import pack_terms
from fihris.search.compiled import kernels
from fihris.search.lexicon import letter_bits, letters_of

terms = st.lists(st.text("ابجxé\ud800中😀", min_size=1, max_size=70))


@given(terms)
def test_the_letters_of_terms_are_those_of_their_texts(terms: list[str]) -> None:
    packed = pack_terms(term.encode("utf-8", "surrogatepass") for term in terms)
    for lengths, letters in (letters_of(*packed), in_numpy(letters_of, *packed)):
        assert lengths.tolist() == [len(term) for term in terms]
        assert letters.tolist() == [int(np.bitwise_or.reduce(letter_bits(term))) for term in terms]
        assert (lengths.dtype, letters.dtype) == (np.int16, np.uint64)


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
@pytest.mark.parametrize("borders", [[0, 4], [-1, 3], [2, 1]])
def test_the_kernel_reads_no_further_than_there_is(borders: list[int]) -> None:
    with pytest.raises(ValueError, match="outside of its dictionary"):
        letters_of(np.zeros(3, np.uint8), np.array(borders))
    with pytest.raises(ValueError, match="as many lengths"):
        kernels.letters(
            np.zeros(3, np.uint8), np.array(borders), np.zeros(2, np.int16), np.zeros(1, np.uint64)
        )
