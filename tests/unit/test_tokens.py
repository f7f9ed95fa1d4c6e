from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index import tokens
from fihris.index.arabic.tokenizing import Spans, tokenize
from fihris.index.tokens import FARTHEST, LONGEST, TokenCollector

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
