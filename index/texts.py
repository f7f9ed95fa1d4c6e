"""Texts of documents in two arrays, any part of which is read without the rest."""

from __future__ import annotations

from array import array
from codecs import utf_16_le_decode
from collections.abc import Mapping

import numpy as np

from fihris.index.columns import Array

_ENCODING = "utf-16-le"  # two bytes a character, so that a character's place is known; see `add`


class TextCollector:
    """Collects the texts of one name, by document.

    The arrays are all texts as one blob (uint8) and their borders in it (int64, one more than texts).
    """

    def __init__(self) -> None:
        self._blob = bytearray()
        self._borders = array("q", [0])

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        return len(self._blob) + len(self._borders) * self._borders.itemsize

    def add(self, text: str) -> bool:
        """Take the next text and say whether it is wide.

        In a wide text some character takes more than two bytes, so that places tell nothing.
        """
        encoded = text.encode(_ENCODING, "surrogatepass")
        self._blob += encoded
        self._borders.append(len(self._blob))
        return len(encoded) != 2 * len(text)

    def arrays(self, name: str) -> dict[str, Array]:
        """Return the arrays of the texts; no text can be added any more."""
        return {
            f"{name}.blob": np.frombuffer(self._blob, np.uint8),
            f"{name}.borders": np.frombuffer(self._borders, np.int64),
        }


class Texts:
    """The texts of one name, by document."""

    def __init__(self, columns: Mapping[str, Array], name: str) -> None:
        self._blob = columns[f"{name}.blob"].data
        self._borders = columns[f"{name}.borders"].data

    def __getitem__(self, document: int) -> str:
        return _decode(self._blob[self._borders[document] : self._borders[document + 1]])

    def part(self, document: int, start: int, end: int | None = None) -> str:
        """Return the characters from `start` to `end`, or to the last, of a text that is not wide."""
        first, last = self._borders[document], self._borders[document + 1]
        if end is not None:
            last = min(last, first + 2 * end)
        return _decode(self._blob[first + 2 * start : last])


def _decode(encoded: memoryview) -> str:
    # `str` would look for the codec each time, which takes longer than a short text.
    return utf_16_le_decode(encoded, "surrogatepass")[0]
