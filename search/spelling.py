"""Spelling: the words of a collection that a mistyped word may have been meant to be."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from heapq import heappushpop
from math import inf, log

import numpy as np
from numpy.typing import NDArray

from fihris.index.arabic.chain import Forms, Token
from fihris.index.arabic.memo import Memo
from fihris.search.adjacency import side_by_side
from fihris.search.collection import Collection
from fihris.search.confusions import cost
from fihris.search.least_cost import least_cost
from fihris.search.lexicon import Numbers
from fihris.search.methods import weak
from fihris.search.vocabulary import Vocabulary

SHORT = 4  # letters up to which only one slip is looked for, unless there is a hamza, which few get right
KEPT = 8  # candidates, the best
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
        # In how many articles what was meant has to stand at one slip's distance, and at more.
        self._least, self._least_far = (2, 5) if collection.documents >= LARGE else (1, 1)
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

    def articles(self, forms: tuple[str, ...]) -> NDArray[np.intp]:
        """Return the documents that have all of some exact forms, deleted ones among them."""
        found = []
        for segment in self._collection.segments:
            lists = [segment.columns["exact.doc"][segment.postings("exact", form)] for form in forms]
            both = reduce(lambda one, other: np.intersect1d(one, other, assume_unique=True), lists)
            found.append(both.astype(np.intp) + segment.base)
        return np.concatenate(found)

    def familiarity(self, forms: Forms | Token) -> int:
        """Return how many articles have a word in any inflection."""
        return max(self._count(forms.stem, "stem"), self.frequency(forms.exact))

    def candidates(self, form: str, least: int = 1, score: float = -inf) -> list[Candidate]:
        """Return what an exact form may have been meant to be, likelier ones first, itself left out.

        Only what at least so many articles have and scores as much is looked for.
        """
        found = [*self._alike(form, least, score), *self._split(form)]
        return sorted(found, key=lambda candidate: (-candidate.score, candidate.forms))[:KEPT]

    def _count(self, term: str, layer: str = "exact") -> int:
        places = (segment.postings(layer, term) for segment in self._collection.segments)
        return sum(place.stop - place.start for place in places)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        segments = self._collection.segments
        return Vocabulary([self._collection.lexicon(segment) for segment in segments], self._least)

    def _alike(self, form: str, least: int, score: float) -> list[Candidate]:
        """Return what is spelt alike and may be among the best, worked out as far as these are not known."""
        distance = 2 if len(form) > SHORT or not _HAMZAS.isdisjoint(form) else 1
        vocabulary, far = self._vocabulary, max(least, self._least_far)
        numbers = vocabulary.sharing(form, distance, max(least, self._least), far)
        promise = self._promise(form, numbers)
        numbers, forms = vocabulary.near(form, numbers[promise >= score], distance, far)
        promise = self._promise(form, numbers)
        found: list[Candidate] = []
        best = [score] * KEPT  # the least of them first
        promised = promise.tolist()
        for place in np.argsort(-promise, kind="stable").tolist():
            if promised[place] < best[0]:
                break
            meant, frequency = forms[place], int(vocabulary.frequency[numbers[place]])
            costs = cost(form, meant, COMMONNESS * log(frequency) - best[0])
            if meant != form and costs < inf:
                found.append(Candidate((meant,), frequency, costs))
                heappushpop(best, found[-1].score)
        return found

    def _promise(self, form: str, numbers: Numbers) -> NDArray[np.float64]:
        """Return the most that words of the vocabulary can score, told by their letters alone."""
        bound = least_cost(form, self._vocabulary.letters[numbers])
        promise: NDArray[np.float64] = COMMONNESS * self._vocabulary.logarithm[numbers] - bound
        return promise

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
