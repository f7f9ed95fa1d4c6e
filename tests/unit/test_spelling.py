"""Candidates for a misspelt word, against plain readings of the archive."""

import runpy
from pathlib import Path

import pytest

from archive import ARTICLES
from fihris.index.arabic import default_chain
from fihris.search import Engine
from fihris.search.adjacency import side_by_side
from fihris.search.spelling import Speller
from fihris.search.surfaces import Surfaces

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "measure_spelling.py"))
CHAIN = default_chain()
TEXTS = [[t.exact for t in CHAIN.analyze(text)] for a in ARTICLES for text in (a.title, a.body)]


@pytest.fixture(scope="module")
def speller(news: Engine) -> Speller:
    return Speller(news._snapshot.collection)


def test_of_real_slips_the_right_word_is_first_in_70_and_among_three_in_85_percent(demo: Engine) -> None:
    count, suggested, first, three = SCRIPT["measure"](demo, SCRIPT["pairs_of"](SCRIPT["LIST"]))
    assert count > 200
    assert suggested >= 0.7
    assert first >= 0.7
    assert three >= 0.85


def test_candidates_come_with_the_articles_that_have_them(speller: Speller) -> None:
    best = speller.candidates("مناوراه")[0]
    assert best.forms == ("مناورات",)
    assert best.frequency == 1
    assert speller.frequency("برزمه") == 2


def test_a_word_is_no_candidate_for_itself(speller: Speller) -> None:
    assert all(candidate.forms != ("صواريخ",) for candidate in speller.candidates("صواريخ"))


def test_a_space_that_was_left_out(speller: Speller) -> None:
    assert speller.candidates("بحرالعقيق")[0].forms == ("بحر", "العقيق")
    # Both are words, but they stand nowhere side by side.
    assert all(len(candidate.forms) == 1 for candidate in speller.candidates("شبكهالعقيق"))


@pytest.mark.parametrize(
    "forms",
    [
        ("بحر", "العقيق"),
        ("بحريه", "مشتركه"),
        ("تدريبات", "بحريه", "مشتركه"),
        ("العقيق", "بحر"),
        ("غائب", "بحر"),
    ],
)
def test_articles_with_words_side_by_side_are_counted(news: Engine, forms: tuple[str, ...]) -> None:
    def holds(text: list[str]) -> bool:
        return any(tuple(text[place : place + len(forms)]) == forms for place in range(len(text)))

    pairs = zip(TEXTS[0::2], TEXTS[1::2], strict=True)
    expected = sum(holds(title) or holds(body) for title, body in pairs)
    assert side_by_side(news._snapshot.collection.segments, forms) == expected


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("برزمه", "برزمة"),
        ("المياه", "المياه"),
        ("اطلقت", "أطلقت"),
        ("اسلحه", "أسلحة"),
        ("صواريخ", "صواريخ"),
        ("غائب", "غائب"),
    ],
)
def test_a_form_is_told_as_the_articles_write_it(news: Engine, form: str, written: str) -> None:
    assert Surfaces(news._snapshot.collection).of(form) == written
