"""The templates, compiled for each language apart: what is the same on all its pages is worked out once."""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

from flask import Flask, current_app
from flask.templating import Environment
from jinja2 import StrictUndefined

from fihris.web import language, translations
from fihris.web.addresses import address
from fihris.web.dates import hijri_date, long_date, short_date
from fihris.web.keys import keys_are_on
from fihris.web.links import article_url
from fihris.web.notices import in_words
from fihris.web.numerals import amount, digits, percent
from fihris.web.rendering import (
    ARABIC,
    RTL,
    counted,
    dated,
    drawn,
    isolated,
    marked,
    marked_in_place,
    quoted,
    said,
    tabulated,
)
from fihris.web.schema_words import answered, limits, shape
from fihris.web.theme import THEMES, chosen_theme
from fihris.web.this_page import canonical, here, in_language

_FILTERS = {
    "amount": amount,
    "answered": answered,
    "dated": dated,
    "digits": digits,
    "drawn": drawn,
    "hijri": hijri_date,
    "in_words": in_words,
    "isolated": isolated,
    "limits": limits,
    "long_date": long_date,
    "marked": marked,
    "marked_in_place": marked_in_place,
    "percent": percent,
    "quoted": quoted,
    "shape": shape,
    "short_date": short_date,
    "tabulated": tabulated,
}


def install(app: Flask) -> None:
    """Furnish the templates of an application, and name the version of all that its pages are made of."""
    files = {path.name: _digest(path) for path in sorted(Path(app.root_path).glob("static/*.*"))}
    templates = [_digest(path) for path in sorted(Path(app.root_path).glob("templates/*"))]
    templates += [_digest(path) for path in sorted(translations.FOLDER.glob("*.po"))]
    # Part of every page's ETag: a page changes with the program that makes it.
    app.config["VERSION"] = "-".join([*files.values(), *templates])
    # Jinja works out `"2023" | digits` as it compiles: what was compiled for one language is of no other.
    app.extensions["templates"] = {lang: _furnished(app, lang, files) for lang in language.LANGUAGES}


def render(template: str, **values: object) -> str:
    """Return a template, filled in, in the language of the answer."""
    environments: dict[str, Environment] = current_app.extensions["templates"]
    return environments[language.language()].get_template(template).render(_of_this_answer() | values)


def _furnished(app: Flask, lang: language.Language, files: dict[str, str]) -> Environment:
    """Give the templates of a language what they speak with."""

    def static_url(name: str) -> str:
        return address("static", filename=name, v=files[name])

    other: language.Language = "ar" if lang == "en" else "en"
    environment = app.create_jinja_environment()
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(_FILTERS)
    environment.globals.update(
        _=said,
        ngettext=counted,
        url_for=address,
        static_url=static_url,
        article_url=article_url,
        THEMES=THEMES,
        lang=lang,
        dir=language.DIRECTIONS[lang],
        rtl="" if lang == "ar" else RTL,
        ar="" if lang == "ar" else ARABIC,
        other=other,
        other_name=language.LANGUAGES[other],
    )
    # What several pages share is there once and speaks the language: it needs nothing of an answer.
    environment.globals["parts"] = environment.get_template("_parts.html").module
    return environment


def _of_this_answer() -> dict[str, object]:
    """Return what differs from one answer to the next."""
    return {
        "theme": chosen_theme(),
        "keys": keys_are_on(),
        "here": here(),
        "addresses": {each: in_language(each) for each in language.LANGUAGES},
        "canonical": canonical(),
    }


def _digest(path: Path) -> str:
    return blake2b(path.read_bytes(), digest_size=4).hexdigest()
