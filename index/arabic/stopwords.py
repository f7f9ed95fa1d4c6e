"""Function words: indexed like all others, but a query does not look for them if it has anything else."""

from collections.abc import Iterable

from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.letters import FEH, WAW
from fihris.index.arabic.tables import read_lines


def is_stopword(exact: str) -> bool:
    """Tells whether a word, in its exact view, is a function word, also after one و or ف (وفي, فهل)."""
    return exact in _PARTICLES


def particles(exact: Iterable[str]) -> list[int | None]:
    """Returns how many letters each word, in its exact view, has before a function word: 0, or 1 for و or ف.

    None stands for words that are no function words.
    """
    return list(map(_PARTICLES.get, exact))


_STOPWORDS = [fold_exact(word) for line in read_lines("stopwords.txt") for word in line.split()]
_JOINED = [particle + word for word in _STOPWORDS for particle in (WAW, FEH)]
_PARTICLES = dict.fromkeys(_JOINED, 1) | dict.fromkeys(_STOPWORDS, 0)
