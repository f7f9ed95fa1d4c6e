"""Bytes of unknown origin become text, or are refused: no mojibake gets into the index."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MARKED = tuple(mark for mark, _ in _BYTE_ORDER_MARKS)
_ASCII = bytes(range(128))
_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))

_SOUND_FOR_DAMAGED = 10
"""Whole characters beyond ASCII that UTF-8 must have for each damaged one; windows-1256 has far below one."""

_ASCII_FOR_DAMAGED = 200
"""The same for ASCII characters, for a text that is nearly all ASCII."""


class Undecodable(ValueError):
    """The bytes are not text in any encoding that is understood; the message says which was found."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was in, and how many damaged characters stand in it as U+FFFD."""

    text: str
    encoding: str
    damaged: int = 0


class _ArabicCharset:
    """One of the two single-byte encodings of Arabic, and what its bytes look like in Arabic text."""

    LETTERS = frozenset(map(chr, [*range(0x621, 0x63B), *range(0x640, 0x653), *map(ord, "پچژگکیہھںے")]))
    COMMON = frozenset("اليمونرت")
    """Six in ten letters of Arabic prose, far fewer where another language is taken for Arabic."""
    PUNCTUATION = frozenset("،؛؟«»“”‘’‹›„…–—•\xa0\xad\u200c\u200d\u200e\u200f")

    def __init__(self, name: str) -> None:
        self.name = name
        characters = {byte: bytes([byte]).decode(name, "ignore") for byte in range(128, 256)}
        self.letters = bytes(byte for byte, character in characters.items() if character in self.LETTERS)
        self.common = bytes(byte for byte, character in characters.items() if character in self.COMMON)
        self.punctuation = bytes(
            byte for byte, character in characters.items() if character in self.PUNCTUATION
        )

    def likeness(self, data: bytes) -> float:
        """Return how much these bytes look like Arabic prose in this encoding: 0 for not at all, 1 for all.

        Three things have to hold: nearly all that is beyond ASCII are Arabic letters, they stand in words
        and not one by one between Latin letters, and the commonest letters of Arabic are common.
        """
        high = data.translate(None, _ASCII + self.punctuation)
        if not high:
            return 0.0
        letters = (len(high) - len(high.translate(None, self.letters))) / len(high)
        common = (len(high) - len(high.translate(None, self.common))) / len(high)
        in_words = sum(map(len, re.findall(rb"[\x80-\xff]{2,}", data))) / len(data.translate(None, _ASCII))
        return letters if letters > 0.9 and in_words > 0.8 and common > 0.4 else 0.0


_ARABIC_CHARSETS = (_ArabicCharset("windows-1256"), _ArabicCharset("iso-8859-6"))


def decode(data: bytes) -> Decoded:
    """Return the text of these bytes, without a byte-order mark.

    The order is from the surest to the least sure sign: a byte-order mark; UTF-8, which other text is hardly
    ever by chance; UTF-8 with a few damaged characters, which become U+FFFD and are counted; windows-1256 or
    ISO-8859-6, whichever makes Arabic prose of the bytes.

    Raises:
        Undecodable: The bytes are binary data, or text in another encoding.
    """
    if data.startswith(_MARKED):
        return _decode_marked(data)
    data = data.removeprefix(codecs.BOM_UTF8)
    controls = len(data) - len(data.translate(None, _CONTROL_BYTES))
    if b"\0" in data or controls > len(data) // 10:
        raise Undecodable("binary file: it holds bytes that no text has")
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return _decode_doubtful(data)


def _decode_marked(data: bytes) -> Decoded:
    encoding = next(encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark))
    try:
        return Decoded(data.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"unknown encoding: marked as {encoding.upper()}, but it is not") from error


def _decode_doubtful(data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd") - data.count("\ufffd".encode())
    ascii_characters = len(data) - len(data.translate(None, _ASCII))
    sound = len(text) - ascii_characters - damaged
    if sound >= _SOUND_FOR_DAMAGED * damaged:
        return Decoded(text, "utf-8", damaged)
    likeness, charset = max((charset.likeness(data), charset.name) for charset in _ARABIC_CHARSETS)
    if likeness > 0:
        return Decoded(data.decode(charset, "replace"), charset)
    if ascii_characters >= _ASCII_FOR_DAMAGED * damaged:
        return Decoded(text, "utf-8", damaged)
    raise Undecodable("unknown encoding: not UTF-8, nor Arabic in windows-1256 or ISO-8859-6")
