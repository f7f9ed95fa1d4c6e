"""Text to words with their places.

The text itself is never changed: words are found in it as it stands and folded afterwards, so that
`text[start:end]` is always what the author wrote. A word is

- a run of Arabic letters, with the marks, tatweels and invisible characters inside it; it begins with a
  letter and ends with a letter, mark or tatweel;
- a run of other letters, with their accents;
- a number. Three digits after a mark are thousands (12,345, 12.345, ١٢٬٣٤٥), other digits after it decimals
  (4.7, 4,7, ٤٫٧); of more than two parts with different marks or lengths (12.5.2015) each is a number.

Everything else separates: كوفيد19 and الـ30 are two words each, as are كوريا-الشمالية and يوليو/تموز.
"""

import re
from itertools import accumulate
from typing import NamedTuple

from fihris.index.arabic import letters
from fihris.index.arabic.folding import clean
from fihris.index.arabic.memo import Memo

# A word of more letters than this is a flood, not a word.
LONGEST_WORD = 64

_MARKS = letters.ARABIC_MARKS + letters.ARABIC_MARK_FORMS + letters.COMPOSING_MARKS + letters.TATWEEL
_ARABIC_WORD = (
    f"[{letters.ARABIC_LETTERS}][{letters.ARABIC_LETTERS}{_MARKS}]*+"
    f"(?:[{letters.INVISIBLE}]++[{letters.ARABIC_LETTERS}{_MARKS}]++)*+"
)
_OTHER_LETTER = rf"[^\W\d_{letters.ARABIC_LETTERS}{letters.TATWEEL}]"
_OTHER_WORD = (
    rf"{_OTHER_LETTER}(?:{_OTHER_LETTER}|[{letters.COMBINING_MARKS}])*+"
    rf"(?:[{letters.INVISIBLE}]++(?:{_OTHER_LETTER}|[{letters.COMBINING_MARKS}])++)*+"
)
_GROUPS = "|".join(rf"(?:{mark}\d{{3}})++" for mark in [r"\.", r",", r"٫", r"٬", r"،"])
# [^\D0٠۰] is a digit, but not zero: 0.500 is a half and not five hundred.
_NUMBER = (
    rf"(?<!\d[.,٫٬،])(?:[^\D0٠۰]\d{{0,2}}(?:{_GROUPS})(?:[.,٫،]\d++)?+|\d++(?:[.٫]\d++|[,،]\d{{1,2}}))(?![.,٫٬،]?\d)"
    r"|\d++"
)
_TOKEN = re.compile(f"({_ARABIC_WORD}|{_OTHER_WORD}|{_NUMBER})")

# What is neither of these is in no token, and none depends on what is beyond it.
NUMBER_MARKS = ".,٫٬،"
TOKEN_CHARACTER = (
    rf"[{letters.ARABIC_LETTERS}{_MARKS}{letters.COMBINING_MARKS}{letters.INVISIBLE}{NUMBER_MARKS}]|[^\W_]"
)
_GROUPED = re.compile(rf"([1-9]\d{{0,2}}(?:{_GROUPS}))(?:[.٫،,](\d+))?")
_MARK_IN_NUMBER = re.compile("[.,٫٬،]")

# Distinct surfaces that are remembered.
_REMEMBERED = 1 << 19


class Spans(NamedTuple):
    """The tokens of a text in its order, one entry of each list a token.

    `words` are cleaned surfaces, never empty; `starts` and `ends` are places in the text given, in code
    points.
    """

    words: list[str]
    starts: list[int]
    ends: list[int]


def tokenize(text: str) -> Spans:
    """Finds the words of a text, in time linear in its length.

    A surface of more than `LONGEST_WORD` letters is cut to that; one that stands for several words (ﷺ) gives
    each of them the same place.
    """
    pieces = _TOKEN.split(text)
    places = list(accumulate(map(len, pieces)))
    spans = Spans(list(map(_words.__getitem__, pieces[1::2])), places[:-1:2], places[1::2])
    return _unfold(text, spans) if "" in spans.words else spans


def _unfold(text: str, spans: Spans) -> Spans:
    """Gives surfaces of no word or several their due: ﷺ is four words in one place."""
    unfolded = Spans([], [], [])
    for word, start, end in zip(*spans, strict=True):
        for each in (word,) if word else _several(text[start:end]):
            unfolded.words.append(each)
            unfolded.starts.append(start)
            unfolded.ends.append(end)
    return unfolded


def _several(surface: str) -> list[str]:
    return [
        _number(word) if word[0].isdecimal() else word[:LONGEST_WORD]
        for word in _TOKEN.findall(clean(surface))
    ]


def _one(surface: str) -> str:
    words = _several(surface)
    return words[0] if len(words) == 1 else ""


def _number(written: str) -> str:
    """Writes a number without group marks and with a point: ١٢٬٣٤٥٫٦ is 12345.6."""
    if grouped := _GROUPED.fullmatch(written):
        whole, fraction = grouped.groups()
        whole = _MARK_IN_NUMBER.sub("", whole)
        written = f"{whole}.{fraction}" if fraction else whole
    return _MARK_IN_NUMBER.sub(".", written)[:LONGEST_WORD]


_words = Memo(_one, _REMEMBERED)
