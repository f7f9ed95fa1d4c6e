"""The analysis of a text: its tokens, each in three forms."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.frequencies import frequencies
from fihris.index.arabic.headwords import headwords
from fihris.index.arabic.memo import Memo
from fihris.index.arabic.roots import root
from fihris.index.arabic.stemming import Stemmer
from fihris.index.arabic.stopwords import is_joined_stopword, is_stopword
from fihris.index.arabic.tokenizing import tokenize
from fihris.index.arabic.vocabulary import Vocabulary

# Words whose forms are remembered: more than the vocabulary of a million articles needs at hand.
_REMEMBERED = 1 << 19


class Forms(NamedTuple):
    """A word as the layers of the index know it; each form has at least one letter and no white space.

    `exact` is the folded word, `stem` what its inflected forms share, `root` what its relatives share; `stop`
    tells whether it is a function word.
    """

    exact: str
    stem: str
    root: str
    stop: bool


@dataclass(frozen=True, slots=True)
class Token:
    """A word in its place: `text` is the surface, from `start` to `end` in code points of the text."""

    text: str
    start: int
    end: int
    word: str
    exact: str
    stem: str
    root: str
    stop: bool


class Chain:
    """From text to tokens; the same word has the same forms in index, query and snippet.

    Attributes:
        fingerprint: changes whenever a rule, table or list does: an index is read only with the chain that
            wrote it.
    """

    def __init__(self, stemmer: Stemmer, fingerprint: str) -> None:
        self.fingerprint = fingerprint
        self._stem = stemmer
        self._memo = Memo(self._work_out, _REMEMBERED)

    def forms(self, word: str) -> Forms:
        """Returns the forms of a word as `tokenize` gives it."""
        return self._memo[word]

    def words(self, text: str) -> list[tuple[str, Forms]]:
        """Returns the words of a text in its order, each as it is written there and with its forms."""
        return [(text[start:end], self._memo[word]) for word, start, end in zip(*tokenize(text), strict=True)]

    def analyze(self, text: str) -> list[Token]:
        """Returns the tokens of a text in its order."""
        words, starts, ends = tokenize(text)
        return [
            Token(text[start:end], start, end, word, forms.exact, forms.stem, forms.root, forms.stop)
            for word, start, end, forms in zip(
                words, starts, ends, map(self._memo.__getitem__, words), strict=True
            )
        ]

    def _work_out(self, word: str) -> Forms:
        exact = fold_exact(word)
        # وإلى is not of والي, as a look-up would have it: function words are known without one.
        joined = is_joined_stopword(exact)
        return Forms(
            exact, self._stem(word[1:] if joined else word), root(word), joined or is_stopword(exact)
        )


@cache
def default_chain() -> Chain:
    """Returns the chain with the lists that ship with Fihris, loaded once."""
    counts = frequencies()
    return Chain(Stemmer(Vocabulary(counts, headwords(counts))), _fingerprint())


def _fingerprint() -> str:
    """Hashes the rules (the modules of this package, as text) and the lists they read."""
    digest = hashlib.sha256()
    package = files(__package__)
    parts = [part for folder in (package, package / "data") for part in folder.iterdir() if part.is_file()]
    for part in sorted(parts, key=lambda part: part.name):
        content = part.read_bytes() if part.name.endswith(".gz") else part.read_text("utf-8").encode()
        digest.update(part.name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()
