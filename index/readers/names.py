"""The names under which dumps of news keep the fields of an article, and a user's own mapping of them."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

from fihris.index.arabic.folding import clean, fold_exact
from fihris.index.errors import BadFieldNames

_COMMON = {
    "id": "id _id docno docid doc_id uuid guid",
    "title": "title headline العنوان عنوان",
    "body": "content body text article maintext articleBody full_text المحتوى النص نص",
    "published": (
        "published date_published datePublished published_at publish_date date_publish pubDate"
        " date التاريخ تاريخ_النشر date_time date_extracted created_at timestamp"
    ),
    "source": "source publisher site site_name source_name domain source_domain المصدر",
    "url": "url link canonical_url permalink الرابط رابط",
    "author": "author authors byline creator الكاتب كاتب",
    "section": "category section categories القسم قسم",
    "keywords": "keywords tags الكلمات_الدلالية كلمات_دلالية كلمات",
    "excerpt_of": "excerpt_of",
}
"""Names of each field, the first that holds something wins; case, `_`, `-` and blanks make no difference."""

FIELDS = tuple(_COMMON)
_ALWAYS = "always"
_REMEMBERED = 64  # orders of names: records with names of their own each are not kept
_EXAMPLE = 'title = "headline_ar" or body = ["lead", "story.text"]'


def _fold(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold_exact(clean(name)))


_ROLES = {
    _fold(name): (field, rank) for field, names in _COMMON.items() for rank, name in enumerate(names.split())
}


class FieldNames:
    """Which field of an article each name in a dump stands for.

    `own` gives names for fields, the best first; they go before the common ones, and a field with an empty
    list is not read at all. A dot leads into an object: `source.name`. `always` gives the value of a field
    for the articles that have none.
    """

    def __init__(
        self, own: Mapping[str, tuple[str, ...]] | None = None, always: Mapping[str, str] | None = None
    ) -> None:
        own = own or {}
        self.always = dict(always or {})
        self.paths = {name: tuple(name.split(".")) for names in own.values() for name in names if "." in name}
        self._roles = {name: role for name, role in _ROLES.items() if own.get(role[0]) != ()}
        for field, names in own.items():
            for rank, name in enumerate(names):
                self._roles[_fold(name)] = field, rank - len(names)
        self._known: dict[str, tuple[str, int] | None] = {}
        self._orders: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        said = json.dumps([own, self.always], sort_keys=True)
        self.fingerprint = blake2b(said.encode(), digest_size=6).hexdigest() if own or always else ""

    def role(self, name: str) -> tuple[str, int] | None:
        """Return the field that a name stands for and its rank among that field's names, the lowest first."""
        try:
            return self._known[name]
        except KeyError:
            role = self._roles.get(_fold(name))
            if len(self._known) < 4096:
                self._known[name] = role
            return role

    def order(self, names: tuple[str, ...]) -> list[tuple[str, str]]:
        """Return the fields that the names of a record stand for, each with its name, the best name first.

        Paths that lead into the record are among them. Nearly all records of a file have the same names.
        """
        try:
            return self._orders[names]
        except KeyError:
            paths = [name for name in self.paths if name not in names]
            known = [(*role, name) for name in (*names, *paths) if (role := self.role(name))]
            order = [(field, name) for field, rank, name in sorted(known, key=itemgetter(1))]
            if len(self._orders) < _REMEMBERED:
                self._orders[names] = order
            return order

    def stands_for(self, name: str, *fields: str) -> bool:
        """Say whether a name stands for one of these fields."""
        role = self.role(name)
        return role is not None and role[0] in fields


DEFAULT_NAMES = FieldNames()


def load_names(path: Path) -> FieldNames:
    """Read a mapping of field names from a TOML file.

    Every key is a field of an article, its value a name or a list of names; the table `always` gives values:

        title = "headline_ar"
        body = ["lead", "story.text"]
        [always]
        source = "المرقاب"

    Raises:
        BadFieldNames: The file cannot be read, or says something else.
    """
    try:
        with path.open("rb") as file:
            table = tomllib.load(file)
    except OSError as error:
        raise BadFieldNames(
            f"The field names in {str(path)!r} cannot be read: {error.strerror}. Type a path that ls shows."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFieldNames(f"{str(path)!r} is not TOML: {error}. Write lines like {_EXAMPLE}") from None
    always = table.pop(_ALWAYS, {})
    own = {field: (names,) if isinstance(names, str) else names for field, names in table.items()}
    for field in (*own, *(always if isinstance(always, dict) else ())):
        if field not in FIELDS:
            raise BadFieldNames(
                f"{str(path)!r} names a field {field!r}. Articles have these fields: {', '.join(FIELDS)}"
            )
    if not isinstance(always, dict) or not all(map(_are_texts, (*own.values(), list(always.values())))):
        raise BadFieldNames(f"{str(path)!r} has a value that is no name. Write lines like {_EXAMPLE}")
    return FieldNames({field: tuple(names) for field, names in own.items()}, always)


def _are_texts(values: object) -> bool:
    return isinstance(values, list | tuple) and all(isinstance(value, str) for value in values)
