"""Forms that several workers work out together are those that each would find alone."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive import ARTICLES
from fihris.index.arabic import default_chain
from fihris.index.arabic.chain import Layers
from fihris.index.arabic.tokenizing import tokenize
from fihris.index.shared_forms import SharedForms

WORDS = sorted({word for article in ARTICLES for word in tokenize(article.body).words} | {"\ud800", "stop"})


def together(words: list[list[str]]) -> list[Layers | None]:
    """Return what each of several workers finds out of its words; None of one that was not asked."""
    barrier, sent = Barrier(len(words), timeout=20), [[] for _ in words]

    def work(own: int) -> Layers | None:
        def swap(messages: Sequence[Any]) -> list[Any]:
            sent[own] = list(messages)
            barrier.wait()
            got = [each[own] for each in sent]
            barrier.wait()
            return got

        forms = SharedForms(default_chain(), swap, len(words))
        found = forms.layers(words[own]) if words[own] else None
        forms.finish()
        return found

    with ThreadPoolExecutor(len(words)) as workers:
        return list(workers.map(work, range(len(words))))


@given(st.lists(st.lists(st.sampled_from(WORDS), unique=True), min_size=1, max_size=4))
def test_each_worker_has_the_forms_of_its_words_in_their_order(words: list[list[str]]) -> None:
    assert together(words) == [default_chain().layers(own) if own else None for own in words]


def test_a_worker_without_words_works_for_the_others() -> None:
    assert together([[], WORDS]) == [None, default_chain().layers(WORDS)]


def test_no_word_is_worked_out_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    chain = default_chain.__wrapped__()
    worked_out: list[str] = []
    work_out = chain._work_out
    monkeypatch.setattr(chain, "_work_out", lambda words: (worked_out.extend(words), work_out(words))[1])
    monkeypatch.setitem(together.__globals__, "default_chain", lambda: chain)
    together([WORDS, WORDS[::2], WORDS[::3]])
    assert sorted(worked_out) == WORDS
