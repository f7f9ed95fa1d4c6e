"""Scanning: the tokens of a query, the names of its fields, and the dates in it."""

from __future__ import annotations

import re
from datetime import date

from fihris.index.dates import ImplausibleDate
from fihris.index.period import Period
from fihris.index.periods import may_go_on, parse_range

FIELDS = {
    "title": ("title", "headline", "intitle", "عنوان", "العنوان"),
    "source": ("source", "مصدر", "المصدر"),
    "section": ("section", "قسم", "القسم"),
    "keyword": ("keywords", "keyword", "tag", "كلمات", "وسم"),
    "author": ("author", "كاتب", "الكاتب"),
    "date": ("date", "تاريخ", "التاريخ"),
    "url": ("url", "site", "inurl", "domain", "رابط", "الرابط"),
}
"""What each field may be called, the usual English name first."""

MOST_DATE_WORDS = 6
LONGEST_RUN = 4  # words in a row: more of them, and no sign of the language, are a sentence

_NAMES = "|".join(
    sorted((name for names in FIELDS.values() for name in names), key=lambda name: (-len(name), name))
)
_FIELD_OF = {name: field for field, names in FIELDS.items() for name in names}

TOKEN = re.compile(
    rf"""
      (?P<phrase> ["“”«»] (?P<quoted> [^"“”«»]* )
                  (?: (?P<closed> ["“”«»] ) (?P<near> ~ (?P<gap> \d [\da-zA-Z.+]* )? )? )? )
    | (?P<open> \( )
    | (?P<close> \) )
    | (?P<minus> (?<!\S) - (?= [^\s\-)] ) | (?<=\() - (?= [^\s\-)] ) )
    | (?P<plus> (?: (?<!\S) | (?<=\() ) \+ (?= [^\s+\-)\d] ) )
    | (?P<weight> (?<= ["”»)] ) \^ [-+]? \d [\w.+-]* )
    | (?P<empty> (?i: {_NAMES} ) : (?= \s* (?: \) | \Z ) ) )
    | (?P<field> (?P<name> (?i: {_NAMES} ) ) : (?= [^\s)] ) )
    | (?P<dashes> -++ (?= (?i: {_NAMES} ) : [^\s)] ) )
    | (?P<range> \[ [^\[\]()"“”«»]{{0,120}} (?: \] | \Z ) )
    | (?P<compared> [<>]=? (?= [^\S\n]? \d ) )
    | (?P<word> [^\s()"“”«»]+ )
    """,
    re.VERBOSE,
)
WORD = re.compile(r"[^\s()\"“”«»]+")
SEARCHABLE = re.compile(r"[^\W_]")
NAME_ALONE = re.compile(rf"(?i:{_NAMES}):+")
UNKNOWN_FIELD = re.compile(r"([^\W\d_]{2,}):(?=[^\W_])")
BETWEEN = re.compile(r"\.\.|(?i:\bTO\b)|[إا]ل[ىي]")
YEAR = re.compile(r"\b\d{4}\b")
WEIGHT = re.compile(r"(?<=\w)\^(?:[-+]?\d[\w.+-]*|nan|inf)$", re.IGNORECASE)
_ENDS = re.compile(r"""[()"“”«»\[\]]""")
_ALL_RANGE = re.compile(r"[<>]=?\s*")
_QUOTED = re.compile(r"""["“”«»][^"“”«»]*["“”«»]?""")
_ISO = re.compile(r"[<>]?=?(?:[0-9]{4}(?:-[0-9]{2}){0,2})?(?:\.\.)?(?:[0-9]{4}(?:-[0-9]{2}){0,2})?")
_ERAS = ("هـ", "م", "ه")
_SYNTAX = re.compile(
    rf"[()*~<>\[]|[?؟](?=\w)|(?<!\S)-(?=\S)|(?<!\S)\+(?=[^\s+\d-])|(?<!\S)(?:AND|OR|NOT)(?!\S)|(?<![^\s(-])(?i:{_NAMES}):(?=\S|\s*\Z)"
)
_OPERATORS = {"AND": "AND", "OR": "OR", "NOT": "NOT"}
_ARABIC_OPERATORS = {"أو": "OR", "او": "OR", "ليس": "NOT", "وليس": "NOT"}
OPERATORS = _OPERATORS.keys() | _ARABIC_OPERATORS.keys()


def field_of(typed: str) -> str:
    """Return which field is called so."""
    return _FIELD_OF[typed.lower()]


def operator(word: str) -> str | None:
    """Return AND, OR or NOT for a word that is one, in English or Arabic."""
    return _OPERATORS.get(word) or arabic_operator(word)


def arabic_operator(word: str) -> str | None:
    """Return OR or NOT for أو, ليس and وليس. A bare و is never an operator: it joins what is told."""
    return _ARABIC_OPERATORS.get(word)


def has_long_run(text: str) -> bool:
    """Say whether more than `LONGEST_RUN` words stand in a row without أو or ليس among them."""
    run = 0
    for found in WORD.finditer(text):
        run = 0 if arabic_operator(found[0]) else run + bool(SEARCHABLE.search(found[0]))
        if run > LONGEST_RUN:
            return True
    return False


def has_syntax(text: str) -> bool:
    """Say whether some sign shows that a text means the language of queries, Arabic operators aside."""
    return _SYNTAX.search(_QUOTED.sub('""', text)) is not None


def read_dates(text: str, at: int, today: date) -> tuple[Period | None, int]:
    """Return the days that are meant from a place in a text on, and where what says so ends.

    The longest is taken of what can be read: `5 سبتمبر 2023 مصر` is three words of a date. What begins with a
    year goes no further. None where nothing can be, with the end of what looks like dates.
    """
    sign = _ALL_RANGE.match(text, at)
    ends: list[int] = []
    for found in WORD.finditer(text, sign.end() if sign else at):
        if ends and not _goes_on(text[ends[0] : found.start()], text[at : ends[0]], found[0]):
            break
        ends.append(found.end())
        if len(ends) == MOST_DATE_WORDS:
            break
    for end in reversed(ends):
        if period := readable(text[at:end], today):
            return period, end
    return None, ends[-1] if ends else at + 1


def _goes_on(between: str, first: str, word: str) -> bool:
    """Say whether a word can belong to the date that begins with `first`, with `between` standing between."""
    if _ENDS.search(between) or operator(word):
        return False
    return word in _ERAS if _ISO.fullmatch(first) else may_go_on(word)


def readable(text: str, today: date) -> Period | None:
    """Return the days that a text means, None where it means none or impossible ones."""
    try:
        return parse_range(text, today)
    except ImplausibleDate:
        return None
