"""`fihris export`: everything that a search finds, as CSV, JSON lines or an Atom feed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from fihris.index.cli import index_option
from fihris.search.options import question_options


@click.command()
@click.argument("words", nargs=-1, required=True)
@index_option
@question_options
@click.option(
    "--format",
    "format_",
    type=click.Choice(["csv", "jsonl", "atom"]),
    default="jsonl",
    show_default=True,
    help="What to write.",
)
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark: Excel knows UTF-8 by it.")
@click.option("--limit", type=click.IntRange(0), help="Hits to write; all without it.")
@click.option(
    "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write, not the terminal."
)
def export(
    words: tuple[str, ...],
    index: Path,
    format_: str,
    bom: bool,  # noqa: FBT001 - click passes options by name
    limit: int | None,
    output: Path | None,
    **question: Any,
) -> None:
    """Write every hit for WORDS, one by one, in order.

    For an alert that runs again and again, ask for what is new since it ran last:
    fihris export --new-since 2023-09-05T14:30 WORDS
    """
    from itertools import islice

    from fihris.search.engine import open_index
    from fihris.search.export import as_csv, as_jsonl
    from fihris.search.feed import Feed, as_atom

    news, query = open_index(index), " ".join(words)
    hits = islice(news.export(query, **question), limit)
    if format_ == "csv":
        pieces = as_csv(hits, bom=bom)
    elif format_ == "jsonl":
        pieces = as_jsonl(hits)
    else:
        pieces = as_atom(hits, Feed(query, news.updated))
    with click.open_file(str(output or "-"), "w", encoding="utf-8", errors="replace") as file:
        for piece in pieces:
            file.write(piece)
