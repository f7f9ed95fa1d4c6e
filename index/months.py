"""The names of months, as newspapers from Baghdad to Casablanca write them, folded and numbered.

The Gregorian months have three Arabic traditions besides the English names: Egypt, Sudan and the Gulf took
theirs from Latin (يناير), the Levant and Iraq from Syriac (كانون الثاني), the Maghreb from French (جانفي in
Algeria and Tunisia) or from Spanish and older forms (يوليوز, غشت in Morocco, شتمبر in Mauritania). The
names by country are those of Unicode CLDR; common misspellings follow them.
"""

from __future__ import annotations

from fihris.index.arabic.folding import clean, fold_exact

_GREGORIAN = (
    ("january", "jan", "يناير", "كانون الثاني", "جانفي", "كانون ثاني"),
    ("february", "feb", "فبراير", "شباط", "فيفري", "فيبراير"),
    ("march", "mar", "مارس", "آذار"),
    ("april", "apr", "أبريل", "نيسان", "أفريل"),
    ("may", "مايو", "أيار", "ماي", "مايس", "نوار"),
    ("june", "jun", "يونيو", "حزيران", "جوان", "يونيه"),
    ("july", "jul", "يوليو", "تموز", "جويلية", "يوليوز", "يوليه"),
    ("august", "aug", "أغسطس", "آب", "أوت", "غشت", "أغشت", "اوغسطس"),
    ("september", "sept", "sep", "سبتمبر", "أيلول", "شتنبر", "شتمبر", "سبتنبر"),
    ("october", "oct", "أكتوبر", "تشرين الأول", "أوكتوبر", "تشرين أول"),
    ("november", "nov", "نوفمبر", "تشرين الثاني", "نونبر", "نوفنبر", "تشرين ثاني"),
    ("december", "dec", "ديسمبر", "كانون الأول", "دجنبر", "دجمبر", "دسمبر", "كانون أول"),
)

_HIJRI = (
    ("محرم", "المحرم", "محرم الحرام"),
    ("صفر", "صفر الخير"),
    ("ربيع الأول", "ربيع أول"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع ثاني"),
    ("جمادى الأولى", "جمادى الأول", "جماد الأول", "جماد أول"),
    (
        "جمادى الآخرة",
        "جمادى الثانية",
        "جمادى الآخر",
        "جمادى الثاني",
        "جماد الآخر",
        "جماد الثاني",
        "جماد ثاني",
    ),
    ("رجب", "رجب الفرد"),
    ("شعبان",),
    ("رمضان", "رمضان المبارك"),
    ("شوال",),
    ("ذو القعدة", "ذي القعدة"),
    ("ذو الحجة", "ذي الحجة"),
)


def _numbered(months: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Return folded name → number of the month, 1 to 12."""
    return {fold_exact(clean(name)): number for number, names in enumerate(months, 1) for name in names}


GREGORIAN_MONTHS = _numbered(_GREGORIAN)
HIJRI_MONTHS = _numbered(_HIJRI)

# Names that also mean something else are no help in a text: ماي, جوان and أوت are names and words elsewhere,
# and آب is spelt as أب is once it is folded.
_AMBIGUOUS = frozenset({"ماي", "جوان", "أوت", "آب", "نوار", "مايس"})
# These have the stem of another word: who types them finds the others, who types the others not these.
_OF_ANOTHER_STEM = frozenset({"يوليه", "يونيه"})
_CLEAR = [
    tuple(name for name in names if not name.isascii() and name not in _AMBIGUOUS) for names in _GREGORIAN
]
TWO_WORDS = frozenset(name.split()[0] for names in _CLEAR for name in names if " " in name)
"""What the names of two words begin with."""

_SAME = {
    fold_exact(clean(name)): tuple(other for other in names if other not in _OF_ANOTHER_STEM)
    for names in _CLEAR
    for name in names
}


def names_of_month(name: str) -> tuple[str, ...]:
    """Return all Arabic names of the Gregorian month that is called so, itself among them.

    Names that also mean something else are left out; they, and what is no month, have no others, except آب
    where it is written with its madda.
    """
    cleaned = clean(name)
    if cleaned == "آب":
        return (cleaned, *_SAME["اغسطس"])
    names = _SAME.get(fold_exact(cleaned), ())
    return names if not names or cleaned in names else (cleaned, *names)


def ambiguous_names(name: str) -> tuple[str, ...]:
    """Return the names of the same Gregorian month that also mean something else: آب, ماي, جوان, أوت."""
    number = GREGORIAN_MONTHS.get(fold_exact(clean(name)), 0)
    return tuple(other for other in _GREGORIAN[number - 1] if other in _AMBIGUOUS) if number else ()
