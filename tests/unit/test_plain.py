from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fihris.search.notices import MOST_WORDS
from fihris.search.parsing import Parser
from fihris.search.plain import plain
from fihris.search.tree import Together, Word

TODAY = date(2023, 9, 5)
PIECES = [
    *("مياه", "الشرب،", "كُتب", "2023", "كوريا-الشمالية", "U.S.", "…", "-", "–", "ـــ", "و"),
    *(
        "أو",
        "او",
        "ليس",
        "AND",
        "not",
        "كانون",
        "الثاني",
        "تشرين",
        "-مياه",
        "كتا*",
        "مصدر:",
        "http://a.b",
        "مياه^2",
        "+مياه",
        "أ+ب",
        "م" + "\u064e" * 9 + "ياه",
        "ميـــــــــــــــاه",
        "=x",
    ),
    *('"', "«", "(", "[", "؟", "~", "_", "a_b", "٢٠٢٣", "\u200f", "\u00a0", "\n"),
]
texts = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))


@given(texts)
def test_a_plain_query_is_understood_as_the_parser_understands_it(text: str) -> None:
    tree = plain(text)
    if tree is not None:
        parser = Parser(text, TODAY)
        assert (tree, []) == (parser.tree(), parser.notices)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("مياه", ["مياه"]),
        ("  مياه الشرب،\n2023 ", ["مياه", "الشرب،", "2023"]),
        ("كوريا-الشمالية – اليوم", ["كوريا-الشمالية", "اليوم"]),
        ("مِياه", ["مِياه"]),
    ],
)
def test_words_alone_are_plain(text: str, words: list[str]) -> None:
    nodes = tuple(map(Word, words))
    assert plain(text) == (Together(nodes) if len(nodes) > 1 else nodes[0])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "-مياه",
        "مياه أو نار",
        "كانون الثاني",
        "مصدر:x",
        "كتا*",
        "«مياه»",
        "[2015]",
        "a" * 10_001,
    ],
)
def test_what_may_mean_more_is_not(text: str) -> None:
    assert plain(text) is None


def test_more_words_than_are_searched_are_for_the_parser() -> None:
    assert plain("مياه " * MOST_WORDS) is not None
    assert plain("مياه " * (MOST_WORDS + 1)) is None
