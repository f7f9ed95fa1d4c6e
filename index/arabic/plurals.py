"""Broken plurals, and other forms of nouns and adjectives that no rule reaches.

They are made by changing the inside of the word (صاروخ صواريخ, رئيس رؤساء, أكبر كبرى), in some thirty
patterns of which most serve several kinds of singular, so they are listed: `data/plurals.tsv`.
"""

from fihris.index.arabic.folding import fold_all, fold_stem
from fihris.index.arabic.tables import read_rows, spellings


def broken_plurals() -> dict[str, str]:
    """Returns the folded singular of each listed form, by the form's spellings, and of each singular itself.

    A form that is a singular too is taken for the singular.
    """
    plurals: dict[str, str] = {}
    singulars: dict[str, str] = {}
    rows = list(read_rows("plurals.tsv"))
    written = [row[0] for row in rows]
    for row, headword, spelled in zip(rows, fold_all(fold_stem, written), spellings(written), strict=True):
        _, forms, *further = row
        excepted = further[0].split() if further else []
        singulars.update(dict.fromkeys(spelled, headword))
        for form in spellings(forms.split()):
            plurals.update(dict.fromkeys(form.difference(excepted), headword))
    return plurals | singulars
