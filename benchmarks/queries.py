"""The queries: words and headlines drawn from the titles of the corpus by a seed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from random import Random

CLASSES = ("1 word", "2 words", "6–10 words")
SHORTEST = 4  # letters of a word that is asked for alone or with one other: shorter ones are mostly particles

_WORD = re.compile(r"\w+")
_ARABIC = re.compile(r"[ء-ي]+")


def draw(titles: Sequence[str], count: int, seed: int) -> dict[str, list[str]]:
    """Return up to `count` queries of each class, free of punctuation and of Latin letters and digits.

    One word and two neighbouring words stand in titles drawn at random, and no word is asked for twice; a
    headline is a whole title.
    """
    random = Random(seed)
    shuffled = [words for title in titles if (words := _words(title))]
    random.shuffle(shuffled)
    queries: dict[str, list[str]] = {name: [] for name in CLASSES}
    asked: set[str] = set()
    for words in shuffled:
        wanting = [name for name in CLASSES if len(queries[name]) < count]
        if not wanting:
            break
        drawn = _draw_one(words, wanting[0], asked, random)
        if drawn:
            asked.update(drawn)
            queries[wanting[0]].append(" ".join(drawn))
    return queries


def _words(title: str) -> list[str]:
    words = _WORD.findall(title)
    return words if all(map(_ARABIC.fullmatch, words)) else []


def _draw_one(words: list[str], name: str, asked: set[str], random: Random) -> list[str]:
    """Return a query of the class `name` made from a title's words; nothing if it has none."""
    if name == "6–10 words":
        return words if 6 <= len(words) <= 10 else []
    width = 1 if name == "1 word" else 2
    runs = [list(run) for run in (pairwise(words) if width == 2 else zip(words))]
    fit = [run for run in runs if all(len(word) >= SHORTEST and word not in asked for word in run)]
    return random.choice(fit) if fit else []


def share_repeated(queries: Sequence[str]) -> float:
    """Return the share of the words that an earlier query of the list had too."""
    words = [word for query in queries for word in dict.fromkeys(query.split())]
    return 1 - len(set(words)) / len(words) if words else 0.0
