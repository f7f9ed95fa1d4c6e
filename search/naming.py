"""Naming: what the words of a leaf ask for, by the analysis of the index that is open."""

from __future__ import annotations

from fihris.index.arabic.chain import Chain, Forms
from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.arabic.memo import Memo
from fihris.index.months import ambiguous_names, names_of_month
from fihris.search.dated import DatedName
from fihris.search.expansion import ExactTerm, FuzzyTerm, MonthTerm, Term, WildcardTerm
from fihris.search.tree import Exact, Fuzzy, Quoted, Single, Wildcard, Word

REMEMBERED = 20_000  # words

Named = tuple[tuple[str, Term], ...]
"""Words as they were typed, and what each asks for."""


class Naming:
    """Analyses the words of queries; may be shared by threads."""

    def __init__(self, chain: Chain) -> None:
        self._chain = chain
        self._words = Memo(self._name_word, REMEMBERED)

    def of(self, leaf: Single | Quoted) -> Named:
        """Return the words of a leaf as they were typed, and what each asks for."""
        if isinstance(leaf, Word):
            return self._words[leaf.text]
        if isinstance(leaf, Wildcard):
            return ((str(leaf), WildcardTerm(fold_exact(clean(leaf.text)).replace("؟", "?"))),)
        if isinstance(leaf, Exact):
            return tuple((f"={text}", ExactTerm(forms.exact)) for text, forms in self._chain.words(leaf.text))
        if isinstance(leaf, Fuzzy):
            words = self._chain.words(leaf.text)
            return tuple((f"{text}~", FuzzyTerm(forms.exact, leaf.distance)) for text, forms in words)
        return tuple(self._chain.words(leaf.text))

    def _name_word(self, text: str) -> Named:
        words = self._chain.words(text)
        if names := names_of_month(text):
            rows = tuple(tuple(forms for _, forms in self._chain.words(name)) for name in names)
            return ((text, MonthTerm(rows, len(words), self._dated(text, rows))),)
        return tuple(words)

    def _dated(self, text: str, names: tuple[tuple[Forms, ...], ...]) -> tuple[DatedName, ...]:
        single = tuple(name[0].exact for name in names if len(name) == 1)
        forms = (fold_exact(clean(name)) for name in ambiguous_names(text))
        return tuple(DatedName(form, single) for form in forms if form not in single)
