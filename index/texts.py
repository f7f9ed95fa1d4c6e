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
        self._blob = memoryview(columns[f"{name}.blob"])  # type: ignore[arg-type]  # an array is a buffer
        self._borders = columns[f"{name}.borders"]

    def __getitem__(self, document: int) -> str:
        start, end = self._borders[document : document + 2].tolist()
        return str(self._blob[start:end], _ENCODING, "surrogatepass")

    def length(self, document: int) -> int:
        """Return how many characters a text has that is not wide."""
        start, end = self._borders[document : document + 2].tolist()
        return int(end - start) // 2

    def part(self, document: int, start: int, end: int) -> str:
        """Return the characters from `start` to `end` of a text that is not wide."""
        begin = int(self._borders[document])
        return str(self._blob[begin + 2 * start : begin + 2 * end], _ENCODING, "surrogatepass")
