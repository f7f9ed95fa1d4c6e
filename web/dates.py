"""Dates as newspapers print them: both month traditions of Arabic, and the Hijri date beside them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from babel import Locale
from hijridate import Gregorian

from fihris.web.language import LANGUAGES, Language, language
from fihris.web.numerals import digits

_LOCALES = {lang: Locale(lang) for lang in LANGUAGES}
_LEVANTINE = Locale("ar", "SY").months["format"]["wide"]
_ERA = {"ar": "هـ", "en": "AH"}
_MONTHS = {lang: dict(locale.months["format"]["wide"]) for lang, locale in _LOCALES.items()}


def month_name(month: int) -> str:
    """Return the name of a month, 1 to 12."""
    return str(_MONTHS[language()][month])


def month_of(year: int, month: int) -> str:
    """Return «مارس ٢٠٢٣»."""
    return digits(f"{month_name(month)} {year}")


def short_date(day: date) -> str:
    """Return «١٤ مارس ٢٠٢٣»."""
    return digits(f"{day.day} {month_name(day.month)} {day.year}")


def long_date(day: date) -> str:
    """Return «الثلاثاء ١٤ مارس/آذار ٢٠٢٣»: in Arabic the month by its Egyptian and Levantine name."""
    weekday = _LOCALES[language()].days["format"]["wide"][day.weekday()]
    month = month_name(day.month)
    if language() == "ar":
        return digits(f"{weekday} {day.day} {month}/{_LEVANTINE[day.month]} {day.year}")
    return f"{weekday} {day.day} {month} {day.year}"


def hijri_date(day: date) -> str | None:
    """Return «٢٢ شعبان ١٤٤٤ هـ» by the Umm al-Qura calendar, or None outside its table (1924 to 2077)."""
    return _hijri(day.year, day.month, day.day, language())


@lru_cache(maxsize=1024)
def _hijri(year: int, month: int, day: int, lang: Language) -> str | None:
    try:
        hijri = Gregorian(year, month, day).to_hijri()
    except OverflowError:
        return None
    return digits(f"{hijri.day} {hijri.month_name(lang)} {hijri.year} {_ERA[lang]}")
