"""Values: what a field holds over a whole collection, and which documents hold a value."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection as Container
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Chain
from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.segment import Segment
from fihris.search.addresses import Addresses
from fihris.search.packed import Mask


class Values:
    """The distinct values of a field, `names`, and the documents that have them.

    `codes` int are numbers of names, -1 for none: one for each document, or, where a document may have
    several values, one for each place, and `documents` says whose it is.
    """

    def __init__(
        self, names: list[str], codes: NDArray[np.int64], documents: NDArray[np.int64] | None
    ) -> None:
        self.names = names
        self.codes = codes
        self._documents = documents

    @classmethod
    def of(cls, segments: Sequence[Segment], field: str) -> Values:
        """Return the values of "source", "section", "author", "keyword" or "url" in segments."""
        numbers: dict[str, int] = {}
        codes, documents = [], []
        for segment in segments:
            if field == "url":
                named = [details.url or "" for details in segment.documents.all_details()]
                here = np.arange(len(segment))
            elif field == "keyword":
                named, here = segment.documents.keywords, segment.columns["keyword.code"]
                places = np.diff(segment.columns["keyword.offset"])
                documents.append(np.arange(len(segment)).repeat(places) + segment.base)
            else:
                named, here = segment.documents.names[field], segment.columns[f"document.{field}"]
            # Code -1 takes the last entry.
            among = np.array([*(numbers.setdefault(name, len(numbers)) for name in named), -1], np.int64)
            codes.append(among[here])
        return cls(
            list(numbers),
            np.concatenate(codes) if codes else np.zeros(0, np.int64),
            np.concatenate(documents) if documents else None,
        )

    def having(self, chosen: NDArray[np.bool_], size: int) -> Mask:
        """Return which of `size` documents have a value that is chosen (bool by number)."""
        has: Mask = np.append(chosen, False)[self.codes]
        if self._documents is None:
            return has
        mask = np.zeros(size, bool)
        mask[self._documents[has]] = True
        return mask

    def holds(self, wanted: str) -> bool:
        """Say whether a value is written so but for spelling that is folded."""
        return fold(wanted) in self._folded

    def written(self, wanted: Container[str], size: int) -> Mask:
        """Return which documents have one of the values, written so but for spelling that is folded."""
        chosen = np.zeros(len(self.names), bool)
        for each in wanted:
            chosen[self._folded.get(fold(each), [])] = True
        return self.having(chosen, size)

    @cached_property
    def _folded(self) -> dict[str, list[int]]:
        folded: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            folded.setdefault(fold(name), []).append(number)
        return folded

    @cached_property
    def _rows(self) -> dict[str, Lines]:
        return {}

    def lines(self, chain: Chain, form: str) -> Lines:
        """Return the values as rows of the "exact" or "stem" forms of their words."""
        lines = self._rows.get(form)
        if lines is None:
            tokens = (chain.analyze(name) for name in self.names)
            rows = (" ".join(getattr(token, form) for token in row) for row in tokens)
            lines = self._rows[form] = Lines(rows)
        return lines

    @cached_property
    def addresses(self) -> Addresses:
        """The values as addresses."""
        return Addresses(self.names)


class Lines:
    """Rows of words, looked through for words in a row."""

    def __init__(self, rows: Iterable[str]) -> None:
        lines = [f" {row} \n" for row in rows]
        self._starts = list(accumulate(map(len, lines), initial=0))[:-1]
        self._text = "".join(lines)

    def with_row(self, words: str) -> NDArray[np.bool_]:
        """Say which lines hold the words, with one blank between them, in a row."""
        return self._at(self._places(f" {words} "))

    def with_word(self, pattern: re.Pattern[str]) -> NDArray[np.bool_]:
        """Say which lines hold a word that `pattern` matches as a whole."""
        fitting = [word for word in self.words if pattern.fullmatch(word)]
        return self.with_any(fitting)

    def with_any(self, words: Iterable[str]) -> NDArray[np.bool_]:
        """Say which lines hold one of the words."""
        either = "|".join(map(re.escape, words))
        if not either:
            return self._at(())
        return self._at(found.start() for found in re.finditer(f" (?:{either})(?= )", self._text))

    @property
    def rows(self) -> list[str]:
        """The rows, as they were given."""
        return [line.strip() for line in self._text.split("\n")[:-1]]

    @cached_property
    def words(self) -> list[str]:
        """The distinct words of all lines."""
        return list(dict.fromkeys(self._text.split()))

    def _places(self, piece: str) -> Iterable[int]:
        place = self._text.find(piece)
        while place >= 0:
            yield place
            place = self._text.find(piece, place + 1)

    def _at(self, places: Iterable[int]) -> NDArray[np.bool_]:
        chosen = np.zeros(len(self._starts), bool)
        chosen[[bisect_right(self._starts, place) - 1 for place in places]] = True
        return chosen


def fold(name: str) -> str:
    """Return a whole value without what makes no difference: spelling that is folded, blanks, case."""
    return " ".join(fold_exact(clean(name)).split())
