"""Addresses: which of many web addresses hold some words in a row."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from urllib.parse import unquote

import numpy as np

from fihris.index.arabic.folding import clean, fold_exact
from fihris.search.packed import Mask

REMEMBERED = 64  # rows of words

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_BREAKS = re.compile(r"[\r\n]")


def address_words(address: str) -> list[str]:
    """Return the words of an address, or of a part of one."""
    return _BETWEEN_WORDS.sub(" ", fold_exact(clean(unquote(address)))).split()


class Addresses:
    """Looks through addresses for words, as they are written but for spelling that is folded.

    Most words of addresses are Latin, which are only put in small letters: addresses are folded when a word
    of other letters is first asked for.
    """

    def __init__(self, addresses: Sequence[str]) -> None:
        self._addresses = addresses
        self._known: dict[tuple[str, ...], Mask] = {}

    def with_row(self, words: Sequence[str]) -> Mask:
        """Say which addresses hold words in a row; the words are folded as `address_words` returns them."""
        key = tuple(words)
        chosen = self._known.get(key)
        if chosen is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            chosen = self._known[key] = self._find(key)
        return chosen

    def _find(self, words: tuple[str, ...]) -> Mask:
        chosen = np.zeros(len(self._addresses), bool)
        text, starts = self._small if all(map(str.isascii, words)) else self._folded
        row = r"(?:[^\w\n]|_)+".join(map(re.escape, words))
        # The first word is looked for before what stands around it: that is far quicker.
        for found in re.finditer(rf"{row}(?![^\W_])", text):
            if not text[found.start() - 1 : found.start()].isalnum():
                chosen[bisect_right(starts, found.start()) - 1] = True
        return chosen

    @cached_property
    def _small(self) -> tuple[str, list[int]]:
        return _lines(
            _BREAKS.sub(" ", unquote(each) if "%" in each else each).lower() for each in self._addresses
        )

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        return _lines(" ".join(address_words(each)) for each in self._addresses)


def _lines(texts: Iterable[str]) -> tuple[str, list[int]]:
    """Return texts as lines of one, and where each begins."""
    lines = [f"{text}\n" for text in texts]
    return "".join(lines), list(accumulate(map(len, lines), initial=0))[:-1]
