"""Keyboards: what a text would be, had the keyboard been switched to the other language.

The keys of a US keyboard beside those of the two Arabic layouts that are in use: Arabic 101 of Windows and
Linux, and that of the Mac, which has other letters in the bottom row, on two keys beside it, and under Shift.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product

from fihris.index.arabic.folding import fold_exact

_ROWS = ("qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./")
_OFFSETS = (0.0, 0.25, 0.75)  # of the rows to the right, in keys
_KEYS = "".join(_ROWS) + "`"
_PC = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظذ"  # ﻻ is two letters on one key
_MAC = "ضصثقفغعهخحجةشسيبلاتنمك؛ظطذدزرو،./ـ"
# Vowel marks are left out: no query needs them.
_PC_SHIFT = {"T": "لإ", "Y": "إ", "G": "لأ", "H": "أ", "J": "ـ", "K": "،", "B": "لآ", "N": "آ", "?": "؟"}
_MAC_SHIFT = {"D": "ى", "H": "آ", "C": "ئ", "V": "ء", "B": "أ", "N": "إ", "M": "ؤ", "?": "؟"}
_LAYOUTS: tuple[Mapping[str, str], ...] = (
    dict(zip(_KEYS, _PC, strict=True)) | {"b": "لا"} | _PC_SHIFT,
    dict(zip(_KEYS, _MAC, strict=True)) | _MAC_SHIFT,
)
_MOST_READINGS = 16  # of one text in Latin letters, where لا may be one key or two


def in_arabic(text: str) -> list[str]:
    """Return what the keys of a text in Latin letters give on an Arabic keyboard, likelier readings first.

    A capital may be meant, or come from Caps Lock or from a field that begins with one.
    """
    readings = (
        "".join(layout.get(letter, letter) for letter in each)
        for each in (text, text.lower())
        for layout in _LAYOUTS
    )
    return [reading for reading in dict.fromkeys(readings) if reading != text]


def in_latin(text: str) -> list[str]:
    """Return what the keys of a text in Arabic letters give on a US keyboard, in small letters."""
    readings = (reading for layout in _LAYOUTS for reading in _typed_on(layout, text))
    return [reading for reading in dict.fromkeys(readings) if reading != text]


def _typed_on(layout: Mapping[str, str], text: str) -> list[str]:
    keys = {letters: key.lower() for key, letters in reversed(list(layout.items()))}
    parts: list[tuple[str, ...]] = []
    place = 0
    while place < len(text):
        letter, two = text[place], text[place : place + 2]
        one_by_one = "".join(keys.get(each, each) for each in two)
        if two in keys and len(two) == 2:
            parts.append((keys[two], one_by_one))
            place += 2
        else:
            parts.append((keys.get(letter, letter),))
            place += 1
    return ["".join(reading) for reading, _ in zip(product(*parts), range(_MOST_READINGS), strict=False)]


@cache
def neighbours() -> frozenset[str]:
    """Return the pairs of letters, folded as exact forms, whose keys touch on Arabic 101."""
    places = {
        key: (number + offset, row)
        for row, (keys, offset) in enumerate(zip(_ROWS, _OFFSETS, strict=True))
        for number, key in enumerate(keys)
    }
    layout = _LAYOUTS[0]
    return frozenset(
        fold_exact(layout[one] + layout[other])
        for one, (x, y) in places.items()
        for other, (u, v) in places.items()
        if one != other and abs(x - u) <= 1 and abs(y - v) <= 1 and len(layout[one] + layout[other]) == 2
    )
