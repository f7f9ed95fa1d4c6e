"""Bring the catalogues of the page up to its sentences: new ones come in empty, old ones go out."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

WEB = Path(__file__).parents[1] / "web"
CATALOGUES = WEB / "catalogues"
KINDS = [("**.py", "python"), ("templates/**.html", "jinja2")]
NAMES = {"_": None, "gettext": None, "gettext_noop": None, "ngettext": (1, 2)}


def sentences() -> Catalog:
    """Return the sentences of programs and templates, without translations."""
    catalog = Catalog()
    for _, _, message, comments, context in extract_from_dir(WEB, KINDS, keywords=NAMES):
        catalog.add(message, auto_comments=comments, context=context)
    return catalog


def main() -> None:
    template = sentences()
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.stem)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        write(path, catalog)
        print(f"{path.name}: {len(catalog)} sentences, {len(untranslated(catalog))} to translate")


def write(path: Path, catalog: Catalog) -> None:
    """Write the sentences of a catalogue under the head that its file has: no dates, no names of tools."""
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    body = BytesIO()
    write_po(body, catalog, width=0, no_location=True, omit_header=True, sort_output=True)
    path.write_text(f"{head}\n\n{body.getvalue().decode().strip()}\n", encoding="utf-8")


def untranslated(catalog: Catalog) -> list[Message]:
    """Return the sentences that have no translation, or not in all their plural forms."""
    return [message for message in catalog if message.id and not _is_whole(message.string)]


def _is_whole(translation: str | tuple[str, ...] | None) -> bool:
    return all(translation) if isinstance(translation, tuple) else bool(translation)


if __name__ == "__main__":
    main()
