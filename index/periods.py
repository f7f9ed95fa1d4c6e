"""Periods: the days that a reader of news means by a date, a month, a year, or words like "last week".

`dates` reads the one day that a newspaper printed; a reader asks for more. What a text says of the present is
told from a given day (see `relative_dates`).
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from hijridate import Hijri

from fihris.index.dates import (
    EARLIEST_YEAR,
    ERA,
    HIJRI_ERAS,
    LONGEST_DATE,
    MONTH,
    YEAR,
    ImplausibleDate,
    fold_date,
    is_hijri,
    month_number,
    one_of,
    parse_date,
)
from fihris.index.period import Period, hijri_of, month_of, year_of
from fihris.index.relative_dates import RELATIVE_DAYS, RELATIVE_FORMS, VOCABULARY

HIJRI_YEARS = range(1343, 1501)  # of the Umm al-Qura calendar; no newspaper is from such a Gregorian year
LONGEST_DATE_WORD = 40
LONGEST_RANGE = 2 * LONGEST_DATE

_AFTER, _FROM = {"بعد", "after"}, {"منذ", "من", "ابتداء من", "since", "from"}
_BEFORE, _UNTIL = {"قبل", "before"}, {"حتي", "الي", "لغايه", "until", "till"}
_YEAR_WORD = "(?:(?:عام|سنه|العام|السنه|year) ?)?"
_MONTH_WORD = "(?:(?:شهر|month) ?)?"
_VOCABULARY = VOCABULARY.union(
    *map(str.split, (*_AFTER, *_FROM, *_BEFORE, *_UNTIL, *HIJRI_ERAS)),
    ("م", "ميلادي", "ago", "last", "past", "to"),
)
_NO_DATE = re.compile(r"[<>\[\]=*~?؟]|[^\W\d_]:")  # signs of the language of queries
_ISO_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MONTH_NAME = re.compile(MONTH)
_MONTH_BEGINS = ("كانون", "تشرين", "ربيع", "جمادي", "جماد", "ذو", "ذي")
_MONTH_PART = re.compile(
    "الاول|الاولي|اول|الثاني|الثانيه|ثاني|الاخر|الاخره|الخير|المبارك|القعده|الحجه|الحرام"
)


def parse_period(text: str, today: date) -> Period | None:
    """Return the days that a text means, told from `today`, or None where it means none.

    Besides every date that `parse_date` reads: a year (2015, 1436 هـ), a month of a year in any of its names
    or as 2015-03 and 3/2015, a month alone, a day and a month, a weekday, اليوم and أمس, هذا الأسبوع, الشهر
    الماضي, قبل يومين (that day, week, month or year), منذ 3 أيام and آخر شهرين (until today). Years 1343 to
    1500 are Hijri.

    Raises:
        ImplausibleDate: The text has the form of a date, but there is no such day.
    """
    # As forms and programs write a day: no other way to read it has to be tried.
    if _ISO_DAY.fullmatch(text) and (moment := parse_date(text)):
        return Period(moment.date(), moment.date())
    folded = "" if len(text) > LONGEST_DATE else fold_date(text).strip(" .،,")
    if not folded or _NO_DATE.search(folded):
        return None
    try:
        for pattern, read in _FORMS:
            if found := pattern.fullmatch(folded):
                return _of_news(read(found), text)
        for pattern, tell in RELATIVE_FORMS:
            if found := pattern.fullmatch(folded):
                return _of_news(tell(found, today), text)
        moment = parse_date(text)
    except ImplausibleDate:
        raise
    except (ValueError, OverflowError) as error:
        raise ImplausibleDate(f"{text!r} cannot be a date: {error}") from error
    return Period(moment.date(), moment.date()) if moment else None


def parse_range(text: str, today: date) -> Period | None:
    """Return the days that a text means which may be open at one end, or name both.

    `[a إلى b]`, `[a TO b]` and `a..b` are from the beginning of a to the end of b, either of which may be
    missing or `*`; `>a` and بعد are after the last day of a, `>=a` and منذ from its first; `<a` and قبل are
    before that, `<=a` and حتى until its last. The ends are swapped where the second is the earlier. Anything
    else is one period.

    Raises:
        ImplausibleDate: A date in it has the form of one, but there is no such day.
    """
    if len(text) > LONGEST_RANGE:
        return None
    folded = fold_date(text).strip(" ،,")
    try:
        for pattern, read in _RANGES:
            if (found := pattern.fullmatch(folded)) and (period := read(found, today)):
                return _of_news(period, text)
    except OverflowError as error:
        raise ImplausibleDate(f"{text!r} cannot be a date: {error}") from error
    return parse_period(text.strip("[] "), today)


def may_go_on(word: str) -> bool:
    """Say whether a word can belong to a date that has begun before it."""
    if len(word) > LONGEST_DATE_WORD or _NO_DATE.search(word):
        return False
    folded = fold_date(word).strip(" .،,")
    if any(map(str.isdecimal, folded)) or folded in _VOCABULARY or _MONTH_PART.fullmatch(folded):
        return True
    return _MONTH_NAME.match(folded) is not None or folded.split("/")[0] in _MONTH_BEGINS


def _read_year(found: re.Match[str]) -> Period:
    year = int(found["year"])
    return hijri_of(year, 1, 12) if found["era"] in HIJRI_ERAS or year in HIJRI_YEARS else year_of(year)


def _read_month(found: re.Match[str]) -> Period:
    year = int(found["year"])
    month, hijri = month_number(found["month"])
    twin = found.groupdict().get("twin")
    if twin and month_number(twin) != (month, hijri):
        raise ValueError("the two names are of different months")
    if hijri is not None and found["era"] and hijri != (found["era"] in HIJRI_ERAS):
        raise ValueError("month and year are of different calendars")
    if is_hijri(found) or (hijri is None and year in HIJRI_YEARS):
        return hijri_of(year, month, month)
    return month_of(year, month)


def _read_hijri_day(found: re.Match[str]) -> Period:
    converted = Hijri(int(found["year"]), int(found["month"]), int(found["day"])).to_gregorian()
    day = date(converted.year, converted.month, converted.day)
    return Period(day, day)


def _of_news(period: Period, text: str) -> Period:
    for end in (period.first, period.last):
        if end and end.year < EARLIEST_YEAR:
            raise ImplausibleDate(f"{text!r} cannot be a date of news: it is before {EARLIEST_YEAR}")
    return period


_MONTH_NUMBER = r"(?P<month>\d{1,2})"
_FORMS = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (f"{_YEAR_WORD}{YEAR}{ERA}", _read_year),  # 2015; عام 2015م; 1436 هـ
        (f"{YEAR} ?[/.-] ?{_MONTH_NUMBER}{ERA}", _read_month),  # 2015-03
        (f"{_MONTH_NUMBER} ?[/.-] ?{YEAR}{ERA}", _read_month),  # 3/2015
        (rf"{_MONTH_WORD}{MONTH}[ ،,/-]*(?:من )?{_YEAR_WORD}{YEAR}{ERA}", _read_month),  # يوليو/تموز 2015
        (rf"{YEAR}[ ،,/-]*{_MONTH_WORD}{MONTH}{ERA}", _read_month),  # 2015 تموز
        (rf"(?P<year>1[345]\d\d)([/.-]){_MONTH_NUMBER}\2(?P<day>\d{{1,2}})", _read_hijri_day),  # 1436-09-10
    )
)


def _from_to(found: re.Match[str], today: date) -> Period | None:
    ends = [end.strip() for end in (found["from"], found["to"])]
    first, last = (parse_period(end, today) if end not in ("", "*") else Period(None, None) for end in ends)
    if first is None or last is None or not (first.first or last.last):
        return None
    if first.first and last.last and last.first and last.first < first.first:
        first, last = last, first
    return Period(first.first, last.last)


def _compared(found: re.Match[str], today: date) -> Period | None:
    sign = found["sign"]
    if found[0] in RELATIVE_DAYS:  # قبل أمس is a day, not what was before it
        return None
    period = parse_period(found["than"], today)
    if period is None or period.first is None or period.last is None:
        return None
    if sign == ">" or sign in _AFTER:
        return Period(period.last + timedelta(1), None)
    if sign == ">=" or sign in _FROM:
        return Period(period.first, None)
    if sign == "<" or sign in _BEFORE:
        return Period(None, period.first - timedelta(1))
    return Period(None, period.last)


_TO = r"(?: ?\.\. ?|(?<!\w)(?:to|الي)(?!\w))"
_SIGN = f"(?P<sign>[<>]=?|{one_of(_AFTER | _FROM | _BEFORE | _UNTIL)})"
_RANGES = (
    (re.compile(rf"\[?(?:من )?(?P<from>(?:(?!{_TO}).)*){_TO}(?P<to>(?:(?!{_TO}).)*?)\]?"), _from_to),
    (re.compile(rf"{_SIGN} ?(?P<than>.+)"), _compared),
)
