"""The values of an article's fields, cleaned the same way in whatever format they come."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime

from fihris.index.arabic.letters import INVISIBLE
from fihris.index.dates import ImplausibleDate, parse_date

_LINE_ENDS = "\r\v\f\x85\u2028\u2029"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"
_SURROGATES = "\ud800-\udfff"
_NOT_PLAIN = re.compile(f"[{_LINE_ENDS}{_CONTROLS}{_SURROGATES}]")
_LINE_END = re.compile(f"\r\n|[{_LINE_ENDS}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_SURROGATE = re.compile(f"[{_SURROGATES}]")
_BLANK = "".join(re.findall(rf"[\s{INVISIBLE}]", "".join(map(chr, (*range(0x3001), *range(0xFE00, 0xFF00))))))
_PARTED = re.compile(r"[,،;؛|]|\s[-–—]\s")

# Letters that Persian and Urdu keyboards have in the place of an Arabic one; پ چ ژ گ are other sounds.
_ARABIC_LETTERS = str.maketrans(
    dict.fromkeys("کڪ", "ك") | dict.fromkeys("یېے", "ي") | dict.fromkeys("ھہەۀ", "ه") | {"ۃ": "ة"}
)


def plain(text: str) -> str:
    """Return a text without control characters, lone surrogates and blanks at its ends, and one line end."""
    # Nearly all texts are printable but for line ends and wide blanks, and that is told in half the time.
    if (
        not text.isprintable()
        and not text.replace("\n", " ").replace("\xa0", " ").isprintable()
        and _NOT_PLAIN.search(text)
    ):
        text = _CONTROL.sub("", _LINE_END.sub("\n", text))
        text = _SURROGATE.sub("\ufffd", text)
    return text.strip(_BLANK)


def one_line(text: str) -> str:
    """Return a text, made plain, with every run of blanks, line ends too, as one space."""
    return " ".join(plain(text).split())


def arabic_letters(text: str) -> str:
    """Return a name with the Arabic letters that a Persian or Urdu keyboard writes otherwise (ک ی ہ)."""
    return one_line(text).translate(_ARABIC_LETTERS)


def keywords(values: Iterable[str]) -> tuple[str, ...]:
    """Return every keyword once, in order and in Arabic letters, without empty ones."""
    return tuple(dict.fromkeys(filter(None, map(arabic_letters, values))))


def split_keywords(line: str) -> tuple[str, ...]:
    """Return the keywords of a line, parted by , ، ; ؛ | or a dash between blanks, else the one it is."""
    return keywords(_PARTED.split(line))


def published(text: str) -> tuple[datetime | None, str | None]:
    """Return the date that a text names, and if it names none, the reason in a sentence."""
    try:
        date = parse_date(text)
    except ImplausibleDate as error:
        return None, f"kept without its date: {error}"
    if date is None:
        return None, f"kept without its date: {text[:60]!r} was not understood"
    return date, None
