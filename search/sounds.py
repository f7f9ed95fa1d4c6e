"""Sounds: the consonants of foreign names as they are heard, and which stems of a collection sound alike.

A foreign name is written as it sounds, and papers hear it differently: غوغل, جوجل; نتنياهو, نتانياهو.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

import numpy as np
from numpy.typing import NDArray

from fihris.index.segment import Segment
from fihris.index.terms import Terms
from fihris.search.compiled import kernels
from fihris.search.packed import Mask
from fihris.search.stems import Stems

SHORTEST = 4  # letters

# Letters that write one foreign sound.
SOUNDS = ("جغقك", "تطث", "سص", "زذظ", "دض", "هح")
VOWELS = frozenset("اويءئؤعى")
ARABIC = re.compile("[ء-ي]+")
_CLUSTERS = (("تش", "ش"), ("دج", "ج"), ("كس", "س"))
_OPENINGS = frozenset("اعءه")  # letters with which a name begins whose first sound is a vowel
_SOUND_OF = {letter: sounds[0] for sounds in SOUNDS for letter in sounds}
_SOUNDED = str.maketrans({**_SOUND_OF, **dict.fromkeys(VOWELS, "")})
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_LETTERS = range(ord("ء"), ord("ي") + 1)
_BASE = 0x9E3779B97F4A7C15  # odd, so that no letter is lost
_BITS = 64


def skeleton(stem: str) -> str:
    """Return the consonants of a foreign name as they sound: the same of غوغل and جوجل."""
    for cluster, sound in _CLUSTERS:
        stem = stem.replace(cluster, sound)
    first = "ا" if stem[0] in _OPENINGS else ""
    inner = stem[:-1] + stem[-1].replace("ه", "")
    if _DOUBLED.search(inner):
        inner = _DOUBLED.sub(r"\1", inner)
    return first + inner.translate(_SOUNDED)


class Sounds:
    """The stems of a collection by how they sound; may be shared by threads.

    What is looked through is made when it is first needed: 16 bytes for each stem that can be a name.
    """

    def __init__(self, segments: Sequence[Segment], stems: Stems, least: int) -> None:
        self._segments = segments
        self._stems = stems
        self._least = least

    def like(self, stem: str) -> list[str]:
        """Return the stems that sound like one, itself too, in alphabetical order.

        They have `SHORTEST` letters, all Arabic, and at least so many living articles have each.
        """
        keys, numbers = self._table
        key = np.uint64(_key(skeleton(stem)))
        alike = numbers[keys.searchsorted(key) : keys.searchsorted(key, "right")].tolist()
        return sorted(map(self._stems.text, alike))

    @cached_property
    def _table(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The keys of all skeletons, ascending, and the number of each one's stem."""
        every, numbers = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
        for segment, base in zip(self._segments, self._stems.bases, strict=False):
            stems = segment.terms["stem"]
            # A stem that several segments hold has its number, and its articles, at one place.
            common = self._stems.articles[base : base + len(stems)] >= self._least
            keys, places = sound_keys(stems, common)
            every.append(keys)
            numbers.append(places + np.int64(base))
        found = np.concatenate(every)
        order = found.argsort()
        return found[order], np.concatenate(numbers)[order]


def sound_keys(stems: Terms, wanted: Mask) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """Return a number for the skeleton of each wanted stem that can be a name, and which stems these are."""
    if kernels:
        keys, numbers = np.empty(len(stems), np.uint64), np.empty(len(stems), np.int32)
        count = kernels.sound_keys(*stems.packed, wanted, _letters(), keys, numbers)
        return keys[:count].copy(), numbers[:count].copy()
    names = [
        (_key(skeleton(stem)), number)
        for number, stem in enumerate(stems.lines().split("\n")[1:-1])
        if wanted[number] and len(stem) >= SHORTEST and ARABIC.fullmatch(stem)
    ]
    return np.array([key for key, _ in names], np.uint64), np.array([number for _, number in names], np.int32)


@cache
def _letters() -> NDArray[np.uint8]:
    """Return what the kernel has to know of each letter, as numbers of letters from 1 on, 0 for none.

    Four tables, one after the other: the sound that it begins a name with before its own, the letter before
    which it is not heard, itself where it is not heard at the end, and how it sounds elsewhere.
    """
    tables = (
        dict.fromkeys(_OPENINGS, "ا"),
        {cluster[0]: cluster[1] for cluster, _ in _CLUSTERS},
        {"ه": "ه"},
        {letter: letter.translate(_SOUNDED) for letter in map(chr, _LETTERS)},
    )
    numbers = [[_number(table.get(letter, "")) for letter in map(chr, _LETTERS)] for table in tables]
    return np.array(numbers, np.uint8).ravel()


def _number(letter: str) -> int:
    return ord(letter) - _LETTERS.start + 1 if letter else 0


def _key(sounds: str) -> int:
    """Return a number for a skeleton, a polynomial of its letters: two have the same by a freak alone."""
    key, power = 0, 1
    for letter in sounds:
        key, power = key + power * _number(letter), power * _BASE
    return key % (1 << _BITS)
