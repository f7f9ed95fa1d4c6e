"""Reads the word lists of this package."""

from collections.abc import Iterator, Sequence
from importlib.resources import files

from fihris.index.arabic.folding import fold_all, fold_stem
from fihris.index.arabic.letters import ALEF, ARTICLE

DATA = files(__package__).joinpath("data")


def read_lines(name: str) -> Iterator[str]:
    """Yields the lines of a list that are neither empty nor comments."""
    for line in DATA.joinpath(name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def read_rows(name: str) -> Iterator[list[str]]:
    """Yields the rows of a list whose columns are separated by tabs."""
    for line in read_lines(name):
        yield line.split("\t")


def spellings(forms: Sequence[str]) -> list[set[str]]:
    """Returns how each form is looked up: folded, with the alef it begins with as it is spelled, and bare.

    أخبار is found as أخبار and as اخبار. A bare ال is not: it would be the article (ألسنة, السنة).
    """
    found = []
    for form, folded in zip(forms, fold_all(fold_stem, forms), strict=True):
        spelled = form[0] + folded[1:] if folded[0] == ALEF else folded
        found.append({spelled} if folded.startswith(ARTICLE) else {spelled, folded})
    return found
