"""Completion: what a reader who is typing may go on to type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fihris.index.arabic.chain import Token
from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.letters import ARTICLE
from fihris.index.arabic.memo import Memo
from fihris.index.arabic.stopwords import is_stopword
from fihris.index.arabic.tokenizing import tokenize
from fihris.search.beginnings import Beginnings
from fihris.search.collection import Collection
from fihris.search.continuations import Continuations
from fihris.search.headlines import Headlines
from fihris.search.labels import Labels
from fihris.search.methods import weak
from fihris.search.surfaces import Surfaces

MOST = 50  # completions
LONGEST = 200  # characters of a text that is completed
SHOWN = 12  # of them words
CONTINUED = 2  # words that are continued with what comes next
LEAST_SHARE, LEAST = 0.1, 2  # of a word's articles, and how many, that have what comes next
FEW = 3  # ways to go on from words, below which words are told that stand elsewhere
ELSEWHERE = 1e-3  # weight of these
SHARES = {"word": 2, "phrase": 4, "keyword": 4, "name": 4, "headline": 4}  # one in so many, of each kind
TOLD = 40  # characters: longer completions are headlines, which nothing else says
REMEMBERED = 5_000  # texts


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on: the whole text that is then typed, what it is, and how many articles have it, about.

    `kind` is "word", "phrase" (words side by side), "name" (an author or a source), "keyword" or "headline".
    """

    text: str
    kind: str
    count: int

    def as_json(self) -> dict[str, Any]:
        """Return the completion as a JSON object."""
        return {"text": self.text, "kind": self.kind, "count": self.count}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed: a `head` that stays as it is, its words, and the `start` of the word after them."""

    head: str
    words: tuple[Token, ...]
    start: str

    @property
    def starts(self) -> tuple[str, ...]:
        """How the next word may begin: as typed, then with the article or without."""
        bare = self.start.removeprefix(ARTICLE)
        if not bare or ARTICLE.startswith(self.start):
            return (self.start,)
        return (self.start, bare if bare != self.start else ARTICLE + bare)

    @property
    def continues(self) -> bool:
        """Whether the next word comes right after the words, and not after a sign."""
        return bool(self.words) and self.head[self.words[-1].end :].isspace()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A completion that is not written out yet: a whole text, or `forms` that go on from what was typed.

    `score` is the number of articles, weighed.
    """

    kind: str
    count: int
    score: float
    forms: tuple[str, ...] = ()
    text: str = ""


class Completer:
    """Completes by what a collection holds; may be shared by threads."""

    def __init__(self, collection: Collection, surfaces: Surfaces) -> None:
        self._chain = collection.generation.chain
        self._surfaces = surfaces
        self._beginnings = Beginnings(collection)
        self._continuations = Continuations(collection)
        self._headlines = Headlines(collection)
        self._labels = Labels(collection)
        self._known = Memo(weak(self._work_out), REMEMBERED)

    def complete(self, text: str, limit: int) -> tuple[Completion, ...]:
        """Return the best ways to go on from `text`: some of each kind, if there are."""
        head, found = self._known[text]
        room = {kind: -(-limit // share) for kind, share in SHARES.items()}
        chosen: list[Candidate] = []
        rest: list[Candidate] = []
        for candidate in found:
            room[candidate.kind] -= 1
            (chosen if room[candidate.kind] >= 0 else rest).append(candidate)
        best = {*chosen[:limit], *rest[: max(limit - len(chosen), 0)]}
        return tuple(
            Completion(self._text(head, candidate), candidate.kind, candidate.count)
            for candidate in found
            if candidate in best
        )

    def _text(self, head: str, candidate: Candidate) -> str:
        return candidate.text or head + " ".join(map(self._surfaces.of, candidate.forms))

    def _work_out(self, text: str) -> tuple[str, tuple[Candidate, ...]]:
        typed = self._read(text)
        if typed is None:
            return text, ()
        found = sorted([*self._words(typed), *self._labelled(typed)], key=lambda each: -each.score)
        # What is typed already, and what another candidate says, is left out.
        before = tuple(token.exact for token in typed.words)
        said = {self._fold(text)}
        unique = []
        for candidate in [*found, *self._titles(typed)]:
            folded = self._fold(candidate.text) if candidate.text else (*before, *candidate.forms)
            if folded not in said:
                said.add(folded)
                unique.append(candidate)
        return typed.head, tuple(unique[:MOST])

    def _fold(self, text: str) -> tuple[str, ...]:
        if len(text) > TOLD:
            return (text,)
        return tuple(map(fold_exact, tokenize(text).words))

    def _read(self, text: str) -> Typed | None:
        tokens = self._chain.analyze(text)
        if not tokens:
            return None
        if text[-1].isspace():
            return Typed(text, tuple(tokens), "")
        *words, last = tokens
        # Where a sign comes last no word was begun.
        return Typed(text[: last.start], tuple(words), last.exact) if last.end == len(text) else None

    def _words(self, typed: Typed) -> Iterator[Candidate]:
        """Yield how the last word may be completed: by what follows those before it, else by any word."""
        forms = tuple(token.exact for token in typed.words)
        after = self._after(forms, typed.starts) if typed.continues else []
        yield from (Candidate("phrase", count, count, (form,)) for form, count in after)
        if not typed.start or len(after) >= FEW:
            return
        weight = ELSEWHERE if typed.continues else 1.0
        best = [each for each in self._beginnings.words(typed.starts) if not _says_nothing(each[0])]
        yield from (Candidate("word", count, weight * score, (form,)) for form, count, score in best[:SHOWN])
        for form, count, score in best[: 0 if typed.continues else CONTINUED]:
            for following, both in self._after((form,))[:2]:
                if both >= max(LEAST_SHARE * count, LEAST):
                    yield Candidate("phrase", both, score * both / count, (form, following))

    def _after(self, forms: tuple[str, ...], starts: tuple[str, ...] = ("",)) -> list[tuple[str, int]]:
        """Return what comes after two words, or after the last one alone, and how often."""
        for before in dict.fromkeys((forms[-2:], forms[-1:])):
            found = self._continuations.after(before, starts).most_common()
            if content := [each for each in found if not _says_nothing(each[0])]:
                return content[:SHOWN]
        return []

    def _labelled(self, typed: Typed) -> Iterator[Candidate]:
        """Yield the keywords and names that begin with what was typed."""
        forms = [token.exact for token in typed.words]
        keys = [" ".join([*forms, start]) for start in typed.starts]
        for text, kind, count in self._labels.beginning(keys, SHOWN):
            yield Candidate(kind, count, count, text=text)

    def _titles(self, typed: Typed) -> Iterator[Candidate]:
        """Yield the headlines that begin with what was typed, the newest first."""
        forms = [token.exact for token in typed.words]
        for title in self._headlines.beginning(forms, typed.starts, SHOWN):
            yield Candidate("headline", 1, 0, text=title)


def _says_nothing(form: str) -> bool:
    """Say whether a form is a function word or a number."""
    return is_stopword(form) or form.isdecimal()
