import csv
from pathlib import Path

import pytest

from fihris.search.query import (
    BRACKETS,
    CUT,
    DANGLING,
    DEEPEST,
    LONGEST,
    MOST_WORDS,
    NEGATIVE,
    NOTHING,
    SHORTENED,
    TOO_DEEP,
    UNCLOSED,
    parse,
)
from fihris.search.tree import All, Any, Not, Phrase, Together, Word

GOLDEN = Path(__file__).parents[1] / "golden" / "queries.tsv"


def golden() -> list[tuple[str, str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(
            (line for line in file if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        return [(text, expected) for text, expected, _ in rows]


@pytest.mark.parametrize(("text", "expected"), golden())
def test_golden(text: str, expected: str) -> None:
    assert str(parse(text).tree or "") == expected


def test_a_tree_is_made_of_frozen_nodes() -> None:
    assert parse('أ ب AND "ج د" OR -ه و').tree == Any(
        (
            All((Together((Word("أ"), Word("ب"))), Phrase("ج د"))),
            Together((Not(Word("ه")), Word("و"))),
        )
    )


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("", NOTHING),
        ("   \u00a0\u3000", NOTHING),
        ("()", NOTHING),
        ("-قطر", NEGATIVE),
        ("NOT قطر", NEGATIVE),
        ("NOT", DANGLING),
        ("AND OR", DANGLING),
        ("قطر OR", DANGLING),
        ("AND قطر", DANGLING),
        ('"قطر', UNCLOSED),
        ("(قطر", BRACKETS),
        ("قطر))", BRACKETS),
        ("(" * (DEEPEST + 5) + "قطر", TOO_DEEP),
        ("قطر " * (MOST_WORDS + 1), SHORTENED),
        (f'"{"قطر " * (MOST_WORDS + 1)}"', SHORTENED),
        ("ق" * (LONGEST + 1), CUT),
    ],
)
def test_what_was_mended_is_said(text: str, notice: str) -> None:
    assert notice in parse(text).notices


@pytest.mark.parametrize(
    "text", ["قطر", '"قطر"', "قطر -عمان", "(قطر OR عمان) AND كأس", "“كأس قطر” «كأس عمان»"]
)
def test_nothing_is_said_where_nothing_was_mended(text: str) -> None:
    assert parse(text).notices == ()


def test_words_beyond_the_most_are_dropped() -> None:
    tree = parse(" ".join(f"كلمة{n}" for n in range(1000))).tree
    assert isinstance(tree, Together)
    assert len(tree.children) == MOST_WORDS


def test_deep_brackets_do_not_lose_words() -> None:
    assert str(parse("(" * 5000 + "قطر" + ")" * 5000).tree) == "قطر"
