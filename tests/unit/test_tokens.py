from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from twins import in_numpy

from archive import ARTICLES
from fihris.index import tokens
from fihris.index.arabic.tokenizing import Spans, tokenize
from fihris.index.compiled import kernels
from fihris.index.tokens import FARTHEST, LONGEST, Numbered, TokenCollector, put_together

# Whatever may join what stands beside it, or part it: blanks, marks of numbers, marks of letters.
pieces = st.lists(st.sampled_from([*" \n\t\xa0\u200c.,،٫:()\"'-ـ", "مطر", "ﷺ", "لُ", "12", "٣", "e\u0301"]))
texts = st.lists(pieces.map("".join) | st.text(), max_size=5)


def spans(collected: list[str]) -> list[Spans]:
    collector = TokenCollector()
    for text in collected:
        collector.add(text)
    found, words = collector.finish()
    borders = [0, *np.cumsum(found.count).tolist()]
    ends = found.start.astype(int) + found.length
    return [
        Spans(
            [words[word] for word in found.word[first:last].tolist()],
            found.start[first:last].tolist(),
            ends[first:last].tolist(),
        )
        for first, last in pairwise(borders)
    ]


@given(texts)
@example(["5. 12،345", "12، 345. 6", "5.\n12", 'ا" (ب): ج'])
def test_texts_have_the_tokens_that_the_tokenizer_finds(collected: list[str]) -> None:
    assert spans(collected) == list(map(tokenize, collected))


def test_texts_are_the_same_however_many_are_taken_apart_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [article.body for article in ARTICLES]
    whole = spans(bodies)
    monkeypatch.setattr(tokens, "_BATCH", 1)
    assert spans(bodies) == whole


def test_places_beyond_the_types_are_told() -> None:
    collector = TokenCollector()
    for text in ("مطر", "." * FARTHEST + "مطر", "." * (FARTHEST + 1) + "مطر", "مط" + "ـ" * LONGEST + "ر"):
        collector.add(text)
    assert collector.finish()[0].far.tolist() == [False, False, True, True]


def test_what_is_held_grows_with_the_texts() -> None:
    collector = TokenCollector()
    before = collector.nbytes
    collector.add(ARTICLES[0].body)
    once = collector.nbytes
    collector.add(ARTICLES[0].body)
    assert before < once < collector.nbytes < 2 * once


gaps = st.integers(0, 3) | st.sampled_from([LONGEST, LONGEST + 1, FARTHEST, FARTHEST + 1])


@given(st.lists(st.tuples(gaps, gaps, st.sampled_from(["plain", "odd", "odd twice", "end"]))))
def test_the_kernel_puts_together_what_numpy_does(given: list[tuple[int, int, str]]) -> None:
    found: dict[str, list[tuple[int, int, int]]] = {"plain": [], "odd": []}
    ends, place = [], 0
    for number, (gap, length, kind) in enumerate([*given, (0, 0, "end")]):
        place += gap
        if kind == "end":
            ends.append(place := place + 1)
            continue
        for _ in range(1 + (kind == "odd twice")):
            found[kind.split()[0]].append((number, place, place + length + 1))
        place += length + 1
    plain, odd = (
        Numbered(
            *(np.array([each[part] for each in found[kind]], dtype) for part, dtype in enumerate(_TYPES))
        )
        for kind in ("plain", "odd")
    )
    sizes = np.diff(ends, prepend=0)
    one, other = (put_together(plain, odd, sizes), in_numpy(put_together, plain, odd, sizes))
    for name in one.__slots__:
        assert getattr(one, name).tolist() == getattr(other, name).tolist()
        assert getattr(one, name).dtype == getattr(other, name).dtype


_TYPES = (np.int32, np.int64, np.int64)


@pytest.mark.skipif(kernels is None, reason="no kernel was compiled")
def test_the_kernel_writes_no_further_than_there_is() -> None:
    some, none = (Numbered(*(np.ones(many, each) for each in _TYPES)) for many in (1, 0))
    with pytest.raises(ValueError, match="as many as"):
        kernels.tokens(
            *(*some, *none, np.ones(1, np.int64), np.empty(0, np.int32)),
            *(np.empty(1, np.uint16), np.empty(1, np.uint8), np.empty(1, np.int64), np.empty(1, bool)),
        )
    with pytest.raises(ValueError, match="end before"):
        put_together(some, none, np.ones(1, np.int64))
