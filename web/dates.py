"""Dates as newspapers print them: both month traditions, and the Hijri date beside them."""

from __future__ import annotations

from datetime import date

from hijridate import Gregorian

from fihris.web.numerals import digits

MONTHS = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
LEVANTINE_MONTHS = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")


def short_date(day: date) -> str:
    """Return «١٤ مارس ٢٠٢٣»."""
    return digits(f"{day.day} {MONTHS[day.month - 1]} {day.year}")


def long_date(day: date) -> str:
    """Return «الثلاثاء ١٤ مارس/آذار ٢٠٢٣»: weekday, and the month in the Egyptian and Levantine name."""
    month = f"{MONTHS[day.month - 1]}/{LEVANTINE_MONTHS[day.month - 1]}"
    return digits(f"{WEEKDAYS[day.weekday()]} {day.day} {month} {day.year}")


def hijri_date(day: date) -> str | None:
    """Return «٢٢ شعبان ١٤٤٤ هـ» by the Umm al-Qura calendar, or None outside its table (1924 to 2077)."""
    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return None
    return digits(f"{hijri.day} {hijri.month_name('ar')} {hijri.year} هـ")
