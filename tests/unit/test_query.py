import csv
from pathlib import Path

import pytest

from fihris.search.notices import (
    BRACKETS,
    CUT,
    DANGLING,
    DEEPEST,
    EXPANDED,
    LONGEST,
    MOST_EXPANDED,
    MOST_WORDS,
    NEGATIVE,
    NOTHING,
    SHORTENED,
    TOO_BROAD,
    TOO_DEEP,
    UNCLOSED,
)
from fihris.search.query import parse
from fihris.search.tree import (
    All,
    Any,
    Exact,
    Fuzzy,
    Near,
    Not,
    Phrase,
    Together,
    Wildcard,
    Word,
    leaves,
    loosened,
)

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
        ("*", TOO_BROAD),
        ("*" * 30_000, TOO_BROAD),
        ("؟؟؟*", TOO_BROAD),
        ("*ا*", TOO_BROAD),
        ("ا" + "ً" * 100 + "*", TOO_BROAD),
        ("ـــ*", TOO_BROAD),
        ("ا~", TOO_BROAD),
        ("؟؟؟", NOTHING),
        ("كت* " * (MOST_EXPANDED + 1), EXPANDED),
    ],
)
def test_what_was_mended_is_said(text: str, notice: str) -> None:
    assert notice in parse(text).notices


def test_signs_make_leaves_of_their_own() -> None:
    tree = parse('كت؟ب* كتاب~ كتاب~1 =كتب "أ ب"~7 كتب').tree
    assert tree == Together(
        (
            Wildcard("كت؟ب*"),
            Fuzzy("كتاب"),
            Fuzzy("كتاب", 1),
            Exact("كتب"),
            Near("أ ب", 7),
            Word("كتب"),
        )
    )


def test_no_more_words_are_expanded_than_a_query_may_have() -> None:
    tree = parse("قطر " + "كت* عم~ " * MOST_EXPANDED).tree
    assert tree is not None
    assert [type(leaf) for leaf in leaves(tree)] == [Word] + [Wildcard, Fuzzy] * (MOST_EXPANDED // 2)


def test_signs_in_quotation_marks_stay_text_when_the_marks_are_taken_off() -> None:
    loose = loosened(parse('قطر "ماذا؟لماذا =كتا* س~"').tree)
    assert str(loose) == "قطر ماذا لماذا كتا س"
    assert parse(str(loose)).tree == loose


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
