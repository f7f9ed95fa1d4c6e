from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from twins import in_numpy

from archive import ARTICLES
from fihris.index import Article
from fihris.index.arabic import default_chain
from fihris.index.compiled import kernels
from fihris.index.counts import in_body, in_title
from fihris.index.inversion import LAYERS, Inverter, number_terms
from fihris.index.terms import Terms
from fihris.index.tokens import FARTHEST, LONGEST


def invert():  # type: ignore[no-untyped-def]
    inverter = Inverter(default_chain())
    for article in ARTICLES:
        inverter.add(article)
    lengths = [inverter.lengths(in_title=in_title).tolist() for in_title in (True, False)]
    return list(zip(*lengths, strict=True)), inverter.arrays()


def test_postings_count_every_token_of_title_and_body() -> None:
    chain = default_chain()
    _, arrays = invert()
    for layer in LAYERS:
        terms = Terms(arrays, layer)
        for number, term in enumerate(terms):
            place = slice(arrays[f"{layer}.offset"][number], arrays[f"{layer}.offset"][number + 1])
            found = list(
                zip(
                    arrays[f"{layer}.doc"][place].tolist(),
                    in_body(arrays[f"{layer}.count"][place]).tolist(),
                    in_title(arrays[f"{layer}.count"][place]).tolist(),
                    strict=True,
                )
            )
            expected = []
            for document, article in enumerate(ARTICLES):
                body, title = (
                    Counter(getattr(token, layer) for token in chain.analyze(text))[term.decode()]
                    for text in (article.body, article.title)
                )
                if body or title:
                    expected.append((document, body, title))
            assert found == expected


def test_forward_column_gives_every_token_its_place() -> None:
    chain = default_chain()
    lengths, arrays = invert()
    terms = Terms(arrays, "stem")
    for document, article in enumerate(ARTICLES):
        first, last = arrays["forward.offset"][document : document + 2]
        title = chain.analyze(article.title)
        tokens = title + chain.analyze(article.body)
        assert arrays["forward.title"][document] == len(title)
        assert last - first == len(tokens)
        assert lengths[document] == (len(title), len(tokens) - len(title))
        for place, token in enumerate(tokens, first):
            assert arrays["forward.start"][place] == token.start
            assert arrays["forward.length"][place] == token.end - token.start
            assert terms[arrays["word.stem"][arrays["forward.word"][place]]].decode() == token.stem


def test_lengths_leave_function_words_out() -> None:
    chain = default_chain()
    assert invert()[1]["document.length"].tolist() == [
        sum(not token.stop for token in chain.analyze(article.body)) for article in ARTICLES
    ]


def test_every_word_is_among_the_words_of_its_terms() -> None:
    _, arrays = invert()
    for layer in LAYERS:
        offset, words = arrays[f"{layer}.words.offset"], arrays[f"{layer}.words"]
        for number, (first, last) in enumerate(pairwise(offset.tolist())):
            assert words[first:last].tolist() == np.flatnonzero(arrays[f"word.{layer}"] == number).tolist()


def test_texts_are_equal_whatever_their_marks() -> None:
    inverter = Inverter(default_chain())
    for body in ("مياه الشرب", "مِياه   الشُّرب!", "مياه النهر", ""):
        inverter.add(Article(body=body))
    first, second, third, empty = inverter.arrays()["document.text"].tolist()
    assert first == second != third
    assert empty == 0


def test_documents_with_far_or_long_tokens_are_told() -> None:
    inverter = Inverter(default_chain())
    for body in ("مطر", "." * FARTHEST + "مطر", "." * (FARTHEST + 1) + "مطر", "مط" + "ـ" * LONGEST + "ر"):
        inverter.add(Article(body=body))
    assert inverter.arrays()["forward.far"].tolist() == [False, False, True, True]


def test_nothing_inverts_to_nothing() -> None:
    arrays = Inverter(default_chain()).arrays()
    assert len(arrays["stem.doc"]) == len(arrays["forward.word"]) == 0


@given(st.lists(st.text(st.sampled_from("aبتثa\0\ud800\U0001f600"), min_size=1, max_size=12)))
def test_terms_are_numbered_in_byte_order(terms: list[str]) -> None:
    for packed, number in (number_terms(terms), in_numpy(number_terms, terms)):
        distinct = packed.take(np.arange(packed.many))
        assert distinct == sorted({term.encode("utf-8", "surrogatepass") for term in terms})
        assert [distinct[each].decode("utf-8", "surrogatepass") for each in number.tolist()] == terms
        assert number.dtype == np.int32


bodies = st.lists(st.sampled_from(["", ".", "مطر", "مطر غزير", "غزير مطر مطر"]))


@given(bodies, bodies)
def test_the_kernel_hashes_texts_as_numpy_does(titles: list[str], bodies: list[str]) -> None:
    inverter = Inverter(default_chain())
    for title, body in zip(titles, bodies, strict=False):
        inverter.add(Article(title=title, body=body))
    if len(inverter):
        one, other = inverter._text_hashes(), in_numpy(inverter._text_hashes)
        assert one.tolist() == other.tolist()
        assert one.dtype == other.dtype == np.uint64


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernels_read_no_further_than_there_is() -> None:
    text = np.frombuffer(b"a\nb", np.uint8)
    for terms, room, borders in ((1, 3, 2), (2, 3, 2), (2, 2, 3), (3, 3, 4)):
        with pytest.raises(ValueError, match="terms"):
            kernels.number_terms(
                text, np.empty(terms, np.int32), np.empty(room, np.uint8), np.empty(borders, np.int64)
            )
    word, hashes = np.array([0, 1], np.int32), np.ones(2, np.uint64)
    for begin, end, few in ((0, 3, 2), (-1, 1, 2), (2, 1, 2), (0, 2, 1)):
        for known, factors in ((hashes[:few], hashes), (hashes, hashes[:few])):
            with pytest.raises(ValueError, match="beyond the last"):
                kernels.text_hashes(
                    word, known, factors, np.array([begin]), np.array([end]), np.empty(1, np.uint64)
                )
