"""Widening: which words of a query stand for others as well, as spellings of one name or as synonyms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fihris.index.arabic.chain import Forms
from fihris.search.expansion import Term
from fihris.search.phrases import Row
from fihris.search.plan import LONG
from fihris.search.synonyms import Synonyms
from fihris.search.variants import Variants
from fihris.search.widened import WidenedTerm


class Widening:
    """Knows the spellings of names in a collection and the synonyms of its user; may be shared by threads."""

    def __init__(self, variants: Variants, synonyms: Synonyms | None) -> None:
        self._variants = variants
        self._synonyms = synonyms

    def of(self, words: Sequence[Forms | None]) -> Mapping[Term, WidenedTerm]:
        """Return which of some words mean others as well; None stands between those that do not go together.

        An article that has a synonym of several words has each of them. Of more than `LONG` words none is
        looked at for its spellings: one that differs does not hide an article that has the others.
        """
        others: dict[Forms, dict[Forms | Row, None]] = {}
        names = dict.fromkeys(word for word in words if word is not None and not word.stop)
        for word in names if len(names) <= LONG else ():
            if spellings := self._variants.of(word):
                others[word] = dict.fromkeys(spellings)
        for entry, synonyms in self._synonyms.of(words) if self._synonyms else ():
            for word in entry:
                if not word.stop:
                    others.setdefault(word, {}).update(dict.fromkeys(synonyms))
        return {word: WidenedTerm(word, tuple(more)) for word, more in others.items()}
