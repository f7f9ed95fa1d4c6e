"""The sentences of the page in the reader's language: English in the program, Arabic in a catalogue."""

from __future__ import annotations

from functools import cache, cached_property
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask
from flask_babel import Babel, Domain
from markupsafe import Markup

from fihris.web.language import language
from fihris.web.rendering import as_html

FOLDER = Path(__file__).parent / "catalogues"


def install(app: Flask) -> None:
    """Let `gettext` and the templates speak the language of each answer."""
    _Babel(app, locale_selector=language)
    # The same for templates, without the way through the context of the application: a page has fifty.
    app.jinja_env.globals.update(_=_said, gettext=_said, ngettext=_counted)


def _said(text: str, **words: object) -> Markup:
    said = _sentence(language(), text)
    return said % words if words else said


def _counted(one: str, more: str, number: int, **words: object) -> Markup:
    return as_html(catalogue(language()).ngettext(one, more, number)) % ({"num": number} | words)


@cache
def _sentence(lang: str, text: str) -> Markup:
    """Return a sentence of a template, which is ours and needs no escaping."""
    return as_html(catalogue(lang).gettext(text))


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


class _Catalogues(Domain):  # type: ignore[misc]  # it ships no types
    def get_translations(self) -> NullTranslations:
        return catalogue(language())


class _Babel(Babel):  # type: ignore[misc]  # it ships no types
    @cached_property
    def domain_instance(self) -> Domain:
        return _Catalogues()
