"""Options that several commands of the search layer take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

Command = Callable[..., Any]

synonyms_option = click.option(
    "--synonyms",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Words that mean the same, a line each: one word, another, two words more",
)


def question_options(command: Command) -> Command:
    """Add what a question may ask for besides words: sources, dates, what is new, the order."""
    options = [
        click.option(
            "--sort",
            type=click.Choice(["relevance", "newest", "oldest"]),
            default="relevance",
            show_default=True,
            help="Order of the hits.",
        ),
        click.option(
            "--source",
            "sources",
            multiple=True,
            metavar="NAME",
            help="Only from this source; may be repeated.",
        ),
        *(
            click.option(
                f"--{name}",
                f"{name}s",
                multiple=True,
                metavar="NAME",
                help=f"Only of this {name}; may be repeated.",
            )
            for name in ("section", "keyword", "author")
        ),
        click.option(
            "--since",
            metavar="DATE",
            help="Not older than this day, month or year (2023-09-05, 2023, تموز 2015, أمس).",
        ),
        click.option("--until", metavar="DATE", help="Not newer than this day, month or year."),
        click.option(
            "--new-since",
            metavar="TIME",
            help="Only what came into the index, or changed, at that time or later (2023-09-05T14:30, UTC).",
        ),
        click.option(
            "--recency",
            type=float,
            metavar="DAYS",
            help="Let newer articles count more: a quarter less after DAYS.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command
