"""Dates as Arab newspapers and their archives write them, read into one form.

A text is folded, then cut: first the time of day, then every date that one of the patterns finds. What is
left over has to be words that go with a date (weekdays, "published", a time zone); anything else means that
the text is not a date, and none is invented.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache

from hijridate import Hijri

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.months import GREGORIAN_MONTHS, HIJRI_MONTHS

EARLIEST_YEAR = 1800
"""No newspaper in Arabic is older; the latest year is the one after this one."""

_BEGUN = datetime.now(UTC).year  # to ask for it takes as long as to read a date

LONGEST_DATE = 150
"""Characters. A longer text is a sentence that may hold a date, not a date."""


class ImplausibleDate(ValueError):
    """The text has the form of a date, but there is no such day, or none on which news appeared."""


# Hours ahead of UTC. The American names are those of RFC 2822 section 4.3; of other names only those are here
# that mean one thing among Arab readers.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "غرينتش", "جرينتش", "غرينيتش", "جرينيتش"), 0),
    **{"est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7},
    **{"cet": 1, "cest": 2, "eet": 2, "eest": 3},
    **dict.fromkeys(("مكه المكرمه", "مكه", "السعوديه", "الرياض", "بغداد", "قطر", "الدوحه", "الكويت"), 3),
    **dict.fromkeys(("الامارات", "ابوظبي", "ابو ظبي", "دبي"), 4),
}
_FORENOON = {"am", "ص", "صباحا", "فجرا"}
_AFTERNOON = {"pm", "م", "مساء", "ظهرا", "عصرا"}
HIJRI_ERAS = {"ه", "هجري", "هجريه", "هجريا", "ah"}
_GREGORIAN_ERAS = {"م", "ميلادي", "ميلاديه", "ميلاديا", "ad", "ce"}

_WORDS_AROUND_A_DATE = """
    الاحد الاثنين الثلاثاء الثلثاء الثلاثا الاربعاء الاربعا الخميس الجمعه السبت
    احد اثنين ثلاثاء اربعاء خميس جمعه سبت
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    يوم اليوم في من شهر عام سنه الساعه بتوقيت توقيت الموافق ل بتاريخ تاريخ التاريخ النشر نشر نشرت اخر تحديث
    the of on at date published posted updated t
"""
_AROUND_A_DATE = frozenset(" ".join((_WORDS_AROUND_A_DATE, *_ZONES)).split())


def one_of(names: Iterable[str]) -> str:
    """Return a pattern for whole words, the longest first; digits may touch them."""
    return f"(?<![^\\W\\d_])(?:{'|'.join(sorted(names, key=len, reverse=True))})(?![^\\W\\d_])"


_MONTHS = {name.replace(" ", ""): (number, False) for name, number in GREGORIAN_MONTHS.items()} | {
    name.replace(" ", ""): (number, True) for name, number in HIJRI_MONTHS.items()
}
_NAME = one_of(GREGORIAN_MONTHS | HIJRI_MONTHS).replace(" ", " ?")  # ذوالحجة is common
MONTH = rf"(?P<month>{_NAME})(?: ?[/(-] ?(?P<twin>{_NAME})\)?)?"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?"
YEAR = r"(?<!\d)(?P<year>\d{4})(?!\d)"
_GAP = r"[ ,،./-]*(?:(?:من|of|شهر|عام|سنه|لعام|لسنه) )*"
_NUMBER = r" ?(?P<separator>[/.-]) ?(?P<month>\d{1,2}) ?(?P=separator) ?"
ERA = rf"(?: ?(?P<era>{one_of(HIJRI_ERAS | _GREGORIAN_ERAS)}))?"
_DATES = (
    f"{_DAY}{_GAP}{MONTH}{_GAP}{YEAR}",  # 5th, September 2023; 5 أيلول/سبتمبر 2023; 05-Sep-2023
    f"{MONTH}{_GAP}{_DAY}{_GAP}{YEAR}",  # September 5, 2023; Sep 05 2023
    f"{YEAR}{_GAP}{MONTH}{_GAP}{_DAY}",  # 2023 سبتمبر 5
    f"{YEAR}{_NUMBER}{_DAY}",  # 2023-09-05, 2023/9/5
    f"{_DAY}{_NUMBER}{YEAR}",  # 05/09/2023, 5-9-2023, 5.9.2023
)
_CLOCK = (
    r"(?<![\d:+])(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?(?!\d)"
    rf"(?: ?(?P<half>{one_of(_FORENOON | _AFTERNOON)}))?"
    rf"(?: ?\(?(?:بتوقيت )?(?P<zone>{one_of(_ZONES)}))?"
    r"(?: ?(?P<sign>[+-])(?P<zone_hours>\d{1,2}):?(?P<zone_minutes>\d\d)?(?![\d/:]))?\)?"
)
_COMPACT = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_ISO = re.compile(r"[12]\d{3}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?", re.ASCII)
_UNIX_TIME = re.compile(r"(\d{10})(\d{3})?")
_COMMENT = re.compile(r"\([a-z ]*\)")
_SIGNS = str.maketrans(dict.fromkeys("‐‒–—―−", "-") | dict.fromkeys("؍∕⁄", "/"))


def parse_date(text: str) -> datetime | None:
    """Return the moment that a text names, as naive UTC, or None where it names no day.

    A day, a month and a year of four digits are needed; a time of day is midnight where none is given, and a
    zone counts only together with a time. Between numbers the day comes first (05/09/2023 is in September)
    unless the year does. A Hijri date is one that says so (هـ) or has a Hijri month; it is converted by the
    Umm al-Qura calendar. Where both calendars stand side by side, the Gregorian date is taken. Ten or
    thirteen digits alone are Unix time.

    Raises:
        ImplausibleDate: There is no such day or time (31 February, 0000-00-00, 25:00), it is outside
            `EARLIEST_YEAR` to next year, or Hijri outside the calendar's tables (1343 to 1500).
    """
    if _ISO.fullmatch(text):
        # What nearly all dumps hold, most of them once; a day that there is not is told of below.
        try:
            return _plausible(datetime.fromisoformat(text), text)
        except ValueError:
            return _parse(text)
    return _parse(text) if len(text) <= LONGEST_DATE else None


@lru_cache(4096)
def _parse(text: str) -> datetime | None:
    folded = fold_date(text)
    if unix := _UNIX_TIME.fullmatch(folded):
        return _plausible(datetime.fromtimestamp(int(unix[1]), UTC).replace(tzinfo=None), text)
    clocks: list[re.Match[str]] = []
    days: list[re.Match[str]] = []
    clock, *dates = _patterns()
    rest = _cut(clock, folded, clocks)
    for pattern in dates:
        rest = _cut(pattern, rest, days)
    if not days or not _AROUND_A_DATE.issuperset(re.findall(r"\w+", _COMMENT.sub(" ", rest))):
        return None
    try:
        day = _calendar_day(min(days, key=lambda found: (is_hijri(found), found.start())))
        moment = datetime.combine(day, time())
        if clocks:
            moment += _time_of_day(clocks[0])
    except (ValueError, OverflowError) as error:
        raise ImplausibleDate(f"{text!r} cannot be a date: {error}") from error
    return _plausible(moment, text)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a time and of dates, compiled: most files have no date that needs them."""
    return tuple(map(re.compile, (_CLOCK, *(pattern + ERA for pattern in _DATES))))


