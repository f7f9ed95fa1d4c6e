"""Inversion: from the words of each article to the arrays of a segment."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Chain, Forms
from fihris.index.arabic.tokenizing import Spans, tokenize
from fihris.index.article import Article
from fihris.index.bigrams import pack_bigrams
from fihris.index.columns import Array
from fihris.index.postings import PostingLists, invert
from fihris.index.terms import pack_terms

LAYERS = ("exact", "stem", "root")
NO_DATE = np.iinfo(np.int64).min
LONGEST = 0xFFFF  # characters of one surface word that the forward column can span


class Inverter:
    """Collects articles in the order of their document numbers and turns them into a segment's arrays.

    A *word* is what the tokenizer cleaned; its exact, stem and root forms are functions of it. So the text
    is gone through once: one forward column of word numbers serves every layer, snippets and phrases.

    The arrays, for N documents, T tokens and W distinct words:

    - `forward.word` int32[T], `forward.start` uint32[T], `forward.length` uint16[T]: each token's word and
      its place, in code points, in the title or body it stands in; `forward.offset` int64[N+1]: where a
      document's tokens begin, title first; `forward.title` uint32[N]: how many of them are the title's.
    - `word.exact`, `word.stem`, `word.root` int32[W]: term numbers; `word.stop` bool[W].
    - for each layer `.terms`, `.borders` (see `terms`), `.offset` int64[terms+1], and by posting `.doc`
      uint32, `.frequency` uint16 (in the body), `.title` uint16 (in the title).
    - the bigrams of the stems: see `bigrams`.
    - `document.length`, `document.title_length` uint32[N]: tokens that are not stop words;
      `document.published` int64[N]: seconds of UTC since 1970, or `NO_DATE`; `document.source` int32[N]:
      number in meta's `sources`, or -1; `document.excerpt` bool[N]; `document.text` uint64[N]: hash of the
      body's folded words, 0 for none; `keyword.offset` int64[N+1] and `keyword.code` int32: numbers in
      meta's `keywords`.
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._words: dict[str, int] = {}
        self._forms: list[Forms] = []
        self._word, self._start, self._length = array("i"), array("I"), array("H")
        self._offset, self._title = array("q", [0]), array("I")
        self._published, self._text, self._excerpt = array("q"), array("Q"), array("b")
        self._sources: dict[str, int] = {}
        self._source = array("i")
        self._keywords: dict[str, int] = {}
        self._keyword, self._keyword_offset = array("i"), array("q", [0])

    def __len__(self) -> int:
        return len(self._title)

    def add(self, article: Article) -> tuple[int, int]:
        """Take the next document and return how many tokens its title and its body have."""
        title, body = tokenize(article.title), tokenize(article.body)
        title_words, body_words = self._take(title), self._take(body)
        self._title.append(len(title_words))
        self._offset.append(len(self._word))
        self._text.append(self._text_hash(body_words))
        published = article.published
        self._published.append(int(published.replace(tzinfo=UTC).timestamp()) if published else int(NO_DATE))
        self._source.append(
            self._sources.setdefault(article.source, len(self._sources)) if article.source else -1
        )
        self._excerpt.append(article.excerpt_of is not None)
        self._keyword.extend(self._keywords.setdefault(k, len(self._keywords)) for k in article.keywords)
        self._keyword_offset.append(len(self._keyword))
        return len(title_words), len(body_words)

    def _take(self, spans: Spans) -> list[int]:
        numbers = list(map(self._words.get, spans.words))
        if None in numbers:
            numbers = [self._number(word) for word in spans.words]
        self._word.extend(numbers)  # type: ignore[arg-type]  # no None is left
        self._start.extend(spans.starts)
        self._length.extend(
            min(end - start, LONGEST) for start, end in zip(spans.starts, spans.ends, strict=True)
        )
        return numbers  # type: ignore[return-value]  # no None is left

    def _number(self, word: str) -> int:
        number = self._words.get(word)
        if number is None:
            number = self._words[word] = len(self._words)
            self._forms.append(self._chain.forms(word))
        return number

    def _text_hash(self, words: list[int]) -> int:
        if not words:
            return 0
        folded = " ".join(self._forms[word].exact for word in words).encode("utf-8", "surrogatepass")
        return int.from_bytes(blake2b(folded, digest_size=8).digest(), "little") or 1

    @cached_property
    def _tokens(self) -> _Tokens:
        """All tokens; nothing can be added once they were asked for."""
        offset = np.frombuffer(self._offset, np.int64)
        document = np.repeat(np.arange(len(self), dtype=np.int64), np.diff(offset))
        place = np.arange(len(document)) - offset[document]
        title = _view(self._title, np.uint32)[document]
        in_title = place < title
        return _Tokens(_view(self._word, np.int32), document, in_title, place - np.where(in_title, 0, title))

    @cached_property
    def _layers(self) -> dict[str, tuple[list[bytes], Array]]:
        """For each layer its terms in byte order, and the term number of each word."""
        return {layer: _number_terms(getattr(form, layer) for form in self._forms) for layer in LAYERS}

    def text_field(self, *, in_title: bool) -> tuple[list[bytes], PostingLists, Array]:
        """Return the stems of title or body in byte order, their posting lists, and the tokens' positions."""
        terms, word_term = self._layers["stem"]
        chosen = self._tokens.in_title == in_title
        term = word_term[self._tokens.word[chosen]]
        held, term = np.unique(term, return_inverse=True)
        lists = invert(term, self._tokens.document[chosen], len(held))
        return [terms[number] for number in held.tolist()], lists, self._tokens.position[chosen]

    def arrays(self) -> tuple[dict[str, Array], dict[str, list[str]]]:
        """Return the segment's arrays and its meta (names of sources and keywords)."""
        tokens, documents = self._tokens, len(self)
        stop = np.fromiter((form.stop for form in self._forms), bool, len(self._forms))
        content = ~stop[tokens.word]
        arrays: dict[str, Array] = {
            "forward.word": tokens.word,
            "forward.start": _view(self._start, np.uint32),
            "forward.length": _view(self._length, np.uint16),
            "forward.offset": np.frombuffer(self._offset, np.int64),
            "forward.title": _view(self._title, np.uint32),
            "word.stop": stop,
            "document.length": _count(tokens.document[content & ~tokens.in_title], documents),
            "document.title_length": _count(tokens.document[content & tokens.in_title], documents),
            "document.published": _view(self._published, np.int64),
            "document.source": _view(self._source, np.int32),
            "document.excerpt": _view(self._excerpt, np.bool_),
            "document.text": _view(self._text, np.uint64),
            "keyword.offset": np.frombuffer(self._keyword_offset, np.int64),
            "keyword.code": _view(self._keyword, np.int32),
        }
        for layer, (terms, word_term) in self._layers.items():
            arrays[f"word.{layer}"] = word_term
            arrays[f"{layer}.terms"], arrays[f"{layer}.borders"] = pack_terms(terms)
            lists = invert(word_term[tokens.word], tokens.document, len(terms))
            in_title = np.add.reduceat(np.append(tokens.in_title[lists.token], 0), lists.first)
            arrays[f"{layer}.offset"] = lists.offset
            arrays[f"{layer}.doc"] = lists.document
            arrays[f"{layer}.frequency"] = np.minimum(lists.frequency - in_title, LONGEST).astype(np.uint16)
            arrays[f"{layer}.title"] = np.minimum(in_title, LONGEST).astype(np.uint16)
        arrays |= pack_bigrams(self._layers["stem"][0])
        return arrays, {"sources": list(self._sources), "keywords": list(self._keywords)}


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All tokens of a segment: word, document, whether in the title, and position in the field."""

    word: NDArray[np.int32]
    document: NDArray[np.int64]
    in_title: NDArray[np.bool_]
    position: NDArray[np.int64]


def _view(values: array[int], dtype: type[np.generic]) -> Array:
    return np.frombuffer(values, dtype) if values else np.zeros(0, dtype)


def _count(documents: Array, size: int) -> Array:
    return np.bincount(documents, minlength=size).astype(np.uint32)


def _number_terms(terms: Iterable[str]) -> tuple[list[bytes], Array]:
    """Return the distinct terms in byte order, and for each given term its number among them."""
    encoded = [term.encode("utf-8", "surrogatepass") for term in terms]
    distinct = sorted(set(encoded))
    place: Callable[[bytes], int] = {term: number for number, term in enumerate(distinct)}.__getitem__
    return distinct, np.fromiter(map(place, encoded), np.int32, len(encoded))
