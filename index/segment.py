"""A segment as a reader sees it: its columns, its articles, and which of them are deleted."""

from __future__ import annotations

from collections.abc import Sequence
from operator import add
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.tokenizing import tokenize
from fihris.index.bigrams import Bigrams
from fihris.index.columns import Columns
from fihris.index.documents import Documents
from fihris.index.inversion import LAYERS
from fihris.index.terms import Terms


class Segment:
    """One segment of an open generation.

    `deleted` are the numbers of its documents that Whoosh's table of contents calls deleted; `base` is the
    number of its first document among all documents of the generation; `alive` is bool[N].
    """

    def __init__(self, columns: Columns, whoosh_reader: Any, base: int, deleted: list[int]) -> None:
        self.columns = columns
        self.base = base
        self.documents = Documents(columns, columns.meta)
        self.terms = {layer: Terms(columns, layer) for layer in LAYERS}
        self.bigrams = Bigrams(columns)
        self._reader = whoosh_reader
        self._lock = Lock()
        # Views whose items are plain numbers at once, for what is read one by one.
        self._postings = {layer: columns[f"{layer}.offset"].data for layer in LAYERS}
        self._words = {layer: columns[f"{layer}.words.offset"].data for layer in LAYERS}
        self._forward = columns["forward.word"]
        self._offset = columns["forward.offset"].data
        self._title = columns["forward.title"].data
        self._start = columns["forward.start"].data
        self._length = columns["forward.length"].data
        self._far = columns["forward.far"].data
        self.alive = np.ones(len(self), bool)
        self.alive[deleted] = False
        self.deleted = bool(deleted)

    def __len__(self) -> int:
        return len(self.documents)

    def postings(self, layer: str, term: str) -> slice:
        """Return where the postings of `term` stand in the columns `<layer>.doc` and its kin."""
        number = self.terms[layer].number(term)
        if number < 0:
            return slice(0, 0)
        offset = self._postings[layer]
        return slice(offset[number], offset[number + 1])

    def frequency(self, layer: str, term: str) -> int:
        """Return how many living documents have `term`."""
        place = self.postings(layer, term)
        if not self.deleted:
            return int(place.stop - place.start)
        return int(np.count_nonzero(self.alive[self.columns[f"{layer}.doc"][place]]))

    def tokens(self, document: int) -> slice:
        """Return where the tokens of `document`, title first, stand in the forward columns."""
        return slice(self._offset[document], self._offset[document + 1])

    def title_tokens(self, document: int) -> int:
        """Return how many of the tokens of `document` are its title's."""
        return int(self._title[document])

    def count(self, document: int) -> int:
        """Return how many tokens title and body of `document` have."""
        return int(self._offset[document + 1] - self._offset[document])

    def words(self, document: int) -> NDArray[np.int32]:
        """Return the number of each token's word in `document`, title first."""
        words: NDArray[np.int32] = self._forward[self._offset[document] : self._offset[document + 1]]
        return words

    def words_of(self, layer: str, term: str) -> NDArray[np.int32]:
        """Return the numbers of the segment's words whose form in `layer` is `term`."""
        number = self.terms[layer].number(term)
        return self.words_with(layer, number) if number >= 0 else self.columns[f"{layer}.words"][:0]

    def words_with(self, layer: str, number: int) -> NDArray[np.int32]:
        """Return the numbers of the segment's words whose form in `layer` is the term with that number."""
        offset = self._words[layer]
        words: NDArray[np.int32] = self.columns[f"{layer}.words"][offset[number] : offset[number + 1]]
        return words

    def places(self, document: int, tokens: Sequence[int]) -> tuple[list[int], list[int]]:
        """Return starts and ends, in code points of title or body, of tokens of a document, title first."""
        if self._far[document]:
            return self._far_places(document, tokens)
        first = self._offset[document]
        if isinstance(tokens, range):
            place = slice(first + tokens.start, first + tokens.stop)
            starts, lengths = self._start[place].tolist(), self._length[place].tolist()
        else:
            starts = [self._start[first + token] for token in tokens]
            lengths = [self._length[first + token] for token in tokens]
        return starts, list(map(add, starts, lengths))

    def _far_places(self, document: int, tokens: Sequence[int]) -> tuple[list[int], list[int]]:
        article = self.documents[document]
        title, body = tokenize(article.title), tokenize(article.body)
        starts, ends = title.starts + body.starts, title.ends + body.ends
        return [starts[token] for token in tokens], [ends[token] for token in tokens]

    def find(self, identifier: str) -> int | None:
        """Return the number of the living document with the id `identifier`, None if there is none."""
        # Whoosh's readers were not written for several threads.
        with self._lock:
            if ("id", identifier) not in self._reader:
                return None
            matcher = self._reader.postings("id", identifier)
            while matcher.is_active():
                if self.alive[matcher.id()]:
                    return int(matcher.id())
                matcher.next()
        return None
