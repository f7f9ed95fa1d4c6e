"""The command `fihris fetch`."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED…")
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default="fetched",
    show_default=True,
    help="The folder to write to; fihris reindex reads it.",
)
@click.option("--feeds-only", is_flag=True, help="Keep what the feeds hold, and fetch no pages.")
@click.option("--most-pages", type=click.IntRange(min=0), help="Fetch at most so many pages.  [default: all]")
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1.0,
    show_default=True,
    help="Wait so many seconds between two requests to one host; longer where its robots.txt asks for it.",
)
@click.option(
    "--user-agent", metavar="NAME", help="Say to servers who you are, with an address to reach you."
)
@click.option("--allow-private", is_flag=True, help="Fetch from addresses of your own network too.")
def fetch(
    feeds: tuple[str, ...],
    folder: Path,
    feeds_only: bool,  # noqa: FBT001 - click passes options by name
    most_pages: int | None,
    delay: float,
    user_agent: str | None,
    allow_private: bool,  # noqa: FBT001 - the same
) -> None:
    """Fetch the articles that feeds announce (addresses of RSS or Atom) into a WARC file.

    Only what is new is fetched, one request at a time, and nothing that robots.txt forbids.

    Exit status: 0 done; 1 something could not be fetched; 2 wrong usage, or a library is missing.
    """
    from fihris.index.fetch.fetching import USER_AGENT
    from fihris.index.fetch.fetching import fetch as run
    from fihris.index.readers.items import escaped

    def show(url: str) -> None:
        if sys.stderr.isatty():
            click.echo(escaped(url), err=True)

    report = run(
        feeds,
        folder,
        pages=not feeds_only,
        most_pages=most_pages,
        delay=delay,
        allow_private=allow_private,
        user_agent=user_agent or USER_AGENT,
        progress=show,
    )
    click.echo(
        f"{report.feeds} feeds read, {report.unchanged} unchanged; "
        f"{report.pages} pages fetched, {report.known} were here"
    )
    if report.file:
        click.echo(f"Written to {report.file}. Index it: fihris reindex {folder}")
    for url, reason in report.failed:
        click.echo(f"  {escaped(url)}: {escaped(reason)}", err=True)
    if report.failed:
        click.get_current_context().exit(1)
