"""The sentences of the page in the reader's language: English in the program, Arabic in a catalogue."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from fihris.web.language import language

FOLDER = Path(__file__).parent / "catalogues"


def gettext(text: str, **words: object) -> str:
    """Return a sentence in the language of the answer, with `words` where it names them: `%(date)s`."""
    said = catalogue(language()).gettext(text)
    return said % words if words else said


def ngettext(one: str, more: str, number: int, **words: object) -> str:
    """Return a sentence about a number of things, as the language counts them."""
    said = catalogue(language()).ngettext(one, more, number)
    return said % words if words else said


def gettext_noop(text: str) -> str:
    """Return a sentence as it is: one for the catalogues that `gettext` says later, to whoever asks."""
    return text


@cache
def catalogue(lang: str) -> NullTranslations:
    """Return the sentences of a language.

    Read from the text file that translators write: there is no compiled copy that could be older.
    """
    path = FOLDER / f"{lang}.po"
    if not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=lang))
    compiled.seek(0)
    return Translations(compiled)
