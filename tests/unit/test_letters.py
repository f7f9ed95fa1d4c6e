import re
import unicodedata

import pytest

from fihris.index.arabic import letters

ARABIC_BLOCKS = (
    range(0x0600, 0x0700),
    range(0x0750, 0x0780),
    range(0x0870, 0x0900),
    range(0xFB50, 0xFE00),
    range(0xFE70, 0xFF00),
)
KINDS = {
    "letters": letters.ARABIC_LETTERS,
    "marks": letters.ARABIC_MARKS,
    "composing marks": letters.COMPOSING_MARKS,
    "shaped marks": letters.ARABIC_MARK_FORMS,
    "accents": letters.COMBINING_MARKS,
    "invisible": letters.INVISIBLE,
}


def members(ranges: str) -> set[str]:
    return {chr(code) for block in ARABIC_BLOCKS for code in block if re.match(f"[{ranges}]", chr(code))}


def test_every_arabic_letter_is_a_letter_of_words() -> None:
    known = members(letters.ARABIC_LETTERS)
    named = {
        chr(code)
        for block in ARABIC_BLOCKS
        for code in block
        if re.match(r"ARABIC (LETTER|LIGATURE) ", unicodedata.name(chr(code), ""))
        and unicodedata.category(chr(code)) == "Lo"
    }
    assert named - known - members(letters.ARABIC_MARK_FORMS) == set()


def test_every_arabic_mark_is_known() -> None:
    known = members(letters.ARABIC_MARKS + letters.COMPOSING_MARKS)
    marks = {
        chr(code) for block in ARABIC_BLOCKS for code in block if unicodedata.category(chr(code)) == "Mn"
    }
    assert marks - known == set()


@pytest.mark.parametrize("one", KINDS)
def test_no_character_is_of_two_kinds(one: str) -> None:
    this = re.compile(f"[{KINDS[one]}]")
    others = re.compile(f"[{''.join(ranges for kind, ranges in KINDS.items() if kind != one)}]")
    assert not [hex(code) for code in range(0x11_0000) if this.match(chr(code)) and others.match(chr(code))]


def test_tatweel_and_digits_are_not_letters() -> None:
    assert not re.match(f"[{letters.ARABIC_LETTERS}]", letters.TATWEEL)
    assert not re.search(f"[{letters.ARABIC_LETTERS}]", "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹0123456789")
    assert not re.search(f"[{letters.ARABIC_LETTERS}]", "؟،؛٪٫٬")
