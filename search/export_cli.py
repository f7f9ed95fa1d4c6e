"""`fihris export`: all that a search finds as CSV, JSON lines or an Atom feed, or the whole archive."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from fihris.index.cli import index_option
from fihris.search.options import question_options, synonyms_option

if TYPE_CHECKING:
    from fihris.search import Engine

_WITH_ALL = {"index", "limit", "output", "everything"}
"""What can be said beside --all."""


@click.command()
@click.argument("words", nargs=-1)
@index_option
@question_options
@click.option("--group", is_flag=True, help="Of articles that carry one text write the first.")
@synonyms_option
@click.option(
    "--all", "everything", is_flag=True, help="Write every article of the archive, whole, as JSON lines."
)
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
    synonyms: Path | None,
    everything: bool,  # noqa: FBT001 - click passes options by name
    format_: str,
    bom: bool,  # noqa: FBT001 - the same
    limit: int | None,
    output: Path | None,
    **question: Any,
) -> None:
    """Write every hit for WORDS, one by one, in order.

    For an alert that runs again and again, ask for what is new since it ran last:
    fihris export --new-since 2023-09-05T14:30 WORDS

    With --all, write the archive itself: every article with every field. fihris reindex makes the same index
    of it, with the same ids.
    """
    from fihris.search.engine import open_index

    _check(words, format_, everything=everything)
    news = open_index(index, synonyms=synonyms)
    if everything:
        from fihris.index.article_json import as_line

        pieces: Iterable[str] = map(as_line, islice(news.articles(), limit))
    else:
        pieces = _found(news, " ".join(words), question, format_, limit, bom=bom)
    with click.open_file(str(output or "-"), "w", encoding="utf-8", errors="replace") as file:
        for piece in pieces:
            file.write(piece)


def _check(words: tuple[str, ...], format_: str, *, everything: bool) -> None:
    """Raise `UsageError` unless there are words, or --all and nothing that would choose among all."""
    if not everything:
        if not words:
            raise click.UsageError("Missing argument 'WORDS...'. Type words to search for, or --all.")
        return
    context = click.get_current_context()
    typed = {name for name in context.params if context.get_parameter_source(name) != ParameterSource.DEFAULT}
    if typed - _WITH_ALL - ({"format_"} if format_ == "jsonl" else set()):
        raise click.UsageError(
            "--all writes the whole archive as JSON lines: leave out what chooses among its articles."
        )


def _found(
    news: Engine, query: str, question: dict[str, Any], format_: str, limit: int | None, *, bom: bool
) -> Iterable[str]:
    from fihris.search.export import as_csv, as_jsonl
    from fihris.search.feed import Feed, as_atom

    hits = islice(news.export(query, **question), limit)
    if format_ == "csv":
        return as_csv(hits, bom=bom)
    return as_jsonl(hits) if format_ == "jsonl" else as_atom(hits, Feed(query, news.updated))
