"""Verbs whose forms differ by more than prefixes and endings: their stems are looked up.

A weak letter (و, ي, hamza) changes or goes with the person and the tense: قال يقول قلت, دعا يدعو دعت, وصل
يصل. The verbs are listed in `data/verbs.tsv` by past and present; their forms are made here.
"""

from collections.abc import Iterator, Sequence

from fihris.index.arabic.folding import fold_all, fold_stem
from fihris.index.arabic.tables import read_rows, spellings

_ENDINGS_OF_PAST = ("", "ت", "وا", "تا", "ا")
_ENDINGS_OF_PRESENT = ("", "ون", "وا", "ان", "ين")


def weak_verbs() -> dict[str, str]:
    """Returns the past of each listed verb, folded, by its forms; each form also as it is spelled with hamza.

    Where two verbs share a form, a full form goes before one that has lost its weak letter (يعد is of عد, not
    of the يعد of عاد), and then the verb listed first before the other.
    """
    full, shortened = [], []
    for past, present, *others in read_rows("verbs.tsv"):
        full += [(form, past) for form in (*_full_forms(past, present), *" ".join(others).split())]
        shortened += [(form, past) for form in _shortened_forms(past, present)]
    return _by_spelling(shortened) | _by_spelling(full)


def _by_spelling(forms: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Returns the past of each form, folded, by the form's spellings; the first of two with the same wins."""
    table: dict[str, str] = {}
    pasts = fold_all(fold_stem, [past for _, past in forms])
    for spelled, past in zip(spellings([form for form, _ in forms]), pasts, strict=True):
        for spelling in spelled:
            table.setdefault(spelling, past)
    return table


def _is_hollow(past: str, present: str) -> bool:
    return len(past) >= 3 and past[-2] == "ا" and past[-1] != "ء" and present[-2] in "ويا"


def _is_defective(past: str, present: str) -> bool:
    return past[-1] in "اىي" and present[-1] in "ويى"


def _full_forms(past: str, present: str) -> Iterator[str]:
    stem = present[1:]
    if _is_defective(past, present):
        # دعا: دعت دعوا دعتا; before a pronoun رمى is رما; يدعو: يدعون تدعين; يرى before a pronoun is يرا.
        yield from (past, *(past[:-1] + ending for ending in ("ت", "وا", "تا", "ا")))
        stems = [stem, *(stem[:-1] + ending for ending in ("ون", "ين"))]
        stems.append(stem + "ان" if present[-1] == "و" else stem[:-1] + "يان")
        if present[-1] == "ى":
            stems.append(stem[:-1] + "ا")
    else:
        yield from (past + ending for ending in _ENDINGS_OF_PAST)
        stems = [stem + ending for ending in _ENDINGS_OF_PRESENT]
    # أ of the first person takes no ending.
    yield "أ" + stem
    for person in "يتن":
        yield from (person + form for form in stems)


def _shortened_forms(past: str, present: str) -> Iterator[str]:
    stem = present[1:]
    if _is_hollow(past, present):
        yield from (past[:-2] + past[-1] + ending for ending in ("ت", "نا", "تم"))
        short = stem[:-2] + stem[-1]
    elif _is_defective(past, present):
        weak = "و" if past[-1] == "ا" else "ي"
        yield from (past[:-1] + weak + ending for ending in ("ت", "نا"))
        short = stem[:-1]
    else:
        return
    if len(short) >= 2:
        yield from (person + short for person in "يتنأ")
