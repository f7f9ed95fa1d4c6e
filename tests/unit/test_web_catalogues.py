"""The page speaks two languages: every sentence is there in both, counted as each language counts."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from flask import Flask

from fihris.web.numerals import amount
from fihris.web.translations import FOLDER, ngettext

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "catalogues.py"))
COUNTS = (ROOT / "tests" / "golden" / "web_counts.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in COUNTS if line[0] != "#"]


@pytest.fixture(scope="module")
def arabic() -> Catalog:
    with (FOLDER / "ar.po").open("rb") as file:
        return read_po(file, locale="ar")


def test_every_sentence_of_the_page_is_translated_and_no_other(arabic: Catalog) -> None:
    assert {message.id for message in SCRIPT["sentences"]()} == {message.id for message in arabic}
    assert SCRIPT["untranslated"](arabic) == []


def test_a_translation_keeps_what_is_filled_in(arabic: Catalog) -> None:
    def blanks(text: str) -> set[str]:
        return set(re.findall(r"%\(\w+\)s", text))

    for message in arabic:
        forms = message.string if message.pluralizable else (message.string,)
        wanted = blanks("".join(message.id)) - {"%(count)s"}
        for form in forms:
            assert wanted <= blanks(form) <= wanted | {"%(count)s"}, message.id


def test_arabic_has_six_plural_forms(arabic: Catalog) -> None:
    assert arabic.num_plurals == 6
    assert all(len(message.string) == 6 for message in arabic if message.pluralizable)


@pytest.mark.parametrize(("count", "expected", "reason"), ROWS)
def test_articles_are_counted_as_an_arabic_reader_counts(
    app: Flask, count: str, expected: str, reason: str
) -> None:
    number = int(count)
    with app.test_request_context("/"):
        said = ngettext("One article", "%(count)s articles", number, count=amount(number))
    assert said == expected, reason


def test_english_has_two_forms(app: Flask) -> None:
    with app.test_request_context("/en/"):
        app.preprocess_request()
        said = [ngettext("One article", "%(count)s articles", n, count=amount(n)) for n in (0, 1, 2, 1000)]
    assert said == ["0 articles", "One article", "2 articles", "1,000 articles"]
