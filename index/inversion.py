"""Inversion: from the words of each article to the arrays of a segment."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Chain, Forms
from fihris.index.arabic.tokenizing import Spans, tokenize
from fihris.index.article import Article
from fihris.index.bigrams import pack_bigrams
from fihris.index.columns import Array
from fihris.index.documents import view
from fihris.index.postings import PostingLists, invert
from fihris.index.terms import pack_terms

LAYERS = ("exact", "stem", "root")
FREQUENT = 0xFF  # no score tells more of one word in a text
LEAD = 50  # tokens of a body: a news article says first what it is about
FARTHEST = 0xFFFF  # characters from the beginning of a text at which a token's place is kept
LONGEST = 0xFF  # characters of a token whose place is kept


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
      uint32, `.frequency` uint8 (in the body), `.title` uint8 (in the title), none above `FREQUENT`;
      `.words.offset` int64[terms+1] and `.words` int32[W]: the words of each term.
      `stem.lead` uint8: how often among the first `LEAD` tokens of the body.
    - the bigrams of the stems: see `bigrams`.
    - `document.length`, `document.title_length`, `document.lead_length` uint32[N]: tokens of body, title and
      lead that are not stop words; `document.text` uint64[N]: hash of the body's folded words, 0 for none.
    """

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._words: dict[str, int] = {}
        self._forms: list[Forms] = []
        self._word, self._start, self._length = array("i"), array("H"), array("B")
        self._offset, self._title = array("q", [0]), array("I")
        self._far, self._text = array("b"), array("Q")

    def __len__(self) -> int:
        return len(self._title)

    def add(self, article: Article) -> tuple[int, int]:
        """Take the next document and return how many tokens its title and its body have."""
        title, body = tokenize(article.title), tokenize(article.body)
        far = [self._place(title), self._place(body)]
        title_words, body_words = self._take(title), self._take(body)
        self._title.append(len(title_words))
        self._offset.append(len(self._word))
        self._far.append(any(far))
        self._text.append(self._text_hash(body_words))
        return len(title_words), len(body_words)

    def _take(self, spans: Spans) -> list[int]:
        numbers = list(map(self._words.get, spans.words))
        if None in numbers:
            numbers = [self._number(word) for word in spans.words]
        self._word.extend(numbers)  # type: ignore[arg-type]  # no None is left
        return numbers  # type: ignore[return-value]  # no None is left

    def _place(self, spans: Spans) -> bool:
        """Take the places of tokens and say whether one is too far for the columns."""
        lengths = [end - start for start, end in zip(spans.starts, spans.ends, strict=True)]
        far = bool(lengths) and (spans.starts[-1] > FARTHEST or max(lengths) > LONGEST)
        if far:
            self._start.extend(min(start, FARTHEST) for start in spans.starts)
            self._length.extend(min(length, LONGEST) for length in lengths)
        else:
            self._start.extend(spans.starts)
            self._length.extend(lengths)
        return far

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
        title = view(self._title, np.uint32)[document]
        in_title = place < title
        return _Tokens(view(self._word, np.int32), document, in_title, place - np.where(in_title, 0, title))

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

    def arrays(self) -> dict[str, Array]:
        """Return the segment's arrays."""
        tokens, documents = self._tokens, len(self)
        stop = np.fromiter((form.stop for form in self._forms), bool, len(self._forms))
        content = ~stop[tokens.word]
        lead = ~tokens.in_title & (tokens.position < LEAD)
        arrays: dict[str, Array] = {
            "forward.word": tokens.word,
            "forward.start": view(self._start, np.uint16),
            "forward.length": view(self._length, np.uint8),
            "forward.offset": np.frombuffer(self._offset, np.int64),
            "forward.title": view(self._title, np.uint32),
            "forward.far": view(self._far, np.bool_),
            "word.stop": stop,
            "document.length": _count(tokens.document[content & ~tokens.in_title], documents),
            "document.title_length": _count(tokens.document[content & tokens.in_title], documents),
            "document.lead_length": _count(tokens.document[content & lead], documents),
            "document.text": view(self._text, np.uint64),
        }
        for layer, (terms, word_term) in self._layers.items():
            arrays[f"word.{layer}"] = word_term
            arrays[f"{layer}.terms"], arrays[f"{layer}.borders"] = pack_terms(terms)
            arrays[f"{layer}.words"] = np.argsort(word_term, kind="stable").astype(np.int32)
            words = np.bincount(word_term, minlength=len(terms))
            arrays[f"{layer}.words.offset"] = np.concatenate([[0], np.cumsum(words)]).astype(np.int64)
            lists = invert(word_term[tokens.word], tokens.document, len(terms))
            in_title = np.add.reduceat(np.append(tokens.in_title[lists.token], 0), lists.first)
            arrays[f"{layer}.offset"] = lists.offset
            arrays[f"{layer}.doc"] = lists.document
            arrays[f"{layer}.frequency"] = np.minimum(lists.frequency - in_title, FREQUENT).astype(np.uint8)
            arrays[f"{layer}.title"] = np.minimum(in_title, FREQUENT).astype(np.uint8)
            if layer == "stem":
                in_lead = np.add.reduceat(np.append(lead[lists.token], 0), lists.first)
                arrays["stem.lead"] = in_lead.astype(np.uint8)
        arrays |= pack_bigrams(self._layers["stem"][0])
        return arrays


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All tokens of a segment: word, document, whether in the title, and position in the field."""

    word: NDArray[np.int32]
    document: NDArray[np.int64]
    in_title: NDArray[np.bool_]
    position: NDArray[np.int64]


def _count(documents: Array, size: int) -> Array:
    return np.bincount(documents, minlength=size).astype(np.uint32)


def _number_terms(terms: Iterable[str]) -> tuple[list[bytes], Array]:
    """Return the distinct terms in byte order, and for each given term its number among them."""
    encoded = [term.encode("utf-8", "surrogatepass") for term in terms]
    distinct = sorted(set(encoded))
    place: Callable[[bytes], int] = {term: number for number, term in enumerate(distinct)}.__getitem__
    return distinct, np.fromiter(map(place, encoded), np.int32, len(encoded))