def fold_date(text: str) -> str:
    """Return a text folded, with plain blanks, dashes and slashes, and compact dates spread out."""
    folded = " ".join(fold_exact(clean(text)).translate(_SIGNS).split())
    folded = re.sub(r"\b([ap])\.m\b\.?", r"\1m", folded)
    return _COMPACT.sub(_spread, folded)


def _spread(compact: re.Match[str]) -> str:
    year, month, day, hour, minute, second = compact.groups()
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}:{second or '00'}" if hour else "")


def _cut(pattern: re.Pattern[str], text: str, found: list[re.Match[str]]) -> str:
    """Return the text with blanks for what the pattern finds, which is added to `found`."""

    def blank(match: re.Match[str]) -> str:
        found.append(match)
        return " " * len(match[0])

    return pattern.sub(blank, text)


def month_number(name: str) -> tuple[int, bool | None]:
    """Return the number of a month and whether it is a Hijri one, which digits leave open."""
    return (int(name), None) if name.isdecimal() else _MONTHS[name.replace(" ", "")]


def is_hijri(found: re.Match[str]) -> bool:
    """Say whether a match with `month` and `era` is of the Hijri calendar, by the month's name or the era."""
    by_name = month_number(found["month"])[1]
    return found["era"] in HIJRI_ERAS if by_name is None else by_name


def _calendar_day(found: re.Match[str]) -> date:
    """Return the day that a match of one of `_DATES` names; ValueError or OverflowError if there is none."""
    month, hijri_name = month_number(found["month"])
    twin = found.groupdict().get("twin")
    if twin and month_number(twin) != (month, hijri_name):
        raise ValueError("the two names are of different months")
    hijri = is_hijri(found)
    if found["era"] and hijri != (found["era"] in HIJRI_ERAS):
        raise ValueError("month and year are of different calendars")
    year, day = int(found["year"]), int(found["day"])
    if not hijri:
        return date(year, month, day)
    converted = Hijri(year, month, day).to_gregorian()
    return date(converted.year, converted.month, converted.day)


def _time_of_day(clock: re.Match[str]) -> timedelta:
    """Return the time after midnight UTC; negative or over a day where the zone makes it another day."""
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if clock["half"] in _AFTERNOON and hour < 12:
        hour += 12
    elif clock["half"] in _FORENOON and hour == 12:
        hour = 0
    local = time(hour, minute, second)
    ahead = timedelta(hours=_ZONES[clock["zone"]]) if clock["zone"] else timedelta()
    if clock["sign"]:
        offset = timedelta(hours=int(clock["zone_hours"]), minutes=int(clock["zone_minutes"] or 0))
        ahead += offset if clock["sign"] == "+" else -offset
    return timedelta(hours=local.hour, minutes=local.minute, seconds=local.second) - ahead


def _plausible(moment: datetime, text: str) -> datetime:
    if EARLIEST_YEAR <= moment.year <= _BEGUN:
        return moment
    latest = datetime.now(UTC).year + 1
    if not EARLIEST_YEAR <= moment.year <= latest:
        raise ImplausibleDate(
            f"{text!r} cannot be a date of news: the year is not between {EARLIEST_YEAR} and {latest}"
        )
    return moment
