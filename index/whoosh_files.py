"""The term and posting files of a Whoosh segment, in Whoosh's own format W3, from posting lists.

Whoosh's own writer takes every posting through Python objects and a pool of pickles, which costs most of the
time of a build. The files written here are read by every Whoosh since 2.7.4, with the same terms, postings,
positions and statistics.
"""

from __future__ import annotations

import struct
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.util.numeric import byte_to_length

from fihris.index.columns import Array
from fihris.index.postings import PostingLists
from fihris.index.whoosh_postings import TERM_INFO, write_postings
from fihris.index.whoosh_terms import write_terms

_LONGEST = [byte_to_length(byte) for byte in range(256)]  # length that each byte stands for
LENGTHS = np.searchsorted(_LONGEST, np.arange(_LONGEST[-1] + 1)).astype(np.uint8)


class WhooshFiles:
    """Fills the term and posting files that Whoosh's field writer has opened, fields in order of name."""

    def __init__(self, field_writer: Any, documents: int) -> None:
        self._writer = field_writer
        self._documents = documents
        self._fields: dict[str, int] = {}
        self._keys: list[bytes] = []
        self._infos: list[bytes] = []

    def add_text(self, name: str, terms: list[bytes], lists: PostingLists) -> None:
        """Add a text field: its terms in byte order, and their posting lists."""
        lengths = np.bincount(lists.document, weights=lists.frequency, minlength=self._documents)
        self._add(name, terms, lists, length_bytes(lengths.astype(np.int64)))

    def add_words(self, name: str, words: dict[bytes, list[int]]) -> None:
        """Add a field of whole values, which has neither positions nor lengths."""
        terms = sorted(words)
        documents = [words[term] for term in terms]
        offset = np.cumsum([0, *map(len, documents)])
        many = int(offset[-1])
        lists = PostingLists(
            offset=offset,
            document=np.fromiter(chain.from_iterable(documents), np.uint32, many),
            frequency=np.ones(many, np.uint32),
            first=np.arange(many),
            position=None,
        )
        self._add(name, terms, lists, np.zeros(self._documents, np.uint8))

    def _add(
        self,
        name: str,
        terms: list[bytes],
        lists: PostingLists,
        lengths: NDArray[np.uint8],
    ) -> None:
        number = self._fields[name] = len(self._fields)
        field = struct.pack("!H", number)
        infos = write_postings(self._writer._postfile, lists, lengths).tobytes()
        self._keys += [field + term for term in terms]
        self._infos += [
            infos[place : place + TERM_INFO.itemsize] for place in range(0, len(infos), TERM_INFO.itemsize)
        ]

    def finish(self) -> None:
        """Write the term file and close both."""
        term_file = self._writer._tindex.dbfile
        # Whoosh has begun the file with a header of its own.
        term_file.file.seek(0)
        term_file.file.truncate()
        write_terms(term_file, self._fields, self._keys, self._infos)
        term_file.close()
        self._writer._postfile.close()
        self._writer.is_closed = True


def length_bytes(lengths: Array) -> NDArray[np.uint8]:
    """Return field lengths as the one byte that Whoosh keeps of each."""
    return LENGTHS[np.minimum(lengths, len(LENGTHS) - 1)]
