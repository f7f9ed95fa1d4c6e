"""The analysis of a text: its tokens, each in three forms."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.compiled_vocabulary import WordCounts
from fihris.index.arabic.folding import fold_all, fold_exact
from fihris.index.arabic.frequencies import frequencies
from fihris.index.arabic.headwords import headwords
from fihris.index.arabic.memo import LONGEST_KEY, Memo
from fihris.index.arabic.roots import roots
from fihris.index.arabic.stemming import Stemmer
from fihris.index.arabic.stopwords import particles
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


class Layers(NamedTuple):
    """The forms of many words, one entry of each list a word."""

    exact: list[str]
    stem: list[str]
    root: list[str]
    stop: list[bool]


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
        self._stemmer = stemmer
        self._memo = Memo(self._forms, _REMEMBERED)
        self._rows: dict[str, tuple[str, str, str, bool]] = {}

    def forms(self, word: str) -> Forms:
        """Returns the forms of a word as `tokenize` gives it."""
        return self._memo[word]

    def layers(self, words: Sequence[str]) -> Layers:
        """Returns the forms of many words, in less time than one by one."""
        if kernels:  # which take less time than to remember does
            return self._work_out(words)
        known = self._rows
        new = [word for word in words if word not in known]
        if len(known) + len(new) > _REMEMBERED:
            known, new = {}, list(words)  # whoever else has the old ones keeps them
            self._rows = known
        known.update(zip(new, zip(*self._work_out(new), strict=True), strict=True))
        rows = [known[word] for word in words]
        for word in new:
            if len(word) > LONGEST_KEY:
                known.pop(word, None)
        return Layers(
            [row[0] for row in rows],
            [row[1] for row in rows],
            [row[2] for row in rows],
            [row[3] for row in rows],
        )

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

    def _forms(self, word: str) -> Forms:
        (exact,), (stem,), (root,), (stop,) = self._work_out([word])
        return Forms(exact, stem, root, stop)

    def _work_out(self, words: Sequence[str]) -> Layers:
        exact = fold_all(fold_exact, words)
        before = particles(exact)
        # وإلى is not of والي, as a look-up would have it: function words are known without one.
        bare = [word[1:] if letters else word for word, letters in zip(words, before, strict=True)]
        stop = [letters is not None for letters in before]
        return Layers(exact, self._stemmer.stems(bare), roots(words), stop)


@cache
def default_chain() -> Chain:
    """Returns the chain with the lists that ship with Fihris, loaded once."""
    counts = WordCounts.listed() if kernels else frequencies()
    return Chain(Stemmer(Vocabulary(counts, headwords(counts))), fingerprint())


@cache
def fingerprint() -> str:
    """Returns the fingerprint of that chain without loading it.

    It hashes the rules (the modules of this package, as text) and the lists they read.
    """
    digest = hashlib.sha256()
    package = files(__package__)
    rules = [part for part in package.iterdir() if part.name.endswith(".py")]
    parts = [*rules, *(part for part in package.joinpath("data").iterdir() if part.is_file())]
    for part in sorted(parts, key=lambda part: part.name):
        content = part.read_bytes() if part.name.endswith(".gz") else part.read_text("utf-8").encode()
        digest.update(part.name.encode() + b"\0" + content + b"\0")
    return digest.hexdigest()
