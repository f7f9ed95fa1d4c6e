import re

import pytest
from arabic_tables import read_table

from fihris.index.arabic import default_chain
from fihris.index.arabic.folding import clean, fold_stem
from fihris.index.arabic.plurals import broken_plurals
from fihris.index.arabic.tables import read_rows


@pytest.mark.parametrize(("plural", "singular", "reason"), read_table("plurals.tsv"))
def test_golden(plural: str, singular: str, reason: str) -> None:
    chain = default_chain()
    assert chain.forms(clean(plural)).stem == chain.forms(clean(singular)).stem, reason


def test_every_row_of_the_table_is_of_plain_arabic_words() -> None:
    rows = list(read_rows("plurals.tsv"))
    assert len(rows) > 1_000
    for singular, forms, *further in rows:
        assert re.fullmatch("[ء-غف-ي]{2,}", singular), singular
        assert all(re.fullmatch("[ء-غف-ي]{2,}", form) for form in forms.split()), singular
        assert len(further) <= 2, singular


def test_no_singular_and_no_form_stands_twice() -> None:
    rows = list(read_rows("plurals.tsv"))
    singulars = [row[0] for row in rows]
    forms = [form for row in rows for form in row[1].split()]
    assert sorted(set(singulars)) == sorted(singulars)
    assert sorted(set(forms)) == sorted(forms)
    assert set(singulars).isdisjoint(forms)


def test_a_form_is_found_with_and_without_its_hamza() -> None:
    table = broken_plurals()
    assert table["أخبار"] == table["اخبار"] == "خبر"


def test_a_spelling_that_is_another_word_is_not_taken_for_the_plural() -> None:
    table = broken_plurals()
    assert table["أعداد"] == "عدد"
    assert "اعداد" not in table
    assert "إعداد" not in table
    assert "السنة" not in table


def test_a_singular_is_its_own_headword() -> None:
    table = broken_plurals()
    assert all(table[fold_stem(singular)] == fold_stem(singular) for singular in ("صاروخ", "مدرسة", "رئيس"))
