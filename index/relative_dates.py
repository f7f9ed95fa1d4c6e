"""Dates as they are told from a day that is given: last week, three days ago, July, Tuesday.

Where a text leaves open which of several it means, the latest that has begun is taken: July is this year's,
or last year's before July.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from fihris.index.dates import MONTH, month_number, one_of
from fihris.index.period import Period, hijri_of, month_of, year_of

FARTHEST_LEAP_DAY = 9  # years: eight from 29 February 1896 to 1904
FIRST_WEEKDAY = 6  # Sunday, with which the week of work begins in most Arab states
Form = tuple[re.Pattern[str], Callable[[re.Match[str], date], Period]]

_WEEKDAYS = (
    ("الاثنين", "monday", "mon"),
    ("الثلاثاء", "الثلثاء", "الثلاثا", "tuesday", "tue"),
    ("الاربعاء", "الاربعا", "wednesday", "wed"),
    ("الخميس", "thursday", "thu"),
    ("الجمعه", "friday", "fri"),
    ("السبت", "saturday", "sat"),
    ("الاحد", "sunday", "sun"),
)
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
RELATIVE_DAYS = {
    **dict.fromkeys(("اليوم", "today"), 0),
    **dict.fromkeys(("امس", "البارحه", "يوم امس", "yesterday"), 1),
    **dict.fromkeys(("اول امس", "اول من امس", "امس الاول", "قبل امس"), 2),
}
_UNITS = {
    **dict.fromkeys(("يوم", "يوما", "ايام", "الايام", "اليوم", "day", "days"), "day"),
    **dict.fromkeys(("اسبوع", "اسبوعا", "اسابيع", "الاسابيع", "الاسبوع", "week", "weeks"), "week"),
    **dict.fromkeys(("شهر", "شهرا", "اشهر", "شهور", "الاشهر", "الشهور", "الشهر", "month", "months"), "month"),
    **dict.fromkeys(("سنه", "سنوات", "سنين", "السنوات", "السنه", "عام", "عاما", "اعوام"), "year"),
    **dict.fromkeys(("الاعوام", "العام", "year", "years"), "year"),
    **dict.fromkeys(
        ("ساعه", "ساعات", "الساعات", "دقيقه", "دقائق", "ثانيه", "ثوان", "hours", "minutes"), "hour"
    ),
}
_TWO = {
    **dict.fromkeys(("يومين", "يومان", "اليومين"), "day"),
    **dict.fromkeys(("اسبوعين", "اسبوعان", "الاسبوعين"), "week"),
    **dict.fromkeys(("شهرين", "شهران", "الشهرين"), "month"),
    **dict.fromkeys(("سنتين", "سنتان", "السنتين", "عامين", "عامان", "العامين"), "year"),
    **dict.fromkeys(("ساعتين", "ساعتان", "دقيقتين"), "hour"),
}
_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            ("واحد", "واحده", "one"),
            ("اثنين", "اثنان", "اثنتين", "two"),
            ("ثلاثه", "ثلاث", "three"),
            ("اربعه", "اربع", "four"),
            ("خمسه", "خمس", "five"),
            ("سته", "ست", "six"),
            ("سبعه", "سبع", "seven"),
            ("ثمانيه", "ثماني", "ثمان", "eight"),
            ("تسعه", "تسع", "nine"),
            ("عشره", "عشر", "ten"),
        ),
        1,
    )
    for name in names
}
_NUMBERS |= {f"ال{name}": number for name, number in _NUMBERS.items() if not name.isascii()}
_PAST = {"الماضي", "الماضيه", "الماضيين", "المنصرم", "المنصرمه", "الفائت", "الفائته", "السابق", "السابقه"}
_PAST |= {"الاخير", "الاخيره", "الاخيرين"}
_PRESENT = {"هذا", "هذه", "this"}
_CURRENT = {"الحالي", "الحاليه", "الجاري", "الجاريه"}
_AGO = {"قبل"}
_WITHIN = {"منذ", "مند", "خلال", "اخر", "في اخر"}

VOCABULARY = frozenset(
    " ".join(
        (*_WEEKDAY, *RELATIVE_DAYS, *_UNITS, *_TWO, *_NUMBERS, *_PAST, *_PRESENT, *_CURRENT, *_AGO, *_WITHIN)
    ).split()
)
"""Words of which such dates are made, months aside."""


def _latest_month(found: re.Match[str], today: date) -> Period:
    month, hijri = month_number(found["month"])
    begun = date(today.year, today.month, 1) - timedelta(1) if found["past"] else today
    if not hijri:
        return month_of(begun.year if month <= begun.month else begun.year - 1, month)
    year = (begun.year - 622) * 33 // 32 + 1  # of the Hijra, at most one too few
    there = (hijri_of(each, month, month) for each in (year + 1, year, year - 1, year - 2))
    return next(period for period in there if period.first and period.first <= begun)


def _latest_day(found: re.Match[str], today: date) -> Period:
    """Return the day of that number in the latest such month that has come to it."""
    for back in range(FARTHEST_LEAP_DAY):
        month = _latest_month(found, date(today.year - back, 12, 31) if back else today)
        assert month.first is not None
        assert month.last is not None
        there = month.first + timedelta(int(found["day"]) - 1)
        if month.first <= there <= min(month.last, today):
            return Period(there, there)
    raise ValueError("there is no such day")


def _weekday(found: re.Match[str], today: date) -> Period:
    back = (today.weekday() - _WEEKDAY[found["weekday"]]) % 7
    day = today - timedelta(back or (7 if found["past"] else 0))
    return Period(day, day)


def _relative_day(found: re.Match[str], today: date) -> Period:
    day = today - timedelta(RELATIVE_DAYS[found["word"]])
    return Period(day, day)


def _amount(found: re.Match[str]) -> tuple[int, str]:
    """Return how many of which unit."""
    if two := found.groupdict().get("two"):
        return 2, _TWO[two]
    number = found["number"]
    return int(number) if number and number.isdecimal() else _NUMBERS[number] if number else 1, _UNITS[
        found["unit"]
    ]


def _shifted(unit: str, back: int, today: date) -> Period:
    """Return the day, week, month or year so many before that of today."""
    if unit == "hour":
        unit, back = "day", back // 24
    if unit == "day":
        day = today - timedelta(back)
        return Period(day, day)
    if unit == "week":
        first = today - timedelta((today.weekday() - FIRST_WEEKDAY) % 7 + 7 * back)
        return Period(first, first + timedelta(6))
    if unit == "year":
        return year_of(today.year - back)
    months = 12 * today.year + today.month - 1 - back
    return month_of(months // 12, months % 12 + 1)


def _this(found: re.Match[str], today: date) -> Period:
    return _shifted(_UNITS[found["unit"]], 0, today)


def _last(found: re.Match[str], today: date) -> Period:
    return _shifted(_UNITS[found["unit"]], 1, today)


def _ago(found: re.Match[str], today: date) -> Period:
    back, unit = _amount(found)
    return _shifted(unit, back, today)


def _within(found: re.Match[str], today: date) -> Period:
    """Return so many units until today."""
    back, unit = _amount(found)
    if unit in ("month", "year"):
        there = _shifted(unit, back, today).first
        assert there is not None
        month = today.month if unit == "year" else there.month
        first = date(there.year, month, min(today.day, monthrange(there.year, month)[1]))
    else:
        first = today - timedelta(back // 24 if unit == "hour" else 7 * back if unit == "week" else back)
    return Period(first, today)


_NUMBER = rf"(?P<number>\d{{1,4}}|{one_of(_NUMBERS)})"
_AMOUNT = rf"(?:(?P<two>{one_of(_TWO)})|(?:{_NUMBER} ?)?(?P<unit>{one_of(_UNITS)}))"
_UNIT = rf"(?P<unit>{one_of(_UNITS)})"
_MAYBE_PAST = f"(?: (?P<past>{one_of(_PAST)}))?"
RELATIVE_FORMS: tuple[Form, ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (f"(?:شهر )?{MONTH}{_MAYBE_PAST}", _latest_month),
        (rf"(?P<day>\d{{1,2}}) ?(?:من )?(?:شهر )?{MONTH}{_MAYBE_PAST}", _latest_day),
        (f"(?:يوم )?(?P<weekday>{one_of(_WEEKDAY)}){_MAYBE_PAST}", _weekday),
        (f"(?P<past>last) (?P<weekday>{one_of(_WEEKDAY)})", _weekday),
        (f"(?P<word>{one_of(RELATIVE_DAYS)})", _relative_day),
        (f"{one_of(_PRESENT)} {_UNIT}", _this),
        (f"{_UNIT} {one_of(_CURRENT)}", _this),
        (f"{_UNIT} {one_of(_PAST)}", _last),
        (f"last {_UNIT}", _last),
        (f"{one_of(_AGO)} {_AMOUNT}", _ago),
        (f"{_AMOUNT} ago", _ago),
        (f"{one_of(_WITHIN)} {_AMOUNT}", _within),
        (f"(?:last|past) {_AMOUNT}", _within),
        (f"{_UNIT} {_NUMBER} {one_of(_PAST)}", _within),  # الأيام الثلاثة الماضية
        (f"{_AMOUNT} {one_of(_PAST)}", _within),  # الشهرين الماضيين
    )
)
"""Patterns of folded texts, and what reads a match of each, told from a day."""
