"""Variants: other spellings of a foreign name, learnt from the articles themselves.

A foreign name is written as it sounds, and papers hear it differently: غوغل, جوجل; نتنياهو, نتانياهو. Two
stems are taken for one name when they sound alike, neither behaves like an Arabic word, and they stand among
the same words.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise, product
from operator import itemgetter

from rapidfuzz.distance import OSA

from fihris.index.arabic.chain import Forms
from fihris.index.arabic.letters import ARTICLE
from fihris.search.collection import Collection
from fihris.search.contexts import Contexts, likeness
from fihris.search.sounds import ARABIC, SHORTEST, SOUNDS, VOWELS, Sounds, skeleton

FARTHEST = 2  # letters that differ
ALIKE = 0.55  # least likeness of the bigrams, for spellings that differ in vowels
BY_SOUND = 0.15  # least likeness of the contexts where a consonant is written otherwise
BY_VOWEL = 0.36  # where only long vowels differ, as they do in Arabic words too
BY_VOWEL_LONG = 0.20  # where they do in a name of many consonants
LONG = 5  # consonants
DEFINITE = 0.3  # share of its articles in which a stem has the article: more, and it is a noun
OWNED = 0.02  # share in which it has a pronoun, the same
LEAST = 2  # articles that have a spelling
MOST = 5  # spellings
MOST_SWAPS = 2
REMEMBERED = 20_000  # words

_PRONOUNS = ("ها", "هم", "نا", "ه")
_ENDINGS = ("ه", "ها", "هم", "ا", "ي", "ين", "ون", "ان", "ات", "ت", "نا", "وا", "يه")
_PARTICLES = ("و", "ف", "ب", "ل", "ك", "ال", "لل", "س", "ي", "ت", "ن", "ا", "م")
_PERSONS = frozenset("يتنا")


class Variants:
    """Finds the spellings of a name in a collection; may be shared by threads."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._chain = collection.generation.chain
        self._sounds = Sounds(collection.segments, collection.stems, LEAST)
        self._contexts = Contexts(collection)
        self._known: dict[str, tuple[Forms, ...]] = {}

    def of(self, word: Forms) -> tuple[Forms, ...]:
        """Return the other spellings of a word, those in the most alike contexts first; most have none."""
        stem = word.stem
        known = self._known.get(stem)
        if known is None:
            known = self._known[stem] = tuple(map(self._forms, self._find(word)))
            if len(self._known) > REMEMBERED:
                self._known.clear()
        return known

    def articles(self, stem: str) -> int:
        """Return how many articles have a stem."""
        return self._count("stem", stem)

    def _forms(self, stem: str) -> Forms:
        forms = self._chain.forms(stem)
        return forms if forms.stem == stem else Forms(stem, stem, stem, stop=False)

    def _find(self, word: Forms) -> list[str]:
        stem = word.stem
        if word.stop or len(stem) < SHORTEST:
            return []
        # Most words sound like no other: this costs nothing, to look at how they stand does.
        others = list(self._sounding_like(stem))
        if not others or not self._is_name(stem):
            return []
        others = [other for other in others if self._is_name(other)]
        if not others:
            return []
        contexts = {each: self._contexts.of(each) for each in (stem, *others)}
        others.sort(key=lambda other: -likeness(contexts[stem], contexts[other]))
        # Rare spellings may share more with another spelling than with the one that was asked for.
        found = [stem]
        for other in others:
            if any(likeness(contexts[one], contexts[other]) >= _least(one, other) for one in found):
                found.append(other)
        return found[1 : MOST + 1]

    def _sounding_like(self, stem: str) -> Iterator[str]:
        """Yield the stems that sound like one, and are neither inflected nor derived from it."""
        alike = self._sounds.like(stem)
        if len(alike) < 2 and stem in alike:
            return
        near = [other for other in alike if 0 < OSA.distance(stem, other, score_cutoff=FARTHEST) <= FARTHEST]
        swapped = set(_swapped(stem)) if near else set()
        for other in near:
            if (other in swapped or _dice(stem, other) >= ALIKE) and not _related(stem, other):
                yield other

    def _is_name(self, stem: str) -> bool:
        """Say whether a stem stands in the articles as names do: without the article, and owned by nobody."""
        if len(stem) < SHORTEST or not ARABIC.fullmatch(stem):
            return False
        articles = self._count("stem", stem)
        if not articles:
            return False
        if self._count("exact", ARTICLE + stem) > DEFINITE * articles:
            return False
        return all(self._count("exact", stem + pronoun) <= OWNED * articles for pronoun in _PRONOUNS)

    def _count(self, layer: str, term: str) -> int:
        return sum([segment.frequency(layer, term) for segment in self._collection.segments])


def _least(one: str, other: str) -> float:
    """Return how alike the contexts of two spellings have to be."""
    if _consonants(one) != _consonants(other):
        return BY_SOUND
    return BY_VOWEL_LONG if len(skeleton(one)) >= LONG else BY_VOWEL


def _dice(one: str, other: str) -> float:
    """Return the likeness of two stems by their bigrams, as `bigrams` measures it."""
    mine, theirs = (set(pairwise(f"^{stem}$")) for stem in (one, other))
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def _consonants(stem: str) -> str:
    return "".join(letter for letter in stem if letter not in VOWELS)


def _swapped(stem: str) -> Iterator[str]:
    """Yield a stem with up to two letters written by others of the same sound."""
    places = [
        (place, sounds.replace(letter, ""))
        for place, letter in enumerate(stem)
        for sounds in SOUNDS
        if letter in sounds
    ]
    for count in range(1, MOST_SWAPS + 1):
        for chosen in combinations(places, count):
            for letters in product(*map(itemgetter(1), chosen)):
                spelt = list(stem)
                for (place, _), letter in zip(chosen, letters, strict=True):
                    spelt[place] = letter
                yield "".join(spelt)


def _related(one: str, other: str) -> bool:
    """Say whether two stems differ by a particle, an ending or the person of a verb only."""
    if one[1:] == other[1:] and {one[0], other[0]} <= _PERSONS:
        return True
    short, long = sorted((one, other), key=len)
    if long.endswith(short) and long.removesuffix(short) in _PARTICLES:
        return True
    return long.startswith(short) and long.removeprefix(short) in _ENDINGS
