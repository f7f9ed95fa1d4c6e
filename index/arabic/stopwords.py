"""Function words: indexed like all others, but a query does not look for them if it has anything else."""

from fihris.index.arabic.folding import fold_exact
from fihris.index.arabic.letters import FEH, WAW
from fihris.index.arabic.tables import read_lines


def is_stopword(exact: str) -> bool:
    """Tells whether a word, in its exact view, is a function word, also after one و or ف (وفي, فهل)."""
    return exact in _STOPWORDS or exact in _JOINED


def is_joined_stopword(exact: str) -> bool:
    """Tells whether a word is a function word after one و or ف, and not one itself."""
    return exact in _JOINED


_STOPWORDS = frozenset(fold_exact(word) for line in read_lines("stopwords.txt") for word in line.split())
_JOINED = frozenset(particle + word for word in _STOPWORDS for particle in (WAW, FEH)) - _STOPWORDS
