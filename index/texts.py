"""Texts of documents in two arrays, any part of which is read without the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fihris.index.columns import Array

_ENCODING = "utf-16-le"  # two bytes a character, so that a character's place is known; see `is_wide`


def pack_texts(texts: Sequence[str]) -> tuple[Array, Array]:
    """Return all `texts` as one blob (uint8) and their borders in it (int64, one more than texts)."""
    encoded = [text.encode(_ENCODING, "surrogatepass") for text in texts]
    borders = np.zeros(len(encoded) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)), out=borders[1:])
    return np.frombuffer(b"".join(encoded), np.uint8), borders


def is_wide(text: str) -> bool:
    """Say whether a character of `text` takes more than two bytes, so that places tell nothing."""
    return not text.isascii() and max(text) > "\uffff"


class Texts:
    """The texts of one name, by document."""

    def __init__(self, columns: Mapping[str, Array], name: str) -> None:
        self._blob = columns[f"{name}.blob"].data
        self._borders = columns[f"{name}.borders"].data

    def __getitem__(self, document: int) -> str:
        return str(
            self._blob[self._borders[document] : self._borders[document + 1]], _ENCODING, "surrogatepass"
        )

    def length(self, document: int) -> int:
        """Return how many characters a text has that is not wide."""
        return int(self._borders[document + 1] - self._borders[document]) // 2

    def part(self, document: int, start: int, end: int) -> str:
        """Return the characters from `start` to `end` of a text that is not wide."""
        begin = self._borders[document]
        return str(self._blob[begin + 2 * start : begin + 2 * end], _ENCODING, "surrogatepass")
