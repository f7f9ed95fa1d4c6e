"""Dated names: months whose name is a word of its own too, found where they stand in a date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fihris.index.columns import Array
from fihris.index.ranges import ranges
from fihris.index.segment import Segment

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]

MOSTLY = 0.5  # share of its places: a spelling of which more stand in dates is the month wherever it stands

# What stands in a date before the name of a month, and after it; folded as exact forms.
_DAYS = (*map(str, range(1, 32)), *(f"0{day}" for day in range(1, 10)))
_YEARS = tuple(map(str, range(1900, 2100)))
_BEFORE = (*_DAYS, "شهر", "شهري", "لشهر", "بشهر", "وشهر", "مطلع", "منتصف", "اواخر", "اوائل", "نهايه")
_AFTER = (*_YEARS, "الماضي", "المقبل", "القادم", "الجاري", "الحالي", "المنصرم", "الفائت")
_OF = "من"  # الخامس من آب, 5 من آب


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """Where names stand in a segment: the documents (int64, one for each place), and whether in their titles.

    `words` int32 are the spellings that are the name wherever they stand.
    """

    documents: Numbers
    in_title: Mask
    words: NDArray[np.int32]

    def frequencies(self, size: int, title: float) -> Array:
        """Return how often each of `size` documents has a name, in its title `title` times."""
        return np.bincount(self.documents, np.where(self.in_title, title, 1.0), size)


NOWHERE = Dated(np.zeros(0, np.int64), np.zeros(0, bool), np.zeros(0, np.int32))


@dataclass(frozen=True, slots=True)
class DatedName:
    """A name of a month by its exact form: آب, which is spelt as أب is, ماي, جوان.

    `months` are exact forms of the month's other names, which stand beside it: آب/أغسطس. A spelling of which
    most stand in dates is the name everywhere: آب, and not أب.
    """

    form: str
    months: tuple[str, ...]

    def find(self, segment: Segment) -> Dated:
        """Return where the name stands in a segment."""
        word, documents, in_title, dated = self._read(segment)
        spellings, place = np.unique(word, return_inverse=True)
        times = np.bincount(place, minlength=len(spellings))
        mostly = spellings[np.bincount(place, dated, len(spellings)) > MOSTLY * times]
        named = dated | np.isin(word, mostly)
        return Dated(documents[named], in_title[named], mostly)

    def _read(self, segment: Segment) -> tuple[NDArray[np.int32], Numbers, Mask, Mask]:
        """Return for each place of the form its word, its document, whether in the title, and in a date."""
        columns, numbers = segment.columns, segment.terms["exact"]
        read = columns["exact.doc"][segment.postings("exact", self.form)].astype(np.int64)
        first, last = columns["forward.offset"][read], columns["forward.offset"][read + 1]
        tokens = ranges(first, last)
        (at,) = np.isin(columns["forward.word"][tokens], segment.words_of("exact", self.form)).nonzero()
        token, article = tokens[at], np.searchsorted((last - first).cumsum(), at, "right")
        begin, end = first[article], last[article]
        body = begin + columns["forward.title"][read[article]]
        in_title = token < body

        def beside(step: int, wanted: tuple[str, ...]) -> Mask:
            """Say beside which places one of the forms stands, so many tokens on in the same field."""
            place = token + step
            inside: Mask = (place >= begin) & (place < end) & ((place < body) == in_title)
            forms = columns["word.exact"][columns["forward.word"][np.where(inside, place, token)]]
            return np.logical_and(inside, np.isin(forms, list(map(numbers.number, wanted))))

        dated = beside(-1, (*_BEFORE, *self.months)) | beside(1, (*_AFTER, *self.months))
        dated |= beside(-1, (_OF,)) & beside(-2, _DAYS)
        return columns["forward.word"][token], read[article], in_title, dated


def together(found: Sequence[Dated]) -> Dated:
    """Return where any of several names stands."""
    if not found:
        return NOWHERE
    return Dated(
        np.concatenate([each.documents for each in found]),
        np.concatenate([each.in_title for each in found]),
        np.concatenate([each.words for each in found]),
    )
