"""Spelling: the words of a collection that a mistyped word may have been meant to be."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from math import log

import numpy as np

from fihris.index.arabic.chain import Forms, Token
from fihris.index.arabic.memo import Memo
from fihris.search.adjacency import side_by_side
from fihris.search.collection import Collection
from fihris.search.confusions import cost
from fihris.search.methods import weak

SHORT = 4  # letters up to which only one slip is looked for, unless there is a hamza, which few get right
WEIGHED = 60  # candidates whose letters are compared one by one
STEP = 6.0  # what a slip costs before that
COMMONNESS = 0.6  # weight of a word's frequency, by its logarithm, against the cost of the slips
LARGE = 5_000  # articles from which on a form that only one of them has is likelier a slip than a word
SPACE_LEFT_OUT = 2.5  # cost
MOST_SPLITS = 3  # looked for in the articles
REMEMBERED = 20_000  # words
_HAMZAS = frozenset("ءؤئ")
# Written onto the next word by many, and no slip that the articles would have to bear out.
_PARTICLES = frozenset(["لا", "ما", "يا", "ولا", "وما", "عبد", "وعبد", "ان"])


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may have been meant: one exact form, or two for a word whose space was left out.

    `frequency` is in how many articles it stands, `cost` what the slips cost; of two candidates that with the
    higher `score` is likelier.
    """

    forms: tuple[str, ...]
    frequency: int
    cost: float

    @property
    def score(self) -> float:
        """Logarithm of how likely it is that this was meant, but for a constant: a noisy channel."""
        return COMMONNESS * log(self.frequency) - self.cost


class Speller:
    """Finds what was meant, by how words are misspelt and how common they are; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._chain = collection.generation.chain
        self._lexicons = [collection.lexicon(segment) for segment in collection.segments]
        self._least = 2 if collection.documents >= LARGE else 1
        self._candidates = Memo(weak(self._find), REMEMBERED)
        self._frequencies = Memo(weak(self._count), REMEMBERED)

    def analyze(self, text: str) -> list[Token]:
        """Return the words of a text."""
        return self._chain.analyze(text)

    def forms(self, token: Token) -> Forms:
        """Return the forms of a word."""
        return self._chain.forms(token.word)

    def share(self, token: Token) -> float:
        """Return what share of the articles have a word in any inflection."""
        return self.familiarity(token) / max(self._collection.documents, 1)

    def frequency(self, form: str) -> int:
        """Return how many articles have an exact form."""
        return self._frequencies[form]

    def familiarity(self, forms: Forms | Token) -> int:
        """Return how many articles have a word in any inflection."""
        return max(self._count(forms.stem, "stem"), self.frequency(forms.exact))

    def candidates(self, form: str) -> tuple[Candidate, ...]:
        """Return what an exact form may have been meant to be, likelier ones first, itself left out."""
        return self._candidates[form]

    def _count(self, term: str, layer: str = "exact") -> int:
        places = (segment.postings(layer, term) for segment in self._collection.segments)
        return sum(place.stop - place.start for place in places)

    def _find(self, form: str) -> tuple[Candidate, ...]:
        found = chain(self._alike(form), self._split(form))
        return tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.forms)))

    def _alike(self, form: str) -> list[Candidate]:
        distance = 2 if len(form) > SHORT or not _HAMZAS.isdisjoint(form) else 1
        frequency: dict[str, int] = {}
        slips: dict[str, int] = {}
        for lexicon in self._lexicons:
            numbers, far = lexicon.alike(form, distance, self._least)
            commonness = COMMONNESS * np.log(np.maximum(lexicon.frequency[numbers], 1))
            best = np.argsort(STEP * far - commonness, kind="stable")[:WEIGHED]
            for number, steps in zip(numbers[best].tolist(), far[best].tolist(), strict=True):
                meant = lexicon[number]
                frequency[meant] = frequency.get(meant, 0) + int(lexicon.frequency[number])
                slips[meant] = steps
        frequency.pop(form, None)
        near = sorted(frequency, key=lambda meant: STEP * slips[meant] - COMMONNESS * log(frequency[meant]))
        return [Candidate((meant,), frequency[meant], cost(form, meant)) for meant in near[:WEIGHED]]

    def _split(self, form: str) -> list[Candidate]:
        """Return pairs of words that stand side by side in articles, and are `form` without their space."""
        if self.frequency(form):
            return []
        pairs = [(form[:place], form[place:]) for place in range(2, len(form) - 1)]
        known = [pair for pair in pairs if all(map(self.frequency, pair))]
        known.sort(key=lambda pair: -min(map(self.frequency, pair)))
        found = []
        for pair in known[:MOST_SPLITS]:
            together = self.together(pair)
            if not together and pair[0] in _PARTICLES:
                together = min(map(self.frequency, pair))
            if together >= self._least:
                found.append(Candidate(pair, together, SPACE_LEFT_OUT))
        return found

    def together(self, forms: tuple[str, ...]) -> int:
        """Return in how many articles exact forms stand side by side, about."""
        return side_by_side(self._collection.segments, forms)
