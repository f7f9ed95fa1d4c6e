"""Parse random and mutated queries: none may raise, none may take long.

    python scripts/fuzz_queries.py [--count 1000000] [--seed N] [--seconds S]

Prints the seed, so that a run can be repeated, and every query that raised or took more than the limit,
written as Python writes it. Exit status: 0 all is well, 1 something was found.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date
from time import perf_counter, thread_time

import click

from fihris.search.query import parse

LIMIT = 0.05  # seconds of the processor for a query
TODAY = date(2023, 9, 13)

# fmt: off
PIECES = (
    "قطر", "كأس آسيا", "كِتَابـــ", "مياه الشرب", "٢٠١٥", "2015-03", "كانون الثاني", "تموز", "ﷺ", "ﻻ", "کوریا",
    "أو", "او", "ليس", "وليس", "و", "AND", "OR", "NOT", "TO", "إلى", "..", "-", "=", "*", "?", "؟", "~",
    '"', "“", "”", "«", "»", "(", ")", "[", "]", "{", "}", "<", ">", ">=", "<=", ":", "،", "؛", "\\", "`",
    "عنوان:", "مصدر:", "قسم:", "كلمات:", "كاتب:", "رابط:", "تاريخ:", "title:", "DATE:", "مجهول:", "http://x:80/",
    "أمس", "الأسبوع الماضي", "منذ 3 أيام", "قبل", "رمضان 1444", "1436 هـ", "30 فبراير", "0000", "9999-12-31",
    "\x00", "\u202e", "\u200f", "\u200d", "\ufeff", "\ud800", "\U0001f600", "\u0301", "ـ", "ً", "\n", "\u3000",
    " ", "~99", "/", "^1e999", "ك؟ب", "=كتب",
)
# fmt: on
SEEDS = (
    'عنوان:"مياه الشرب" أو مصدر:(المرقاب أو "بريد برزمة") -تاريخ:[2015-01 إلى 2015-03]',
    'كوريا الشمالية AND (روسيا OR الصين) NOT "كأس آسيا"~5 كتا* =كتب برزما~1',
    "تاريخ:منذ 3 أيام قسم:رياضة كاتب:سعاد رابط:x.example/a?b=كتا*",
    "الوزير: ليس هناك خلاف بين الحكومة والبرلمان أو بين الأحزاب",
    "[2016 TO 2015] >2015 <= 5 أيلول/سبتمبر 2023 date:1436-09-10",
)


def queries(rng: random.Random) -> Iterator[str]:
    """Yield queries without end: pieces in a row, a seed that was spoilt, characters of any kind, floods."""
    while True:
        kind = rng.random()
        if kind < 0.5:
            pieces = rng.choices(PIECES, k=rng.randrange(1, 25))
            yield rng.choice(("", " ", " ")).join(pieces)
        elif kind < 0.9:
            yield _spoilt(rng.choice(SEEDS), rng)
        elif kind < 0.999:
            yield "".join(
                chr(rng.choice((rng.randrange(0x700), rng.randrange(0x11_0000)))) for _ in range(60)
            )
        else:
            piece = rng.choice(PIECES) + rng.choice(PIECES)
            yield (piece * 20_000)[: rng.choice((1_000, 10_000, 20_000))]


def _spoilt(text: str, rng: random.Random) -> str:
    letters = list(text)
    for _ in range(rng.randrange(1, 8)):
        place = rng.randrange(len(letters) + 1)
        change = rng.randrange(4)
        if change == 0:
            letters.insert(place, rng.choice(PIECES))
        elif change == 1:
            del letters[place : place + rng.randrange(1, 9)]
        elif change == 2:
            letters[place:place] = letters[: rng.randrange(1, 30)]
        else:
            other = rng.randrange(len(letters) + 1)
            letters = letters[min(place, other) :] + letters[: min(place, other)]
    return "".join(letters)


def fuzz(seed: int, count: int | None = None, seconds: float | None = None) -> tuple[int, list[str], float]:
    """Return how many queries were parsed, what was found wrong with them, and the longest time of one."""
    started, longest, parsed = perf_counter(), 0.0, 0
    wrong = []
    for query in queries(random.Random(seed)):
        if (count is not None and parsed >= count) or (
            seconds is not None and perf_counter() - started >= seconds
        ):
            break
        took, fault = _try(query)
        if took > LIMIT and fault is None:
            fault = f"took {took * 1000:.0f} ms"
        if fault:
            wrong.append(f"{fault}: {query[:300]!r}")
        longest = max(longest, took)
        parsed += 1
    return parsed, wrong, longest


def _try(query: str) -> tuple[float, str | None]:
    before = thread_time()
    try:
        understood = parse(query, TODAY)
        took = thread_time() - before
        str(understood.tree)
    except Exception as error:
        return thread_time() - before, f"raised {error!r}"
    silent = understood.tree is None and not understood.notices
    return took, "said nothing" if silent else None


@click.command()
@click.option("--count", type=int, default=1_000_000, show_default=True, help="Queries to parse.")
@click.option("--seconds", type=float, help="Stop after this time.")
@click.option("--seed", type=int, help="Repeat the run of this seed.")
def main(count: int, seconds: float | None, seed: int | None) -> None:
    seed = random.randrange(2**32) if seed is None else seed
    print(f"seed {seed}", flush=True)
    parsed, wrong, longest = fuzz(seed, count, seconds)
    print(f"{parsed:,} queries, the longest took {longest * 1000:.1f} ms, {len(wrong)} went wrong")
    print("\n".join(wrong[:50]))
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
