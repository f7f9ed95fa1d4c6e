"""Inversion: from the words of each article to the arrays of a segment."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from datetime import UTC
from hashlib import blake2b

import numpy as np

from fihris.index.arabic.chain import Chain, Forms
from fihris.index.arabic.tokenizing import Spans, tokenize
from fihris.index.article import Article
from fihris.index.bigrams import pack_bigrams
from fihris.index.columns import Array
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
      number in meta's `sources`, or -1; `document.excerpt` bool[N]; `document.text` uint64[N]: hash of the body's folded words, 0 for
      none; `keyword.offset` int64[N+1] and `keyword.code` int32: numbers in meta's `keywords`.
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

    def add(self, article: Article) -> tuple[list[str], list[str]]:
        """Take the next document and return the stems of its title and of its body, in text order."""
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
        forms = self._forms
        return [forms[word].stem for word in title_words], [forms[word].stem for word in body_words]

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

    def arrays(self) -> tuple[dict[str, Array], dict[str, list[str]]]:
        """Return the segment's arrays and its meta (names of sources and keywords)."""
        documents = len(self)
        forward = np.frombuffer(self._word, np.int32) if self._word else np.zeros(0, np.int32)
        offset = np.frombuffer(self._offset, np.int64)
        title = _view(self._title, np.uint32)
        forms = self._forms
        stop = np.fromiter((form.stop for form in forms), bool, len(forms))
        token_document = np.repeat(np.arange(documents, dtype=np.int64), np.diff(offset))
        in_title = np.arange(len(forward)) - offset[token_document] < title[token_document]
        content = ~stop[forward] if len(forms) else np.zeros(0, bool)
        arrays: dict[str, Array] = {
            "forward.word": forward,
            "forward.start": _view(self._start, np.uint32),
            "forward.length": _view(self._length, np.uint16),
            "forward.offset": offset,
            "forward.title": title,
            "word.stop": stop,
            "document.length": _count(token_document[content & ~in_title], documents),
            "document.title_length": _count(token_document[content & in_title], documents),
            "document.published": _view(self._published, np.int64),
            "document.source": _view(self._source, np.int32),
            "document.excerpt": _view(self._excerpt, np.bool_),
            "document.text": _view(self._text, np.uint64),
            "keyword.offset": np.frombuffer(self._keyword_offset, np.int64),
            "keyword.code": _view(self._keyword, np.int32),
        }
        for layer in LAYERS:
            terms, word_term = _number_terms([getattr(form, layer) for form in forms])
            arrays[f"word.{layer}"] = word_term
            arrays[f"{layer}.terms"], arrays[f"{layer}.borders"] = pack_terms(terms)
            if layer == "stem":
                arrays |= pack_bigrams(terms)
            arrays |= {
                f"{layer}.{name}": column
                for name, column in _postings(
                    word_term[forward], token_document, in_title, len(terms), documents
                ).items()
            }
        return arrays, {"sources": list(self._sources), "keywords": list(self._keywords)}


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


def _postings(term: Array, document: Array, in_title: Array, terms: int, documents: int) -> dict[str, Array]:
    """Return the postings of one layer, ordered by term and then by document."""
    keys = term.astype(np.int64) * documents + document
    titled, title_count = np.unique(keys[in_title], return_counts=True)
    posting, count = np.unique(keys, return_counts=True)
    in_titles = np.zeros(len(posting), np.int64)
    in_titles[np.searchsorted(posting, titled)] = title_count
    return {
        "offset": np.searchsorted(posting, np.arange(terms + 1, dtype=np.int64) * documents),
        "doc": (posting % max(documents, 1)).astype(np.uint32),
        "frequency": np.minimum(count - in_titles, LONGEST).astype(np.uint16),
        "title": np.minimum(in_titles, LONGEST).astype(np.uint16),
    }
