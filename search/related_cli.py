"""`fihris related`, `fihris copies` and `fihris timeline`: what belongs to an article."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fihris.index.cli import index_option

if TYPE_CHECKING:
    from fihris.search.results import Headline

json_option = click.option("--json", "as_json", is_flag=True, help="Print the JSON object of the HTTP API.")


@click.command()
@click.argument("identifier", metavar="[ID]", required=False)
@index_option
@click.option("--text", help="Any text instead of an article; - reads standard input.")
@click.option("--limit", type=click.IntRange(0, 1000), default=5, show_default=True, help="Articles to show.")
@json_option
def related(
    identifier: str | None,
    index: Path,
    text: str | None,
    limit: int,
    as_json: bool,  # noqa: FBT001 - click passes options by name
) -> None:
    """Show the articles that are about the same as the article with that ID, or as a text."""
    from fihris.search.cli import describe_hits
    from fihris.search.engine import open_index

    if text == "-":
        text = sys.stdin.read()
    hits = open_index(index).related(identifier, limit, text=text)
    if as_json:
        found = [hit.as_json() for hit in hits]
        click.echo(json.dumps({"id": identifier, "hits": found}, ensure_ascii=False))
    else:
        click.echo("\n".join(describe_hits(hits, first=1)).strip(), color=sys.stdout.isatty())


@click.command()
@click.argument("identifier", metavar="ID")
@index_option
@json_option
def copies(identifier: str, index: Path, as_json: bool) -> None:  # noqa: FBT001 - the same
    """Show the other articles that carry the text of the article with that ID, nearly word for word."""
    from fihris.search.engine import open_index

    _show(identifier, "copies", open_index(index).copies(identifier), as_json=as_json)


@click.command()
@click.argument("identifier", metavar="ID")
@index_option
@click.option("--limit", type=click.IntRange(0, 1000), default=8, show_default=True, help="Others to show.")
@json_option
def timeline(identifier: str, index: Path, limit: int, as_json: bool) -> None:  # noqa: FBT001 - the same
    """Show the article with that ID among those about the same, in the order of time."""
    from fihris.search.engine import open_index

    _show(identifier, "timeline", open_index(index).timeline(identifier, limit), as_json=as_json)


def _show(identifier: str, name: str, headlines: tuple[Headline, ...], *, as_json: bool) -> None:
    if as_json:
        found = [headline.as_json() for headline in headlines]
        click.echo(json.dumps({"id": identifier, name: found}, ensure_ascii=False))
    for headline in () if as_json else headlines:
        day = headline.published.date().isoformat() if headline.published else None
        click.echo(" · ".join(fact for fact in (day, headline.source, headline.title, headline.id) if fact))
