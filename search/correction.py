"""Corrections: queries as they were meant, where a word is not what the articles write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import nlargest
from itertools import islice, pairwise, product
from math import log

import numpy as np

from fihris.index.arabic.chain import Forms, Token
from fihris.index.arabic.memo import Memo
from fihris.search.collection import Collection
from fihris.search.layouts import Layouts
from fihris.search.methods import weak
from fihris.search.packed import Mask
from fihris.search.plan import Plan
from fihris.search.spelling import COMMONNESS, Candidate, Speller
from fihris.search.surfaces import Surfaces

SHORTEST, SHORTEST_LATIN, LONGEST = 2, 4, 30  # letters of a word that is looked at
RARE = 5  # articles that have a word as it stands: what more have is no slip
FARTHEST = 9.0  # cost of the slips of a word that no article has
LIKELY = -4.0  # score from which such a word is corrected
SELDOM = 20  # articles that have a stem which may be other slips' too
PROBABLE = -2.0  # score from which a form of such a stem is corrected
SURE = 0.5  # score from which a form is corrected that is rare, or may be an inflection of a known word
RATIO, RATIO_OF_STEM = 30, 10  # times as many articles have what a rare form, or a rare stem, is corrected to
COMMON = 20  # articles that have what a word is corrected to that may be right
SCALE = 31_000  # articles: scores are as in a collection of this size
OPTIONS = 5  # for a word
MOST_WORDS = 3  # corrected in one query
MOST_EXAMINED = 6  # rare words of one query
JOIN_RATIO = 5  # times as many articles have a word whole as have its halves side by side
TOGETHER = 0.7  # weight of standing in the same articles as the other words
MOST_LIFT = 3.0
BESIDE = 1.0  # weight of standing beside the word before or after it
REMEMBERED = 20_000  # words
REMEMBERED_QUERIES = 1_000
_SIGNS_BEFORE, _SIGNS_AFTER = frozenset("=*؟?"), frozenset("*؟?~")


@dataclass(frozen=True, slots=True)
class Option:
    """What a word of a query may be corrected to, and how likely that is beside the other words."""

    forms: tuple[str, ...]
    score: float


class Corrector:
    """Corrects queries by the words of a collection; may be shared by threads.

    A word is corrected where no article has it in any inflection; or where its very form is new or rare, and
    a likely slip away from a form that is far more common. So inflections and rare names are left alone.
    """

    def __init__(self, collection: Collection, surfaces: Surfaces) -> None:
        self._collection = collection
        self._speller = Speller(collection)
        self._surfaces = surfaces
        self.layouts = Layouts(self._speller)
        self._shift = COMMONNESS * log(SCALE / max(collection.documents, 1))
        self._doubts = Memo(weak(self._doubt), REMEMBERED)
        self._corrected: dict[tuple[str, int], tuple[str, ...]] = {}
        self._known = Memo(weak(self._is_known), REMEMBERED)
        self._rare = Memo(weak(self._is_rare), REMEMBERED)

    def doubtful(self, plan: Plan) -> list[str]:
        """Return the words of a plan that deserve to be corrected, as they were typed."""
        words = (text for text, term in plan.written.items() if isinstance(term, Forms))
        rare = islice((text for text in words if self._rare[text]), MOST_EXAMINED)
        return [text for text in rare if self._doubts[text]][:MOST_WORDS]

    def strange(self, plan: Plan) -> int:
        """Return how many words of a plan no article has in any inflection."""
        return sum(isinstance(term, Forms) and not self._known[text] for text, term in plan.written.items())

    def corrections(self, query: str, plan: Plan, limit: int = 1) -> tuple[str, ...]:
        """Return a query with its doubtful words corrected, likelier corrections first."""
        key = (query, limit)
        known = self._corrected.get(key)
        if known is None:
            known = tuple(self._correct(query, plan, limit))
            if len(self._corrected) >= REMEMBERED_QUERIES:
                self._corrected.clear()
            self._corrected[key] = known
        return known

    def _correct(self, query: str, plan: Plan, limit: int) -> list[str]:
        doubtful = self.doubtful(plan)
        joined = self._joined(query, doubtful)
        if joined:
            return [joined]
        options = {text: self._in_context(text, doubtful, query) for text in doubtful}
        return self._compose(query, options, limit) if options else []

    def alternatives(self, word: str, limit: int) -> list[str]:
        """Return what a word may have been meant to be, however common it is itself."""
        tokens = self._speller.analyze(word)
        if len(tokens) != 1:
            return []
        found = self._speller.candidates(tokens[0].exact)[:limit]
        return [replaced(word, {tokens[0].text: self._text(candidate.forms)}, tokens) for candidate in found]

    def _is_rare(self, text: str) -> bool:
        return any(self._speller.frequency(token.exact) <= RARE for token in self._speller.analyze(text))

    def _is_known(self, text: str) -> bool:
        return all(map(self._speller.familiarity, self._speller.analyze(text)))

    def _doubt(self, text: str) -> tuple[Candidate, ...]:
        """Return what a word may be corrected to, nothing where it is right as it stands."""
        tokens = self._speller.analyze(text)
        if len(tokens) != 1:
            return ()
        (token,) = tokens
        shortest = SHORTEST_LATIN if token.exact.isascii() else SHORTEST
        if token.stop or not shortest <= len(token.exact) <= LONGEST or not token.exact.isalpha():
            return ()
        frequency = self._speller.frequency(token.exact)
        if frequency > RARE:
            return ()
        least, score = self._needed(frequency, self._speller.familiarity(token))
        found = self._speller.candidates(token.exact, least, score - self._shift)
        return tuple(
            candidate
            for candidate in found
            if candidate.score + self._shift >= score
            and candidate.frequency >= least
            and (least > 1 or candidate.cost <= FARTHEST)
        )[:OPTIONS]

    def _needed(self, frequency: int, familiarity: int) -> tuple[int, float]:
        """Return how many articles, and which score, the correction of a word of so many articles needs."""
        if frequency:
            return max(RATIO * frequency, COMMON), SURE
        if not familiarity:
            return 1, LIKELY
        if familiarity <= SELDOM:
            return max(RATIO_OF_STEM * familiarity, COMMON), PROBABLE
        return COMMON, SURE

    def _text(self, forms: tuple[str, ...]) -> str:
        return " ".join(map(self._surfaces.of, forms))

    def _in_context(self, text: str, doubtful: list[str], query: str) -> list[Option]:
        """Return the options of a word, weighed by whether they stand beside the other words or with them."""
        options = [Option(candidate.forms, candidate.score) for candidate in self._doubts[text]]
        tokens = self._speller.analyze(query)
        others = [token for token in tokens if token.text not in doubtful and not token.stop]
        if len(options) == 1 or not others:
            return options
        place = next((place for place, token in enumerate(tokens) if token.text == text), 0)
        before, after = (
            side[0].exact if side and side[0].text not in doubtful else None
            for side in (tokens[:place][-1:], tokens[place + 1 : place + 2])
        )
        words = map(self._speller.forms, others[:MOST_WORDS])
        beside = [self._collection.impacts(word).held.mask for word in words]

        def weighed(option: Option) -> Option:
            score = option.score + TOGETHER * self._lift(option.forms, beside)
            if before:
                score += BESIDE * log(1 + self._speller.together((before, *option.forms)))
            if after:
                score += BESIDE * log(1 + self._speller.together((*option.forms, after)))
            return Option(option.forms, score)

        return list(map(weighed, options))

    def _lift(self, forms: tuple[str, ...], beside: list[Mask]) -> float:
        """Return how much more often forms stand with others in an article than by chance, as a logarithm."""
        having = self._speller.articles(forms)
        lifts = []
        for others in beside:
            by_chance = len(having) * np.count_nonzero(others) / max(self._collection.size, 1)
            lifts.append(log((np.count_nonzero(others[having]) + 0.5) / (by_chance + 0.5)))
        return max(-MOST_LIFT, min(sum(lifts) / len(lifts), MOST_LIFT))

    def _joined(self, query: str, doubtful: list[str]) -> str | None:
        """Return the query without a space that parts a word, if there is one beside a doubtful word."""
        tokens = self._speller.analyze(query)
        for left, right in pairwise(tokens):
            if query[left.end : right.start] != " " or not {left.text, right.text} & set(doubtful):
                continue
            whole = left.exact + right.exact
            frequency = self._speller.frequency(whole)
            apart = self._speller.together((left.exact, right.exact))
            if frequency and frequency >= JOIN_RATIO * max(apart, 0.5):
                return query[: left.start] + self._surfaces.of(whole) + query[right.end :]
        return None

    def _compose(self, query: str, options: Mapping[str, list[Option]], limit: int) -> list[str]:
        tokens = self._speller.analyze(query)
        ways = product(*options.values())
        best = nlargest(limit, ways, key=lambda way: sum(option.score for option in way))
        texts = []
        for way in best:
            words = {text: self._text(option.forms) for text, option in zip(options, way, strict=True)}
            texts.append(replaced(query, words, tokens))
        return [text for text in dict.fromkeys(texts) if text != query]


def replaced(query: str, words: Mapping[str, str], tokens: Iterable[Token]) -> str:
    """Return a query with some of its words changed where they stand without a sign."""
    pieces, end = [], 0
    for token in tokens:
        before, after = query[token.start - 1 : token.start], query[token.end : token.end + 1]
        if token.text in words and before not in _SIGNS_BEFORE and after not in _SIGNS_AFTER:
            pieces += [query[end : token.start], words[token.text]]
            end = token.end
    return "".join([*pieces, query[end:]])
