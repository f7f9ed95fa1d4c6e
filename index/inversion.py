"""Inversion: from the words of each article to the arrays of a segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Chain
from fihris.index.article import Article
from fihris.index.bigrams import pack_bigrams
from fihris.index.columns import Array
from fihris.index.compiled import kernels
from fihris.index.counts import pack_counts
from fihris.index.postings import PostingLists, count_postings, invert
from fihris.index.terms import PackedTerms, pack_terms, term_keys
from fihris.index.tokens import TokenCollector, Tokens

LAYERS = ("exact", "stem", "root")
LEAD = 50  # tokens of a body: a news article says first what it is about


class Inverter:
    """Collects articles in the order of their document numbers and turns them into a segment's arrays.

    A *word* is what the tokenizer cleaned; its exact, stem and root forms are functions of it. So the text
    is gone through once: one forward column of word numbers serves every layer, snippets and phrases.

    The arrays, for N documents, T tokens and W distinct words:

    - `forward.word` int32[T], `forward.start` uint16[T], `forward.length` uint8[T]: each token's word and
      its place, in code points, in the title or body it stands in; `forward.offset` int64[N+1]: where a
      document's tokens begin, title first; `forward.title` uint32[N]: how many of them are the title's;
      `forward.far` bool[N]: documents with a place too far or too long for these types, whose tokens have to
      be looked for in the text again.
    - `word.exact`, `word.stem`, `word.root` int32[W]: term numbers; `word.stop` bool[W].
    - for each layer `.terms`, `.borders` (see `terms`), `.offset` int64[terms+1], and by posting `.doc`
      uint16 (uint32 from 65,537 documents on) and `.count` uint8 (how often, see `counts`); `stem.lead`
      uint8: how often among the first `LEAD` tokens of the body; `.words.offset` int64[terms+1] and `.words`
      int32[W]: the words of each term.
    - the bigrams of the stems: see `bigrams`.
    - `document.length`, `document.title_length`, `document.lead_length` uint32[N]: tokens of body, title and
      lead that are not stop words; `document.text` uint64[N]: hash of the body's folded words, 0 for none
      (see `_text_hashes`).
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._collector = TokenCollector()
        self._documents = 0

    def __len__(self) -> int:
        return self._documents

    @property
    def nbytes(self) -> int:
        """Return how many bytes are held."""
        return self._collector.nbytes

    def add(self, article: Article) -> None:
        """Take the next document."""
        self._collector.add(article.title)
        self._collector.add(article.body)
        self._documents += 1

    @cached_property
    def _collected(self) -> tuple[Tokens, list[str]]:
        """What was collected; nothing can be added once it was asked for."""
        return self._collector.finish()

    @cached_property
    def _tokens(self) -> _Tokens:
        collected, _ = self._collected
        title, body = collected.count[0::2], collected.count[1::2]
        count, offset = title + body, np.concatenate([[0], np.cumsum(title + body)])
        position = np.arange(offset[-1], dtype=np.int32)
        position -= np.repeat(offset[:-1].astype(np.int32), count)
        titles = np.repeat(title.astype(np.int32), count)
        in_title = position < titles
        position -= np.where(in_title, 0, titles)
        return _Tokens(
            word=collected.word,
            start=collected.start,
            length=collected.length,
            document=np.repeat(np.arange(len(self), dtype=np.int32), count),
            in_title=in_title,
            position=position,
            offset=offset,
            title=title,
            far=collected.far[0::2] | collected.far[1::2],
        )

    @cached_property
    def _words(self) -> tuple[dict[str, tuple[PackedTerms, Array]], NDArray[np.bool_]]:
        """By layer its terms and the term number of each word; then which are stop words."""
        forms = self._chain.layers(self._collected[1])
        layers = {layer: number_terms(getattr(forms, layer)) for layer in LAYERS}
        return layers, np.array(forms.stop, bool)

    def lengths(self, *, in_title: bool) -> NDArray[np.int64]:
        """Return how many tokens the title or the body of each document has."""
        tokens = self._tokens
        return tokens.title if in_title else np.diff(tokens.offset) - tokens.title

    def text_field(self, *, in_title: bool) -> tuple[list[bytes], PostingLists]:
        """Return the stems of title or body in byte order, and their posting lists."""
        tokens, (terms, word_term) = self._tokens, self._words[0]["stem"]
        chosen = tokens.in_title == in_title
        term = word_term[tokens.word[chosen]]
        lists = invert(term, tokens.document[chosen], tokens.position[chosen], terms.many)
        (held,) = np.diff(lists.offset).nonzero()
        lists = replace(lists, offset=np.append(lists.offset[held], lists.offset[-1]))
        return terms.take(held), lists

    def arrays(self) -> dict[str, Array]:
        """Return the segment's arrays."""
        tokens, documents = self._tokens, len(self)
        layers, stop = self._words
        content = ~stop[tokens.word]
        lead = ~tokens.in_title & (tokens.position < LEAD)
        arrays: dict[str, Array] = {
            "forward.word": tokens.word,
            "forward.start": tokens.start,
            "forward.length": tokens.length,
            "forward.offset": tokens.offset,
            "forward.title": tokens.title.astype(np.uint32),
            "forward.far": tokens.far,
            "word.stop": stop,
            "document.length": _count(tokens.document[content & ~tokens.in_title], documents),
            "document.title_length": _count(tokens.document[content & tokens.in_title], documents),
            "document.lead_length": _count(tokens.document[content & lead], documents),
            "document.text": self._text_hashes(),
        }
        for layer, (terms, word_term) in layers.items():
            arrays[f"word.{layer}"] = word_term
            arrays[f"{layer}.terms"], arrays[f"{layer}.borders"] = terms.blob, terms.borders
            arrays[f"{layer}.words"] = np.argsort(word_term, kind="stable").astype(np.int32)
            words = np.bincount(word_term, minlength=terms.many)
            arrays[f"{layer}.words.offset"] = np.concatenate([[0], np.cumsum(words)]).astype(np.int64)
            marks = (tokens.in_title, lead) if layer == "stem" else (tokens.in_title,)
            counts = count_postings(word_term[tokens.word], tokens.document, terms.many, marks)
            in_title = counts.marked[0]
            arrays[f"{layer}.offset"] = counts.offset
            arrays[f"{layer}.doc"] = counts.document.astype(np.uint16 if documents <= 1 << 16 else np.uint32)
            arrays[f"{layer}.count"] = pack_counts(counts.frequency - in_title, in_title)
            if layer == "stem":
                arrays["stem.lead"] = counts.marked[1].astype(np.uint8)
        arrays |= pack_bigrams(layers["stem"][0])
        return arrays

    def _text_hashes(self) -> NDArray[np.uint64]:
        """Return a hash of the exact forms of each body in their order, 0 for a body without any.

        It is the sum of the hashes of the forms, each times an odd number that goes with its position, modulo
        2⁶⁴ (multilinear hashing, Carter and Wegman 1979).
        """
        tokens = self._tokens
        terms, word_term = self._words[0]["exact"]
        hashes = _mixed(term_keys(*terms))
        factors = _odd_numbers(int(self.lengths(in_title=False).max(initial=1)))
        body, end = tokens.offset[:-1] + tokens.title, tokens.offset[1:]
        if kernels:
            found = np.empty(len(self), np.uint64)
            kernels.text_hashes(tokens.word, hashes[word_term], factors, body, end, found)
            return found
        products = np.zeros(len(tokens.word) + 1, np.uint64)
        np.take(hashes[word_term], tokens.word, out=products[:-1])
        products[:-1] *= factors.take(tokens.position, mode="clip")  # those of titles go unused
        found = np.zeros(len(self), np.uint64)
        written = np.flatnonzero(body < end)
        if len(written):
            # Every second sum goes from the end of one body to the beginning of the next.
            borders = np.stack([body[written], end[written]], axis=1).ravel()
            found[written] = np.maximum(np.add.reduceat(products, borders)[::2], 1)
        return found


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All tokens of a segment, with their places in the text and their positions in title or body.

    By document: `offset` int64[N+1] of the tokens, how many of them are the title's, and whether one is far.
    """

    word: NDArray[np.int32]
    start: NDArray[np.uint16]
    length: NDArray[np.uint8]
    document: NDArray[np.int32]
    in_title: NDArray[np.bool_]
    position: NDArray[np.int32]
    offset: NDArray[np.int64]
    title: NDArray[np.int64]
    far: NDArray[np.bool_]


def _count(documents: Array, size: int) -> Array:
    return np.bincount(documents, minlength=size).astype(np.uint32)


def _odd_numbers(size: int) -> NDArray[np.uint64]:
    """Return numbers that look random, always the same."""
    return _mixed(np.arange(1, size + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)


def _mixed(number: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return other numbers for different ones, which look random: SplitMix64 (Steele, Lea and Flood 2014)."""
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


def number_terms(terms: Sequence[str]) -> tuple[PackedTerms, NDArray[np.int32]]:
    """Return the distinct terms in byte order, and for each given term its number among them."""
    # No term holds a line break, and bytes are sorted in half the time of strings.
    text = "\n".join(terms).encode("utf-8", "surrogatepass")
    if kernels and terms:
        number, borders = np.empty(len(terms), np.int32), np.empty(len(terms) + 1, np.int64)
        blob = np.empty(len(text), np.uint8)
        many = kernels.number_terms(np.frombuffer(text, np.uint8), number, blob, borders)
        return PackedTerms(blob[: borders[many]], borders[: many + 1]), number
    encoded = text.split(b"\n") if terms else []
    distinct = sorted(set(encoded))
    place = {term: number for number, term in enumerate(distinct)}.__getitem__
    return pack_terms(distinct), np.fromiter(map(place, encoded), np.int32, len(encoded))
