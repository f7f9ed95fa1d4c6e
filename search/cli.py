"""What the search layer offers on the command line: search."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fihris.index.cli import index_option

if TYPE_CHECKING:
    from fihris.search.results import Page, Piece


@click.command()
@click.argument("words", nargs=-1, required=True)
@index_option
@click.option("--limit", type=int, default=10, show_default=True, help="Hits to show.")
@click.option("--offset", type=int, default=0, show_default=True, help="Hits to skip.")
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    show_default=True,
    help="Order of the hits.",
)
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Only from this source; may be repeated."
)
@click.option(
    "--since", metavar="DATE", help="Not older than this day, month or year (2023-09-05, 2023-09, 2023)."
)
@click.option("--until", metavar="DATE", help="Not newer than this day, month or year.")
@click.option("--json", "as_json", is_flag=True, help="Print the answer as the JSON object of the HTTP API.")
def search(
    words: tuple[str, ...],
    index: Path,
    limit: int,
    offset: int,
    sort: str,
    sources: tuple[str, ...],
    since: str | None,
    until: str | None,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Search for WORDS: words, "phrases", -exclusions, AND, OR, NOT, brackets, begin*, alike~, =exact.

    A word that begins with a dash comes after two dashes: fihris search -- كوريا -روسيا
    """
    from fihris.search.engine import open_index

    page = open_index(index).search(
        " ".join(words), limit=limit, offset=offset, sort=sort, sources=sources, since=since, until=until
    )
    if as_json:
        click.echo(json.dumps(page.as_json(), ensure_ascii=False))
    else:
        click.echo(describe(page, first=offset + 1), color=sys.stdout.isatty())


def describe(page: Page, first: int) -> str:
    """Return a page of hits as text, the marked words underlined where the terminal can."""
    lines = [f"{page.query}: {page.total} found in {page.took_ms:.1f} ms"]
    lines += [f"({notice})" for notice in page.notices]
    for number, hit in enumerate(page.hits, first):
        facts = [hit.published.date().isoformat() if hit.published else None, hit.source, hit.url]
        lines += [
            "",
            f"{number}. {_styled(hit.title_pieces) or '(no title)'}",
            "   " + " · ".join(fact for fact in (*facts, hit.id) if fact),
        ]
        if hit.snippet:
            lines.append("   " + _styled(hit.snippet).replace("\n", " "))
    return "\n".join(lines) + "\n"


def _styled(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        click.style(text, bold=True, underline=True) if matched else text for text, matched in pieces
    )
