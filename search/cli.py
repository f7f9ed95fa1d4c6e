"""What the search layer offers on the command line: search."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING, Any

import click

from fihris.index.cli import index_option
from fihris.search.options import question_options, synonyms_option

if TYPE_CHECKING:
    from fihris.search.results import Hit, Page, Piece


@click.command()
@click.argument("words", nargs=-1, required=True)
@index_option
@click.option("--limit", type=int, default=10, show_default=True, help="Hits to show.")
@click.option("--offset", type=int, default=0, show_default=True, help="Hits to skip.")
@question_options
@click.option(
    "--group/--all",
    "group",
    default=False,
    help="Of articles that carry one text show the first, or all (the default).",
)
@click.option("--cursor", help="Go on with the `next` of an earlier answer; takes the place of --offset.")
@click.option("--explain", is_flag=True, help="Say of each hit what its score is made of.")
@synonyms_option
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="NAME",
    help="Count these facets: source, section, keyword, author, year, month, day; may be repeated.",
)
@click.option(
    "--lang", "language", type=click.Choice(["en", "ar"]), default="en", help="Language of the notices."
)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as the JSON object of the HTTP API.")
def search(
    words: tuple[str, ...],
    index: Path,
    limit: int,
    offset: int,
    synonyms: Path | None,
    facets: tuple[str, ...],
    language: str,
    as_json: bool,  # noqa: FBT001 - click passes options by name
    **question: Any,
) -> None:
    """Search for WORDS: words, "phrases", -exclusions, AND, OR, NOT, brackets, begin*, alike~, =exact.

    Fields are title: source: section: keywords: author: url: date:, or عنوان: مصدر: قسم: كلمات: كاتب:
    رابط: تاريخ:

    A word that begins with a dash comes after two dashes: fihris search -- كوريا -روسيا
    """
    from fihris.search.engine import open_index
    from fihris.search.facets import USUAL

    question["facets"] = facets or USUAL
    engine = open_index(index, synonyms=synonyms)
    page = engine.search(" ".join(words), limit=limit, offset=offset, **question)
    if as_json:
        click.echo(json.dumps(page.as_json(language), ensure_ascii=False))
    else:
        first = None if question["cursor"] else offset + 1
        click.echo(describe(page, first, language), color=sys.stdout.isatty())
        if facets:
            click.echo(describe_facets(page))


def describe(page: Page, first: int | None, language: str = "en") -> str:
    """Return a page of hits as text, the marked words underlined where the terminal can."""
    from fihris.search.notices import said

    counted = f"{page.total} found" + ("" if page.stories is None else f", {page.stories} stories")
    lines = [f"{page.query}: {counted} in {page.took_ms:.1f} ms"]
    lines += [f"({said(notice, language)})" for notice in page.notices]
    if page.suggestion and not page.corrected:
        lines.append(f"Did you mean: {page.suggestion}")
    return "\n".join([*lines, *describe_hits(page.hits, first)]) + "\n"


def describe_hits(hits: Iterable[Hit], first: int | None) -> Iterator[str]:
    """Yield hits as lines, numbered from `first` where that is known."""
    for number, hit in enumerate(hits, first or 0):
        copies = f"{hit.copies} more with this text" if hit.copies else None
        facts = [hit.published.date().isoformat() if hit.published else None, hit.source, hit.url]
        yield ""
        yield f"{'-' if first is None else f'{number}.'} {_styled(hit.title_pieces) or '(no title)'}"
        yield "   " + " · ".join(fact for fact in (*facts, hit.id, copies) if fact)
        if hit.snippet:
            yield "   " + _styled(hit.snippet).replace("\n", " ")
        if hit.explanation:
            yield indent(hit.explanation.as_text(), "   ")


def describe_facets(page: Page) -> str:
    """Return the facets of a page as text, a value and its count a line."""
    lines = []
    for name, counts in page.facets.items():
        lines += [f"{name}:", *(f"  {count:>8,}  {value}" for value, count in counts)]
    return "\n".join(lines)


def _styled(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        click.style(text, bold=True, underline=True) if matched else text for text, matched in pieces
    )


@click.command()
@click.argument("words", nargs=-1, required=True)
@index_option
@click.option("--limit", type=int, default=8, show_default=True, help="Completions to show.")
@click.option("--json", "as_json", is_flag=True, help="Print them as the JSON object of the HTTP API.")
def complete(
    words: tuple[str, ...],
    index: Path,
    limit: int,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Show what whoever has typed WORDS may go on to type: what it is, how many articles have it, about."""
    from fihris.search.engine import open_index

    text = " ".join(words)
    completions = open_index(index).complete(text, limit)
    if as_json:
        answer = {"query": text, "completions": [each.as_json() for each in completions]}
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for each in completions:
            click.echo(f"{each.text}\t{each.kind}\t{each.count}")
