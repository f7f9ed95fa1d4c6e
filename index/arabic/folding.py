"""Spellings that mean the same word are written one way.

`clean` takes away what does not belong to the word and writes other keyboards' letters as Arabic newspapers
do; `fold_exact` goes on to the three spellings that Arabic writers mix freely. What they do to each letter is
shown by the tables of `docs/arabic.md` and `tests/golden/folding.tsv`.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence

from fihris.index.arabic import letters

# Letters of Persian, Urdu, Pashto, Kurdish, Uighur and Maghrebi writing, under the letter that Arabic
# newspapers write in their place. پ چ ژ گ ڤ stand for sounds that Arabic lacks: a usual loan spelling is
# taken.
_FOREIGN_LETTERS = {
    "ا": "ٱ",
    "أ": "ٲٵ",
    "إ": "ٳ",
    "ب": "پٮٻ",
    "ت": "ٹټٺ",
    "ج": "چڃڄ",
    "د": "ڈډڌ",
    "ر": "ڑړڕ",
    "ز": "ژځږ",
    "ش": "ښ",
    "غ": "گ",
    "ف": "ڤڢڡ",
    "ق": "ڨڧٯ",
    "ك": "کڪګڭݣ",
    "ل": "ڵ",
    "ن": "ںڼ",
    "ه": "ہەھۀۂ",
    "ة": "ۃ",
    "و": "ۏۆۇۈۋ",
    "ؤ": "ٶٷ",
    "ي": "یېۍێے",
    "ئ": "ٸۓ",
}
_TO_ARABIC = str.maketrans(
    {foreign: letter for letter, group in _FOREIGN_LETTERS.items() for foreign in group}
)

_PLAIN_ARABIC = re.compile(f"[{letters.BASIC_LETTERS}]+")
_IGNORED = re.compile(
    f"[{letters.TATWEEL}{letters.INVISIBLE}{letters.ARABIC_MARK_FORMS}{letters.ARABIC_MARKS}]"
)
_ACCENTS = f"[{letters.COMPOSING_MARKS}{letters.COMBINING_MARKS}]"
_ACCENT = re.compile(_ACCENTS)
# Unicode's Stream-Safe Text Format (UAX #15, section 13) allows a letter 30 marks; to order n takes n² steps.
_ACCENT_FLOOD = re.compile(f"(?<={_ACCENTS}{{30}}){_ACCENTS}+")
_FOREIGN_DIGIT = re.compile(r"[^\D0-9]")

_AMERICA = re.compile("(?<=[اأ])مريك")


def clean(surface: str) -> str:
    """Returns a surface form as a reader sees it, without what was put there for show.

    The steps, each with the reason for its place:

    1. Tatweel, invisible and direction characters, vowel and recitation marks go first, so that none stands
       between a letter and the hamza or accent that belongs to it.
    2. Persian, Urdu and other keyboards' letters become Arabic ones while their hamza is still to be joined.
    3. NFKC joins a letter with its hamza or accent, and resolves presentation forms (ﻻ is لا).
    4. Lower case; before step 5, since the small letter of İ is i with a dot above.
    5. Accents that no letter took are dropped.
    6. Digits of every script become 0-9.

    It is repeated until nothing changes, which makes it idempotent: a presentation form can hold a Persian
    letter. The forms of hamza, ة and ى are kept.
    """
    if _PLAIN_ARABIC.fullmatch(surface):
        return surface
    if surface.isascii():
        return surface.lower()
    cleaned = _clean_once(surface)
    while cleaned != surface:
        surface, cleaned = cleaned, _clean_once(cleaned)
    return cleaned


def _clean_once(surface: str) -> str:
    stripped = _ACCENT_FLOOD.sub("", _IGNORED.sub("", surface).translate(_TO_ARABIC))
    joined = unicodedata.normalize("NFKC", stripped).lower()
    return _FOREIGN_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), _ACCENT.sub("", joined))


def fold_exact(word: str) -> str:
    """Returns the exact view of a cleaned word: أ إ آ ٱ become ا, final ى becomes ي, ة becomes ه.

    Prefix, wildcard and fuzzy words are matched against this view.
    """
    return _fold_alefs_and_yeh(word).replace("ة", "ه")


def fold_stem(word: str) -> str:
    """Returns the view of a cleaned word that stems are made from, as long as the word itself.

    Every alef becomes ا, ى becomes ي, ؤ becomes و and ئ becomes ي; ة is kept. Two spellings that newspapers
    differ in are made one before: ئو is written ؤو (مسئول, مسؤول), أمريك is written أميرك (أمريكا, أميركا).
    """
    word = word.replace("ئو", "ؤو")
    if "مريك" in word:
        word = _AMERICA.sub("ميرك", word)
    return _fold_alefs_and_yeh(word).replace("ؤ", "و").replace("ئ", "ي")


def _fold_alefs_and_yeh(word: str) -> str:
    # To replace letters that are seldom there takes a third of the time of a table.
    word = word.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا").replace("ٱ", "ا")
    return word.replace("ى", "ي")


def fold_all(fold: Callable[[str], str], words: Sequence[str]) -> list[str]:
    """Returns the view of each word that `fold` gives, which is `fold_exact` or `fold_stem`.

    Neither looks beyond a word, and no word holds a line break: folded all at once, thousands take a tenth of
    the time.
    """
    return fold("\n".join(words)).split("\n") if words else []
