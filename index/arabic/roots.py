"""The root of a word, by the ISRI algorithm.

K. Taghva, R. Elkhoury, J. Coombs: Arabic Stemming Without a Root Dictionary. ITCC 2005, pp. 152-157. It needs
no lexicon: affixes are cut by length, and what is left is held against the patterns that Arabic builds words
with.

Roots join what stems must keep apart (قاتل, قتال and يقاتل; سياسة and سياسي) at the price of errors, which is
why they weigh less than stems in the ranking.
"""

import re
from collections.abc import Sequence
from functools import cache

from fihris.index.arabic import letters
from fihris.index.arabic.compiled import kernels
from fihris.index.arabic.folding import fold_all, fold_exact
from fihris.index.arabic.word_table import room_for, to_lines, to_points, to_text

_THREE_LETTER_PREFIXES = ("كال", "بال", "ولل", "وال")
_TWO_LETTER_PREFIXES = ("ال", "لل")
_ONE_LETTER_PREFIXES = tuple("لبفسويتنا")
_THREE_LETTER_SUFFIXES = ("تمل", "همل", "تان", "تين", "كمل")
_TWO_LETTER_SUFFIXES = (
    "ون",
    "ات",
    "ان",
    "ين",
    "تن",
    "كم",
    "هن",
    "نا",
    "يا",
    "ها",
    "تم",
    "كن",
    "ني",
    "وا",
    "ما",
    "هم",
)
_ONE_LETTER_SUFFIXES = tuple("ةهيكتان")

_ARABIC = re.compile(f"[{letters.BASIC_LETTERS}]")


class _Patterns:
    """Pattern words of one length, tried in order.

    ف, ع and ل stand for the letters of the root, every other letter for itself; a second ع repeats the first.
    """

    def __init__(self, forms: str) -> None:
        self.forms = forms
        # One expression of all; the last group of those that a pattern has tells which one it was.
        expressions = []
        self._groups: dict[int | None, tuple[int, ...]] = {}
        last = 0
        for number, form in enumerate(forms.split()):
            middle = f"middle{number}"
            expression = form.replace("ع", f"(?P<{middle}>.)", 1).replace("ع", f"(?P={middle})")
            expression, others = re.subn("[فل]", "(.)", expression)
            expressions.append(expression)
            first, last = last + 1, last + 1 + others
            self._groups[last] = tuple(range(first, last + 1))
        self._fit = re.compile("|".join(expressions), re.DOTALL).fullmatch

    def root_letters(self, stem: str) -> str:
        """Returns the root letters of the first pattern that fits, or nothing."""
        found = self._fit(stem)
        return "".join(found.group(*self._groups[found.lastindex])) if found else ""


_FOUR = _Patterns("مفعل فاعل فعال فعول فعيل فعلة")
_FIVE = _Patterns(
    "افاعل افتعل مفعال مفعيل مفعول افعلة تفعلة مفعلة مفتعل يفتعل تفتعل مفاعل تفاعل فعالة فعولة "
    "انفعل منفعل افعال فعلان تفعيل فاعول فواعل فعائل فاعلة فعالي"
)
_SIX = _Patterns("استفعل مستفعل مفعالة افتعال افعوعل تفاعيل")
_FIVE_WITH_FOUR_ROOT_LETTERS = _Patterns("افعلل تفعلل مفعلل فعللة فعالل")
_SIX_WITH_FOUR_ROOT_LETTERS = _Patterns("افعلال متفعلل")


def roots(words: Sequence[str]) -> list[str]:
    """Returns the root of each cleaned word, folded as the exact view is.

    In the order of the paper:

    1. The longest prefix of three or two letters goes (كال بال ولل وال, then ال لل) if three letters stay.
    2. The longest suffix of three or two letters goes, under the same condition.
    3. A doubled و at the beginning is written once; an initial hamza becomes a bare alef.
    4. A word of four to seven letters is held against the patterns of its length; where none fits, one letter
       of suffix or else of prefix goes, and the shorter word is tried again. Longer and shorter words are
       left.

    A word without Arabic letters, or of fewer than three, is its own root.
    """
    if kernels and (text := to_lines(words)):
        points = to_points(text)
        found = room_for(len(points))
        return fold_exact(to_text(found[: kernels.roots(points, _lists(), found)])).split("\n")[:-1]
    return fold_all(fold_exact, [*map(_root, words)])


@cache
def _lists() -> memoryview:
    """Returns the affixes and patterns, a list a line, as the kernel takes them."""
    affixes = (
        *(_THREE_LETTER_PREFIXES, _TWO_LETTER_PREFIXES, _ONE_LETTER_PREFIXES),
        *(_THREE_LETTER_SUFFIXES, _TWO_LETTER_SUFFIXES, _ONE_LETTER_SUFFIXES),
    )
    patterns = (_FOUR, _FIVE, _SIX, _FIVE_WITH_FOUR_ROOT_LETTERS, _SIX_WITH_FOUR_ROOT_LETTERS)
    return to_points("\n".join([*map(" ".join, affixes), *(each.forms for each in patterns), ""]))


def _root(word: str) -> str:
    if len(word) < 3 or not _ARABIC.search(word):
        return word
    stem = _strip_prefix(word)
    stem = _strip_suffix(stem)
    if len(stem) >= 4 and stem.startswith("وو"):
        stem = stem[1:]
    if stem[0] in letters.ALEF_FORMS:
        stem = letters.ALEF + stem[1:]
    return _match(stem)


def _strip_prefix(word: str) -> str:
    if len(word) >= 6 and word.startswith(_THREE_LETTER_PREFIXES):
        return word[3:]
    if len(word) >= 5 and word.startswith(_TWO_LETTER_PREFIXES):
        return word[2:]
    return word


def _strip_suffix(word: str) -> str:
    if len(word) >= 6 and word.endswith(_THREE_LETTER_SUFFIXES):
        return word[:-3]
    if len(word) >= 5 and word.endswith(_TWO_LETTER_SUFFIXES):
        return word[:-2]
    return word


def _match(stem: str) -> str:
    if len(stem) == 7:
        stem = _strip_letter(stem)
    if len(stem) == 6:
        stem = _SIX.root_letters(stem) or _strip_letter(stem)
        if len(stem) == 6:
            return _SIX_WITH_FOUR_ROOT_LETTERS.root_letters(stem) or stem
        if len(stem) == 3:
            return stem
    if len(stem) == 5:
        stem = _FIVE.root_letters(stem) or _strip_letter(stem)
        if len(stem) == 5:
            return _FIVE_WITH_FOUR_ROOT_LETTERS.root_letters(stem) or stem
    if len(stem) == 4:
        stem = _FOUR.root_letters(stem) or _strip_letter(stem)
    return stem


def _strip_letter(stem: str) -> str:
    if stem.endswith(_ONE_LETTER_SUFFIXES):
        return stem[:-1]
    if stem.startswith(_ONE_LETTER_PREFIXES):
        return stem[1:]
    return stem
