"""Numbers as an Arabic reader writes them: Arabic-Indic digits, and nouns in the six plural forms."""

from __future__ import annotations

from dataclasses import astuple, dataclass

_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_WESTERN = "0123456789"
_TO_ARABIC = str.maketrans(_WESTERN, _ARABIC)
_TO_ARABIC_AMOUNT = str.maketrans(_WESTERN + ",.", _ARABIC + "٬٫")
_TO_WESTERN = str.maketrans(_ARABIC + _PERSIAN, _WESTERN * 2)


def digits(value: object) -> str:
    """Write a year, a day, a page number with Arabic-Indic digits, and leave the rest of it alone."""
    return str(value).translate(_TO_ARABIC)


def western(text: str) -> str:
    """Turn Arabic-Indic and Persian digits into 0 to 9, for reading what somebody typed."""
    return text.translate(_TO_WESTERN)


def amount(value: float, places: int = 0) -> str:
    """Write an amount with ٬ between thousands and ٫ before `places` decimals."""
    return f"{value:,.{places}f}".translate(_TO_ARABIC_AMOUNT)


@dataclass(frozen=True, slots=True)
class Noun:
    """What is counted, in the six forms of Arabic; `{}` is where the number stands, if it is written.

    One and two are words, not numbers; 3 to 10 take the plural, 11 to 99 the singular in the accusative,
    whole hundreds the singular in the genitive.
    """

    zero: str
    one: str
    two: str
    few: str
    many: str
    other: str

    def counted(self, count: int) -> str:
        """Return the noun with its number.

        The classes are those of the Unicode plural rules (CLDR) for Arabic: 3 to 10 and 11 to 99 go by the
        last two digits, so that 103 counts like 3 and 111 like 11.
        """
        rest = count % 100
        form = count if count <= 2 else 3 if 3 <= rest <= 10 else 4 if rest >= 11 else 5
        return str(astuple(self)[form]).format(amount(count))


ARTICLES = Noun("لا أخبار", "خبر واحد", "خبران", "{} أخبار", "{} خبراً", "{} خبر")
SOURCES = Noun("لا مصدر", "مصدر واحد", "مصدرين", "{} مصادر", "{} مصدراً", "{} مصدر")
"""Sources after "from" («من مصدرين»): the genitive."""
PLACES = Noun(
    "لا موضع لكلمات بحثك",
    "موضع واحد لكلمات بحثك",
    "موضعان لكلمات بحثك",
    "{} مواضع لكلمات بحثك",
    "{} موضعاً لكلمات بحثك",
    "{} موضع لكلمات بحثك",
)
COPIES = Noun(
    "",
    "النص نفسه في خبر آخر",
    "النص نفسه في خبرين آخرين",
    "النص نفسه في {} أخبار أخرى",
    "النص نفسه في {} خبراً آخر",
    "النص نفسه في {} خبر آخر",
)
